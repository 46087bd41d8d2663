using GovernedMcp.Browser.Pages.Tables;
using GovernedMcp.Browser.Sessions;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Gates;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Governance.Scopes;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Browser.Pages.Forms;

/// <summary>
/// Settles an unknown outcome by looking where the Skill says a received form shows. Exactly one row that fits confirms it; none
/// proves nothing, as it may still be on its way.
/// </summary>
internal static class SettleByReading
{
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(15);

    public static async Task<SubmitEnding> TryAsync(BrowserSession session, Form form, IReadOnlyDictionary<string, FieldValue> values, SubmitEnding ending)
    {
        if (form.Verify is not { } verify || !session.Portal.Tables.TryGetValue(verify.Table, out var table)) return ending;
        var tests = verify.Where.ToDictionary(pair => pair.Key, pair => (Matcher)new Matcher.Is(Filled(pair.Value, values)), StringComparer.Ordinal);
        using var limit = new CancellationTokenSource(Within);
        try
        {
            var reading = new TableReading(new TableAim
            {
                Name = table.Name,
                Declared = table,
                Columns = table.Columns,
                Where = new RowFilter(tests),
                Locale = session.Portal.Locale,
                Granted = NameGrant.Everything,
            });
            await session.ReadyPageAsync(limit.Token);
            await PartSection.GoAsync(session, table.Section, limit.Token);
            await reading.GoOnAsync(session, RowBudget.For(2, "json"), new Progress<BlockProgress>(), limit.Token);
            if (reading.Waiting.Count != 1) return ending with { Why = $"{ending.Why}; table `{table.Name}` shows {(reading.Waiting.Count == 0 ? "no row" : "more than one row")} that fits" };
            var row = reading.TakeRow();
            var at = reading.Columns.TakeWhile(column => column.Key != "reference").Count();
            return ending with { State = SubmitState.Confirmed, Why = $"{ending.Why}, but table `{table.Name}` shows it", Reference = at < row.Count ? row[at].Text : null };
        }
        catch (Exception error) when (error is BlockFault or OperationCanceledException)
        {
            return ending with { Why = $"{ending.Why}; reading back did not work" };
        }
    }

    private static string Filled(string pattern, IReadOnlyDictionary<string, FieldValue> values) =>
        values.Aggregate(pattern, (text, pair) => text.Replace($"{{{pair.Key}}}", pair.Value.Text, StringComparison.Ordinal));
}
