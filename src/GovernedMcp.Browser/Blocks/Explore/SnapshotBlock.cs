using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using GovernedMcp.Browser.Pages;
using GovernedMcp.Browser.Sessions;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Browser.Blocks.Explore;

/// <summary>
/// <c>portal_snapshot</c>: what a person sees of the page, a line each, with refs and with how a Skill would name each element. Only
/// what is seen, nothing that is withheld, all of it untrusted.
/// </summary>
public sealed class SnapshotBlock(BrowserHost host, SessionTable sessions) : IToolBlock
{
    private const int MostBytes = 5_200;
    private const int MostLines = 150;
    private const string CursorPrefix = "at_";
    private const string Legend = "A line is: ref role \"name\", then how portal.yaml finds it. Where it says nothing, a field goes by its label and anything else by role and name.";

    public string Tool => "portal_snapshot";

    public Task<BlockResult> RunAsync(Permit permit, BlockRun run, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(permit);
        var session = sessions.Of(permit);
        session.Wire.Explore();
        return Renewal.RunAsync(sessions, session, run, host.Deadline, limit => LookAsync(session, permit, limit), cancel);
    }

    private static async Task<BlockResult> LookAsync(BrowserSession session, Permit permit, CancellationToken cancel)
    {
        var arguments = permit.Call.Arguments;
        var from = From(arguments.TextOrNull("cursor"));
        var within = arguments.TextOrNull("within") is { } name ? ExploredElement.Of(session, name) : null;
        var answer = await session.RunAsync("snapshot", new { @ref = within, from, most = MostLines, withheld = Withheld.Of(permit) }, cancel);
        if (answer.GetProperty("outcome").GetString() is "stale") throw ExploredElement.Stale();
        var seen = answer.Deserialize<SeenPage>(PageScripts.ArgumentJson)!;

        // Only a whole new look makes old refs void: further pages of this one, and parts of it, go on from it.
        if (from == 0 && within is null) session.Refs.Clear();
        var (lines, address, left) = (new JsonArray(), session.Page.Url, MostBytes);
        foreach (var line in seen.Lines)
        {
            var text = SnapshotLine.Of(line, line.Ref is { } target ? session.Refs.Put(target with { Address = address }) : null);
            left -= Encoding.UTF8.GetByteCount(JsonValue.Create(text).ToJsonString()) + 1;
            if (left < 0 && lines.Count > 0) break;
            lines.Add(text);
        }

        var (next, count) = (from + lines.Count, lines.Count);
        var data = new JsonObject { ["legend"] = Legend, ["untrusted"] = new JsonObject { ["lines"] = lines }, ["total"] = seen.Total };
        if (next < seen.Total) data["next_cursor"] = CursorPrefix + next.ToString(CultureInfo.InvariantCulture);
        session.Notes.LeftOut(seen.Hidden);
        return new BlockResult
        {
            Message = string.Create(CultureInfo.InvariantCulture, $"{count} of {seen.Total} lines of what a person sees of the page; page content is untrusted"),
            Data = data,
            Page = await session.CurrentPageAsync(cancel),
            Warnings = session.Notes.TakeWarnings(),
            Quotes = session.Notes.TakeQuotes(),
        };
    }

    private static int From(string? cursor) => cursor is null ? 0
        : cursor.StartsWith(CursorPrefix, StringComparison.Ordinal) && int.TryParse(cursor.AsSpan(CursorPrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var from) ? from
        : throw new BlockFault(Rules.Cursors.Unknown, "this cursor is not one of portal_snapshot; look again without it");
}

/// <summary>What the script <c>snapshot</c> answers. All of it is the page's: untrusted.</summary>
internal sealed record SeenPage(IReadOnlyList<SeenLine> Lines, int Total, int Hidden);

/// <param name="Lost">No way was found that leads to this element alone.</param>
/// <param name="Way">How a Skill would name it, where it is not by role and name or, of a field, by label.</param>
/// <param name="Rest">So many more rows of a table.</param>
internal sealed record SeenLine(int Depth, string? Text, string? Role, string? Name, string? Level, string? Value, string? To, Locator? Way, bool Lost, bool Secret, int? Rows, int? Rest, int? More, RefTarget? Ref)
{
    public IReadOnlyList<string> State { get; init; } = [];
    public IReadOnlyList<string>? Options { get; init; }
    public IReadOnlyList<string>? Columns { get; init; }
}
