using GovernedMcp.Browser.Pages;
using GovernedMcp.Browser.Sessions;
using GovernedMcp.Browser.Workshop;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Browser.Blocks.Explore;

/// <summary><c>portal_click</c>: one click, as a person would, in a session that sends nothing that may change something.</summary>
public sealed class ClickBlock(BrowserHost host, SessionTable sessions) : IToolBlock
{
    private static readonly TimeSpan ClickDeadline = TimeSpan.FromSeconds(10);

    public string Tool => "portal_click";

    public Task<BlockResult> RunAsync(Permit permit, BlockRun run, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(permit);
        var session = sessions.Of(permit);
        session.Wire.Explore();
        return Renewal.OnceAsync(sessions, session, run, host.Deadline, limit => ClickAsync(session, permit.Call.Arguments, limit), cancel);
    }

    private static async Task<BlockResult> ClickAsync(BrowserSession session, CallArguments arguments, CancellationToken cancel)
    {
        session.CountDeed();
        var (target, role, name) = ExploredElement.Wanted(session, arguments);
        var answer = await session.RunAsync("aim", new { @ref = target, role, name }, cancel);
        if (answer.GetProperty("outcome").GetString() != "ok") throw ExploredElement.Fault(answer, role ?? target?.Role, name ?? target?.Name);
        // A GET is a read to the wire, whatever a portal makes of it.
        if (answer.TryGetProperty("leads", out var leads) && SoundsLikeActs.Of(answer.GetProperty("name").GetString() ?? "", leads.GetString()))
            throw new BlockFault(Rules.Explore.Acts, "this link sounds as if following it ended or changed something, so it is not followed while exploring; a person may look where it leads");
        session.Plans.Clear();
        var before = session.Page.Url;
        await Clicks.PressAsync(session, answer, ClickDeadline, cancel);
        return await ExploredElement.DoneAsync(session, answer, "clicked", before, cancel);
    }
}
