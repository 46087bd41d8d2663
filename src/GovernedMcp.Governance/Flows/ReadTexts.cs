using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace GovernedMcp.Governance.Flows;

/// <summary>The texts of a reply or a call, one by one: every value of the JSON, cells of CSV apart, and what stands behind a label.</summary>
internal static class ReadTexts
{
    private static readonly string[] Separators = ["\t", " | ", " · ", ": ", "; ", " – ", " - "];

    /// <summary>What a reply says that may come from the page.</summary>
    public static IEnumerable<string> OfReply(JsonNode? envelope) =>
        new[] { envelope?["message"], envelope?["data"], envelope?["page"], envelope?["warnings"] }.SelectMany(node => Leaves(node, "")).SelectMany(leaf => Parts(leaf.Text));

    public static IEnumerable<string> OfText(string text) => Parts(text);

    /// <summary>Every text, with its JSON pointer. A property's name is one, under the pointer of its value.</summary>
    public static IEnumerable<(string At, string Text)> Leaves(JsonNode? node, string at)
    {
        switch (node)
        {
            case JsonObject map:
                return map.SelectMany(pair => Leaves(pair.Value, $"{at}/{pair.Key}"));
            case JsonArray list:
                return list.SelectMany((item, index) => Leaves(item, $"{at}/{index}"));
            case JsonValue value when value.GetValueKind() is JsonValueKind.String or JsonValueKind.Number:
                return [(at, value.ToString())];
            default:
                return [];
        }
    }

    private static IEnumerable<string> Parts(string text)
    {
        yield return text;
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        foreach (var line in lines)
        {
            if (lines.Length > 1)
            {
                yield return line;
                foreach (var cell in Cells(line)) yield return cell;
            }

            var parts = line.Split(Separators, StringSplitOptions.RemoveEmptyEntries);
            foreach (var part in parts.Where(_ => parts.Length > 1)) yield return part;
        }
    }

    // RFC 4180, a line; a cell that goes over several lines is read in its pieces.
    private static IEnumerable<string> Cells(string line)
    {
        var cell = new StringBuilder();
        var quoted = false;
        foreach (var character in line)
        {
            if (character == '"') quoted = !quoted;
            else if (character == ',' && !quoted)
            {
                yield return cell.ToString();
                cell.Clear();
            }
            else cell.Append(character);
        }

        yield return cell.ToString();
    }
}
