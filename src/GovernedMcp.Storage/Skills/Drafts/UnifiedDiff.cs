using System.Globalization;
using System.Text;

namespace GovernedMcp.Storage.Skills.Drafts;

/// <summary>The lines by which one text differs from another, with three lines around them.</summary>
internal static class UnifiedDiff
{
    private const int Around = 3;

    public static string Of(string file, string before, string after)
    {
        if (before == after) return "";
        var steps = Steps(before.TrimEnd('\n').Split('\n'), after.TrimEnd('\n').Split('\n'));
        var diff = new StringBuilder($"--- a/{file}\n+++ b/{file}\n");
        for (var at = 0; at < steps.Count;)
        {
            var first = steps.FindIndex(at, step => step.Sign != ' ');
            if (first < 0) break;
            var (from, last) = (Math.Max(at, first - Around), first);
            for (var next = first; next < steps.Count && next <= last + (2 * Around); next++) last = steps[next].Sign == ' ' ? last : next;
            at = Math.Min(steps.Count, last + Around + 1);
            Hunk(diff, steps, from, at);
        }

        return diff.ToString();
    }

    private static void Hunk(StringBuilder diff, List<(char Sign, string Line)> steps, int from, int to)
    {
        int Lines(int begin, int end, char except) => steps.Skip(begin).Take(end - begin).Count(step => step.Sign != except);
        diff.Append(CultureInfo.InvariantCulture, $"@@ -{Lines(0, from, '+') + 1},{Lines(from, to, '+')} +{Lines(0, from, '-') + 1},{Lines(from, to, '-')} @@\n");
        foreach (var (sign, line) in steps.Skip(from).Take(to - from)) diff.Append(sign).Append(line).Append('\n');
    }

    // The longest run of lines that both have, by length of the rest.
    private static List<(char Sign, string Line)> Steps(string[] before, string[] after)
    {
        var common = new int[before.Length + 1, after.Length + 1];
        for (var i = before.Length - 1; i >= 0; i--)
        {
            for (var j = after.Length - 1; j >= 0; j--) common[i, j] = before[i] == after[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
        }

        var steps = new List<(char, string)>();
        for (int i = 0, j = 0; i < before.Length || j < after.Length;)
        {
            if (i < before.Length && j < after.Length && before[i] == after[j]) steps.Add((' ', before[i++]));
            else if (i < before.Length && (j == after.Length || common[i + 1, j] >= common[i, j + 1])) steps.Add(('-', before[i++]));
            else steps.Add(('+', after[j++]));
            if (steps[^1].Item1 == ' ') j++;
        }

        return steps;
    }
}
