using GovernedMcp.Browser.Pages;
using GovernedMcp.Browser.Pages.Records;
using GovernedMcp.Browser.Pages.Tables;
using GovernedMcp.Browser.Sessions;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Files;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Browser.Blocks;

/// <summary>Reads a table over all its pages, or a record, as typed rows, for the reply or for a file; only what the permit grants leaves the page.</summary>
public sealed class ExtractBlock(BrowserHost host, SessionTable sessions, IFileShelf shelf) : IToolBlock
{
    private readonly CursorShelf _cursors = new();
    private readonly LastReadings _last = new();

    public string Tool => "portal_extract";

    public Task<BlockResult> RunAsync(Permit permit, BlockRun run, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(permit);
        ArgumentNullException.ThrowIfNull(run);
        var session = sessions.Of(permit);
        var signIn = session.SignedIn;
        return Renewal.RunAsync(sessions, session, run, host.Deadline, limit => permit.Call.Arguments.Has("record")
            ? new RecordReader(session, permit).ReadAsync(limit)
            : permit.Call.Arguments.Has("cursor") && session.SignedIn != signIn ? throw Renewed() : TableAsync(session, permit, run, limit), cancel);
    }

    // The pages before were read in a session that is over: nobody knows that what follows goes on from them.
    private static BlockFault Renewed() =>
        new(Rules.Sessions.Renewed, "the portal had ended the session, so the reading cannot go on; it was signed in again: extract anew, without cursor");

    private async Task<BlockResult> TableAsync(BrowserSession session, Permit permit, BlockRun run, CancellationToken cancel)
    {
        var arguments = permit.Call.Arguments;
        var aim = TableGrant.Aim(permit);
        var format = arguments.TextOrNull("format") ?? "csv";
        var began = TimeProvider.System.GetTimestamp();
        var enough = host.Deadline / 2;
        var budget = RowBudget.For(arguments.Has("limit") ? arguments.Integer("limit") : null, format) with { IsLate = () => TimeProvider.System.GetElapsedTime(began) > enough };
        var reading = arguments.TextOrNull("cursor") is { } cursor
            ? await GoOnAsync(_cursors.Take(session, cursor, aim))
            : await StartAsync(session, aim, GoOnAsync, cancel);
        var rows = budget.Take(reading);
        var next = reading.Waiting.Count > 0 || !reading.Ended ? _cursors.Put(session, reading) : null;
        var page = await session.CurrentPageAsync(cancel);
        var reply = new TableReply(reading, rows, next);
        var result = RowsFile.Is(format) ? await reply.KeepAsync(shelf, permit, format, page, cancel) : reply.Write(format, page);
        return result with { Warnings = session.Notes.TakeWarnings(), Quotes = session.Notes.TakeQuotes() };

        async Task<TableReading> GoOnAsync(TableReading begun)
        {
            await begun.GoOnAsync(session, budget, run.Progress, cancel);
            _last.Keep(session, begun);
            return begun;
        }
    }

    // The address of a section may show something else for now: then one goes there anew, once.
    private async Task<TableReading> StartAsync(BrowserSession session, TableAim aim, Func<TableReading, Task<TableReading>> goOn, CancellationToken cancel)
    {
        _cursors.Drop(session, aim.Name);
        if (_last.Of(session, aim.Name) is { } before)
        {
            if (before.Start is { } start) await Visits.GoAsync(session, start, cancel);
            else aim = aim with { Left = before.Left };
        }

        await PartSection.EnsureAsync(session, aim.Declared?.Section, cancel);
        try
        {
            return await goOn(new TableReading(aim));
        }
        catch (BlockFault fault) when (fault.Rule == Rules.Tables.NotFound && aim.Declared?.Section is { } section)
        {
            await PartSection.GoAsync(session, section, cancel);
            return await goOn(new TableReading(aim));
        }
    }
}
