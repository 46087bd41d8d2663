using System.Text.Json;
using System.Text.Json.Nodes;
using GovernedMcp.Browser.Pages.Values;
using GovernedMcp.Browser.Sessions;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Governance.Redaction;
using GovernedMcp.Governance.Tools;
using ValueType = GovernedMcp.Governance.Portals.ValueType;

namespace GovernedMcp.Browser.Pages.Records;

/// <summary>Reads a detail page as one record: labels and the values beside them, typed as the Skill says.</summary>
internal sealed class RecordReader(BrowserSession session, Permit permit)
{
    private const int MostPairs = 200;
    private const int LongestValue = 2_000;

    public async Task<BlockResult> ReadAsync(CancellationToken cancel)
    {
        var name = permit.Call.Arguments.Text("record");
        var declared = permit.Portal.Records.GetValueOrDefault(name);
        var grant = permit.Scope.Records.For(name, declared is not null)
            ?? throw new BlockFault(Rules.Scope.RecordNotGranted, $"record `{Escaped.Short(name)}` is not in the scope of workflow `{permit.Workflow.Name}`");
        if (declared?.Section is { } section) await PartSection.EnsureAsync(session, section, cancel);
        var answer = await AskAsync(declared, cancel);
        if (answer.Outcome != "ok" || answer.Pairs.Count == 0)
            throw new BlockFault(Rules.Records.NotFound, $"the page shows no record `{Escaped.Short(name)}`; go to the page of the record first");

        var wanted = declared is { Pairs.Count: > 0 } ? declared.Pairs : [.. answer.Pairs.Select(pair => new RecordPair(Escaped.Text(pair.Label), pair.Label, ValueType.String))];
        var asked = permit.Call.Arguments.List("columns");
        if (asked.FirstOrDefault(key => wanted.All(pair => pair.Key != key)) is { } unknown)
            throw new BlockFault(Rules.Tables.Column, $"the record has no value `{Escaped.Short(unknown)}`") { Allowed = [.. wanted.Select(pair => pair.Key)] };
        var values = new JsonObject();
        foreach (var pair in wanted.Where(pair => grant.Allows(pair.Key) && (asked.Count == 0 || asked.Contains(pair.Key))).Take(MostPairs))
            values.TryAdd(pair.Key, Value(pair, answer.Pairs));
        session.Notes.LeftOut(answer.Hidden);
        var data = new JsonObject { ["record"] = name, ["values"] = values };
        return new BlockResult
        {
            Message = $"{(declared is null ? "the record" : $"record `{name}`")}: {values.Count} values",
            Data = data,
            Page = await session.CurrentPageAsync(cancel),
            Warnings = session.Notes.TakeWarnings(),
            Quotes = session.Notes.TakeQuotes(),
            Rows = 1,
        };
    }

    private async Task<RecordAnswer> AskAsync(DetailRecord? declared, CancellationToken cancel)
    {
        var answer = await session.RunAsync("record", new { declared?.Root }, cancel, declared?.Root?.Frame);
        var read = answer.Deserialize<RecordAnswer>(PageScripts.ArgumentJson)!;
        if (read.Outcome == "ambiguous") throw new BlockFault(Rules.Elements.Ambiguous, $"several parts of the page match {declared!.Root}; the owner of the Skill must name one");
        return read;
    }

    private JsonNode? Value(RecordPair pair, IReadOnlyList<ShownPair> shown)
    {
        var found = shown.Where(one => Same(one.Label, pair.Label)).ToList();
        if (found.Count == 0)
        {
            session.Notes.Warn($"the page shows no value for `{pair.Key}`");
            return null;
        }

        if (found.Count > 1) session.Notes.Warn($"the page shows {found.Count} values for `{pair.Key}`; the first is told");
        var text = found[0].Text.Length > LongestValue ? found[0].Text[..LongestValue] + "…" : found[0].Text;
        if (!ValueReading.TryRead(pair.Type, text, found[0].Link, permit.Portal.Locale, out var value, out _))
        {
            session.Notes.Warn($"what stands for `{pair.Key}` is no {pair.Type.ToString().ToLowerInvariant()}", $"{pair.Key}: {Escaped.Short(text)}");
            return null;
        }

        return pair.Sensitive == Sensitivity.None || value.Text is null ? value.ToJson() : Masked.Show(pair.Sensitive, value.Text);
    }

    private static bool Same(string shown, string wanted) => string.Equals(Bare(shown), Bare(wanted), StringComparison.OrdinalIgnoreCase);

    private static string Bare(string label) => label.Trim().TrimEnd('*', ':').TrimEnd();

    private sealed record RecordAnswer(string Outcome, int Hidden)
    {
        public IReadOnlyList<ShownPair> Pairs { get; init; } = [];
    }

    private sealed record ShownPair(string Label, string Text, string? Link);
}
