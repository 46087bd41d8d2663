using GovernedMcp.Browser.Pages;
using GovernedMcp.Browser.Sessions;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Browser.Blocks.Explore;

/// <summary><c>portal_type</c>: puts a text into one field, or chooses an option. Never where a secret belongs; nothing of it is sent.</summary>
public sealed class TypeBlock(BrowserHost host, SessionTable sessions) : IToolBlock
{
    private static readonly TimeSpan KeysDeadline = TimeSpan.FromSeconds(10);

    public string Tool => "portal_type";

    public Task<BlockResult> RunAsync(Permit permit, BlockRun run, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(permit);
        var session = sessions.Of(permit);
        session.Wire.Explore();
        return Renewal.OnceAsync(sessions, session, run, host.Deadline, limit => TypeAsync(session, permit, limit), cancel);
    }

    private static async Task<BlockResult> TypeAsync(BrowserSession session, Permit permit, CancellationToken cancel)
    {
        session.CountDeed();
        var arguments = permit.Call.Arguments;
        var (target, role, name) = ExploredElement.Wanted(session, arguments);
        var before = session.Page.Url;
        session.Plans.Clear();
        var answer = await session.RunAsync("type_into", new { @ref = target, role, name, text = arguments.Text("text"), withheld = Withheld.Of(permit) }, cancel);
        var keys = answer.GetProperty("outcome").GetString() switch
        {
            "ready" => answer.GetProperty("keys").GetString()!,
            "chosen" => "",
            "secret" => throw new BlockFault(Rules.Explore.SecretField, "this field is for a secret or sensitive, so nothing is typed into it; secrets are put in by portal_login alone"),
            "no_option" => throw new BlockFault(Rules.Fields.Value, "the list has no such option; data.allowed names those it has") { Allowed = [.. answer.GetProperty("names").EnumerateArray().Select(option => Escaped.Short(option.GetString() ?? ""))] },
            "no_text" => throw new BlockFault(Rules.Fields.Value, "this element takes no text; click on it instead"),
            _ => throw ExploredElement.Fault(answer, role ?? target?.Role, name ?? target?.Name),
        };
        var enter = arguments.TextOrNull("then") == "enter";
        if (keys.Length > 0 || enter)
        {
            await session.WithPageAsync(
                async page =>
                {
                    if (keys.Length > 0) await page.Keyboard.TypeAsync(keys);
                    if (enter) await page.Keyboard.PressAsync("Enter");
                    return true;
                },
                KeysDeadline,
                cancel);
        }

        return await ExploredElement.DoneAsync(session, answer, answer.GetProperty("outcome").GetString() == "chosen" ? "chosen" : enter ? "typed, and pressed Enter" : "typed", before, cancel);
    }
}
