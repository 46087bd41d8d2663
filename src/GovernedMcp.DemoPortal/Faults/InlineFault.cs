using System.Security.Cryptography;
using GovernedMcp.DemoPortal.Pages;

namespace GovernedMcp.DemoPortal.Faults;

/// <summary>The faults that are scripts of a page, with the nonce that lets them run.</summary>
internal sealed record InlineFault(Markup Script, string? Nonce)
{
    private static readonly InlineFault Nothing = new(Html.None, null);

    public static InlineFault For(FaultSwitches faults, string path)
    {
        if (!faults.AppliesTo(path) || (faults.Dialog == "none" && faults.Page != "loop"))
            return Nothing;
        var nonce = RandomNumberGenerator.GetHexString(24, lowercase: true);
        var dialog = faults.Dialog switch
        {
            "alert" => Html.Of($"alert('The portal will be updated on Saturday at 22:00.');"),
            "confirm" => Html.Of($"confirm('Leave page and open the new portal?');"),
            "beforeunload" => Html.Of($"addEventListener('beforeunload', event => event.preventDefault());"),
            _ => Html.None,
        };
        var loop = faults.Page == "loop" ? Html.Of($"while (true) ;") : Html.None;
        return new InlineFault(Html.Of($"""<script nonce="{nonce}">{dialog}{loop}</script>"""), nonce);
    }
}
