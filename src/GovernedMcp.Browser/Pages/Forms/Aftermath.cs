using System.Text.Json;
using GovernedMcp.Browser.Sessions;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Browser.Pages.Forms;

/// <summary>What the script <c>aftermath</c> answers: the page after a form was sent. Its texts are the page's: untrusted.</summary>
internal sealed record Aftermath
{
    /// <summary>The form is still there.</summary>
    public bool Form { get; init; }

    public double Document { get; init; }
    public string Url { get; init; } = "";
    public IReadOnlyList<string> Summary { get; init; } = [];
    public IReadOnlyList<string> Messages { get; init; } = [];
    public IReadOnlyList<string> Notices { get; init; } = [];
    public IReadOnlyList<string?> Captured { get; init; } = [];

    /// <summary>Pieces of text that nobody can see and that were left out.</summary>
    public int Unseen { get; init; }

    public bool Objects => Summary.Count > 0 || Messages.Count > 0;

    /// <summary>Null while the page is on its way elsewhere, hangs or is gone.</summary>
    public static async Task<Aftermath?> ReadAsync(BrowserSession session, FormTarget target, CancellationToken cancel)
    {
        try
        {
            var answer = await target.RunAsync(session, "aftermath", [new("captures", target.Declared?.Success?.Capture.Values)], cancel);
            return answer.Deserialize<Aftermath>(PageScripts.ArgumentJson);
        }
        catch (BlockFault)
        {
            return null;
        }
    }
}
