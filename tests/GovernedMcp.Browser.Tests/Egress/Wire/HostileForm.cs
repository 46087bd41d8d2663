namespace GovernedMcp.Browser.Tests.Egress.Wire;

/// <summary>
/// A page with a form that is not what it seems. In its text <c>{A}</c> is the form's beginning up to its attributes, <c>{B}</c> its
/// fields, <c>{C}</c> its button and end, <c>{F}</c> an origin that may not be reached.
/// </summary>
public sealed record HostileForm(string Name, string Html)
{
    private const string Fields = "<label>Name <input name=n></label><label>Amount <input name=amount></label><input type=hidden name=role value=user><input type=hidden name=csrf value=t1>";

    /// <summary>What the form itself says it sends when it is filled.</summary>
    public static IReadOnlyList<string> Usual { get; } = ["n=x", "amount=12", "role=user", "csrf=t1"];

    /// <summary>What else the form said it sends before it was approved, so that it is part of the plan.</summary>
    public IReadOnlyList<string> Also { get; init; } = [];

    /// <summary>It does nothing but what it says, so it is sent, once; the others stay here.</summary>
    public bool Goes { get; init; }

    /// <summary>The planned form may leave; what else the page tries may not.</summary>
    public bool MayGo { get; init; }

    public string Page(Uri forbidden) => "<!doctype html><title>form</title>" + Html
        .Replace("{A}", "<form id=f method=post action=/save", StringComparison.Ordinal)
        .Replace("{B}", Fields, StringComparison.Ordinal)
        .Replace("{C}", "<button id=go>Save</button></form>", StringComparison.Ordinal)
        .Replace("{F}", forbidden.AbsoluteUri, StringComparison.Ordinal);
}
