using System.Globalization;
using Spectre.Console;

namespace GovernedMcp.Bench;

/// <summary>What was measured, as it is shown: medians, tails, least and most.</summary>
internal static class Figures
{
    public static double Median(IEnumerable<double> values) => Percentile(values, 0.5);

    public static double Percentile(IEnumerable<double> values, double share)
    {
        var ordered = values.Order().ToList();
        return ordered[Math.Min((int)(ordered.Count * share), ordered.Count - 1)];
    }

    /// <summary>A table of times in milliseconds, one row a thing measured.</summary>
    public static void Show(params (string What, IReadOnlyList<double> Times)[] rows)
    {
        var table = new Table().AddColumns("ms", "median", "p99", "least", "most", "n");
        foreach (var (what, times) in rows)
            table.AddRow(what, Shown(Median(times)), Shown(Percentile(times, 0.99)), Shown(times.Min()), Shown(times.Max()), times.Count.ToString(CultureInfo.InvariantCulture));
        AnsiConsole.Write(table);
    }

    public static void Say(FormattableString text) => AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, text);

    private static string Shown(double value) => value.ToString(value < 10 ? "0.000" : "0", CultureInfo.InvariantCulture);
}
