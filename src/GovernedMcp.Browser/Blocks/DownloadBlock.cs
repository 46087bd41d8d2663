using System.Globalization;
using System.Text.Json.Nodes;
using GovernedMcp.Browser.Downloads;
using GovernedMcp.Browser.Egress.Wire;
using GovernedMcp.Browser.Pages;
using GovernedMcp.Browser.Sessions;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Files;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Browser.Blocks;

/// <summary><c>portal_download</c>: presses what the Skill names and keeps the one file that comes of it, apart and unopened.</summary>
public sealed class DownloadBlock(BrowserHost host, SessionTable sessions, IFileShelf shelf) : IToolBlock
{
    private static readonly TimeSpan Reachable = TimeSpan.FromSeconds(5);

    public string Tool => "portal_download";

    /// <summary>How long a portal may take to begin with the file.</summary>
    internal TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(20);

    public Task<BlockResult> RunAsync(Permit permit, BlockRun run, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(permit);
        var session = sessions.Of(permit);
        return Renewal.RunAsync(sessions, session, run, host.Deadline, limit => FetchAsync(session, permit, limit), cancel);
    }

    private async Task<BlockResult> FetchAsync(BrowserSession session, Permit permit, CancellationToken cancel)
    {
        session.CountDeed();
        var name = permit.Call.Arguments.Text("download");
        if (!permit.Portal.Downloads.TryGetValue(name, out var part))
            throw new BlockFault(Rules.Downloads.Unknown, $"portal `{permit.Portal.Name}` declares no download `{Escaped.Short(name)}`") { Allowed = [.. permit.Portal.Downloads.Keys.Order(StringComparer.Ordinal)] };
        var row = RowOf(permit, part);
        await PartSection.EnsureAsync(session, part.Section ?? row?.Table.Section, cancel);

        var awaited = new AwaitedFile(part.MaxMegabytes * (long)FetchedFile.Megabyte);
        var arriving = session.AwaitFile();
        try
        {
            using var wire = session.Wire.Under(new WireRule.Fetching(awaited));
            if (row is null) await Clicks.ClickAsync(session, part.Trigger, Reachable, cancel);
            else await Clicks.ClickAsync(session, part.Trigger, "row", row.Ask(part.Trigger), answer => row.Fault(part, answer), Reachable, cancel);
            var file = new FetchedFile(part, awaited, await ArrivedAsync(part, awaited, arriving, cancel));
            var kept = await file.KeepAsync(shelf, new FileOrigin(permit.Workflow.Name, permit.Portal.Name, part.Name), cancel);
            return await ReplyAsync(session, kept, file.From, cancel);
        }
        catch (BlockFault)
        {
            // What came instead may still be on its way into the page: the next call is not to meet it.
            await session.SettleAsync(cancel);
            throw;
        }
        finally
        {
            arriving.End();
        }
    }

    private static async Task<BlockResult> ReplyAsync(BrowserSession session, KeptFile kept, string from, CancellationToken cancel)
    {
        var facts = new JsonObject { ["name"] = Escaped.Text(kept.Name), ["mime_type"] = kept.MimeType, ["bytes"] = kept.Size, ["sha256"] = kept.Sha256 };
        var data = facts.DeepClone().AsObject();
        data["resource"] = kept.Address;
        data["kept_until"] = kept.Until.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        facts["from"] = from;
        facts["file"] = kept.Id;
        return new BlockResult
        {
            Message = string.Create(CultureInfo.InvariantCulture, $"the file is kept, {kept.Size} bytes; it was not opened, read it as the resource"),
            Data = data,
            File = kept,
            Facts = facts,
            Page = await session.CurrentPageAsync(cancel),
            Warnings = session.Notes.TakeWarnings(),
            Quotes = session.Notes.TakeQuotes(),
        };
    }

    private async Task<Microsoft.Playwright.IDownload> ArrivedAsync(DownloadPart part, AwaitedFile awaited, ArrivingFiles.Awaited arriving, CancellationToken cancel)
    {
        var first = await Task.WhenAny(arriving.Arrived, awaited.Spoilt, Task.Delay(Patience, cancel));
        cancel.ThrowIfCancellationRequested();
        if (first == awaited.Spoilt) throw FetchedFile.Fault(part, await awaited.Spoilt);
        return first == arriving.Arrived
            ? await arriving.Arrived
            : throw new BlockFault(Rules.Downloads.NoFile, $"no file came of `{part.Name}`; look at the page with portal_read");
    }

    private static DownloadRow? RowOf(Permit permit, DownloadPart part)
    {
        var values = permit.Call.Arguments.Values("row");
        if (part.Table is { } table) return DownloadRow.Of(part, permit.Portal.Tables[table], values);
        return values.Count == 0 ? null : throw new BlockFault(Rules.Downloads.Row, $"download `{part.Name}` is in no row of a table; leave out /row and go to the page that has it");
    }
}
