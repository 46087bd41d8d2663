using System.Text.Json;
using System.Text.Json.Nodes;
using GovernedMcp.Browser.Pages;
using GovernedMcp.Browser.Sessions;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Browser.Blocks.Navigate;

/// <summary><c>portal_navigate</c>: goes to a section and tells what is there.</summary>
public sealed class NavigateBlock(BrowserHost host, SessionTable sessions) : IToolBlock
{
    private const int Looks = 6;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    public string Tool => "portal_navigate";

    public Task<BlockResult> RunAsync(Permit permit, BlockRun run, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(permit);
        var session = sessions.Of(permit);
        // An address is found from anywhere; what is clicked, from where one was.
        var clicked = permit.Portal.Sections.GetValueOrDefault(permit.Call.Arguments.Text("section")) is not { Url: not null };
        return Renewal.RunAsync(sessions, session, run, host.Deadline, limit => GoAsync(permit, session, limit), cancel, comeBack: clicked);
    }

    private static async Task<BlockResult> GoAsync(Permit permit, BrowserSession session, CancellationToken cancel)
    {
        session.CountDeed();
        var name = permit.Call.Arguments.Text("section");
        var given = permit.Call.Arguments.Values("params");
        var (before, leads, shown) = (session.Page.Url, (string?)null, (int?)null);
        using var departure = new Departure(session.Page);
        if (permit.Portal.Sections.TryGetValue(name, out var section)) await SectionRoad.GoAsync(session, section, given, cancel);
        else if (!permit.Scope.Sections.Found) throw Unknown(permit, name);
        else if (given.Count > 0) throw new BlockFault(Rules.Navigation.Parameter, $"`{Escaped.Short(name)}` is not declared in the Skill, so it takes no parameters");
        else
        {
            shown = SectionRoad.IsAddress(name) ? null : await ShownAsync(session, cancel);
            leads = await SectionRoad.GoAsync(session, name, Withheld.Of(permit), cancel);
        }

        var same = shown is not null && leads is null && await StaysAsync(session, shown.Value, cancel);
        var arrival = await Arrival.ReadAsync(session, permit, cancel);
        var data = new JsonObject { ["section"] = name };
        arrival.ListParts(data);
        data["page_text"] = arrival.PageText(session);
        var warnings = session.Notes.TakeWarnings();
        var kept = section is null && session.Page.Url == before && warnings.Contains(SessionNotes.KeptBack);
        return new BlockResult
        {
            Message = kept ? "what the page offers was pressed, but what it then tried to send was kept back: it may still show what it showed before"
                : leads is not null && !departure.IsOver(leads) ? "the link was pressed, but the page did not go where it leads: it may still show what it showed before; look, and call again where it does"
                : same ? "what the page offers was pressed, and it shows what it showed before: it may be there already, or nothing came of it; look"
                : section is null ? "at a section that the page offers" : $"at `{Escaped.Short(name)}`",
            Data = data,
            Page = await session.CurrentPageAsync(cancel),
            Warnings = warnings,
            Quotes = session.Notes.TakeQuotes(),
        };
    }

    // What comes of it may come late, as the page that a link leads to again does on a busy machine.
    private static async Task<bool> StaysAsync(BrowserSession session, int shown, CancellationToken cancel)
    {
        for (var look = 0; look < Looks; look++)
        {
            if (look > 0) await Task.Delay(Pause, cancel);
            if (await ShownAsync(session, cancel) == shown) continue;
            if (look > 0) await session.SettleAsync(cancel);
            return false;
        }

        return true;
    }

    // A page that is on its way shows nothing yet.
    private static async Task<int?> ShownAsync(BrowserSession session, CancellationToken cancel)
    {
        try
        {
            var shown = await session.RunAsync("shown", null, cancel);
            return shown.ValueKind == JsonValueKind.Number ? shown.GetInt32() : null;
        }
        catch (BlockFault fault) when (PageFaults.IsMoving(fault))
        {
            return null;
        }
    }

    private static BlockFault Unknown(Permit permit, string name)
    {
        var known = permit.Portal.Sections.Keys.Where(section => permit.Scope.Sections.For(section, declared: true) is not null).Order(StringComparer.Ordinal).ToList();
        return new BlockFault(Rules.Navigation.UnknownSection, $"portal `{permit.Portal.Name}` has no section `{Escaped.Short(name)}`; call portal_list to see yours") { Allowed = known };
    }
}
