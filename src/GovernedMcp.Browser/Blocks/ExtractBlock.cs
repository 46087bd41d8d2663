using GovernedMcp.Browser.Pages;
using GovernedMcp.Browser.Pages.Records;
using GovernedMcp.Browser.Pages.Tables;
using GovernedMcp.Browser.Sessions;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Browser.Blocks;

/// <summary>Reads a table over all its pages, or a record, as typed rows; only what the permit grants leaves the page.</summary>
public sealed class ExtractBlock(SessionTable sessions, BrowserHost host) : IToolBlock
{
    private readonly CursorShelf _cursors = new();

    public string Tool => "portal_extract";

    public Task<BlockResult> RunAsync(Permit permit, BlockRun run, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(permit);
        ArgumentNullException.ThrowIfNull(run);
        var session = sessions.Of(permit);
        return session.ExclusiveAsync(host.Deadline, limit => permit.Call.Arguments.Has("record")
            ? new RecordReader(session, permit).ReadAsync(limit)
            : TableAsync(session, permit, run, limit), cancel);
    }

    private async Task<BlockResult> TableAsync(BrowserSession session, Permit permit, BlockRun run, CancellationToken cancel)
    {
        var arguments = permit.Call.Arguments;
        var aim = TableGrant.Aim(permit);
        var reading = arguments.TextOrNull("cursor") is { } cursor ? _cursors.Take(session, cursor, aim) : await StartAsync(session, aim, cancel);
        var budget = new RowBudget(arguments.Has("limit") ? arguments.Integer("limit") : 500);
        await reading.GoOnAsync(session, budget, run.Progress, cancel);
        var rows = budget.Take(reading);
        var next = reading.Waiting.Count > 0 || !reading.Ended ? _cursors.Put(session, reading) : null;
        var page = await session.CurrentPageAsync(cancel);
        return new TableReply(reading, rows, next).Write(arguments.TextOrNull("format") ?? "csv", page, session.Notes.TakeWarnings());
    }

    private static async Task<TableReading> StartAsync(BrowserSession session, TableAim aim, CancellationToken cancel)
    {
        await PartSection.EnsureAsync(session, aim.Declared?.Section, cancel);
        return new TableReading(aim);
    }
}
