using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace GovernedMcp.Governance.Audit;

/// <summary>Writes the canonical form: keys in the order of their UTF-16 units, the shortest escapes, no white space (RFC 8785, 3.2).</summary>
internal sealed class CanonicalJsonWriter
{
    private static readonly SearchValues<char> Escaped =
        SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(code => (char)code), '"', '\\']);

    private readonly StringBuilder _out = new(512);

    public byte[] Write(JsonNode? node)
    {
        WriteNode(node, depth: 1);
        return Encoding.UTF8.GetBytes(_out.ToString());
    }

    /// <summary>One text in canonical form, with its quotes.</summary>
    public static byte[] Text(string text)
    {
        var writer = new CanonicalJsonWriter();
        writer.WriteText(text);
        return Encoding.UTF8.GetBytes(writer._out.ToString());
    }

    private void WriteNode(JsonNode? node, int depth)
    {
        if (depth > CanonicalJson.MaxDepth) throw new CanonicalJsonFault($"nested deeper than {CanonicalJson.MaxDepth}");
        switch (node)
        {
            case null: _out.Append("null"); break;
            case JsonObject map: WriteMap(map, depth); break;
            case JsonArray list: WriteList(list, depth); break;
            case JsonValue value: WriteValue(value); break;
        }
    }

    private void WriteMap(JsonObject map, int depth)
    {
        _out.Append('{');
        var first = true;
        foreach (var (key, value) in map.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            if (!first) _out.Append(',');
            first = false;
            WriteText(key);
            _out.Append(':');
            WriteNode(value, depth + 1);
        }

        _out.Append('}');
    }

    private void WriteList(JsonArray list, int depth)
    {
        _out.Append('[');
        for (var index = 0; index < list.Count; index++)
        {
            if (index > 0) _out.Append(',');
            WriteNode(list[index], depth + 1);
        }

        _out.Append(']');
    }

    private void WriteValue(JsonValue value)
    {
        switch (value.GetValueKind())
        {
            case JsonValueKind.True: _out.Append("true"); break;
            case JsonValueKind.False: _out.Append("false"); break;
            case JsonValueKind.String: WriteText(ReadText(value)); break;
            case JsonValueKind.Number when TryInteger(value, out var whole): _out.Append(whole.ToString(CultureInfo.InvariantCulture)); break;
            case JsonValueKind.Number: throw new CanonicalJsonFault("a number is not a whole number within ±(2^53-1); write it as text");
            default: throw new CanonicalJsonFault("a value is neither text, number, truth value nor null");
        }
    }

    /// <summary>Only what is written as plain digits counts: 1.0 and 1e3 are refused with the other fractions.</summary>
    internal static bool TryInteger(JsonValue value, out long whole) =>
        long.TryParse(value.ToJsonString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out whole)
        && whole is >= -CanonicalJson.MaxInteger and <= CanonicalJson.MaxInteger;

    private static string ReadText(JsonValue value)
    {
        try
        {
            return value.GetValue<string>();
        }
        catch (InvalidOperationException)
        {
            throw new CanonicalJsonFault("a text holds half a surrogate pair or bytes that are not UTF-8");
        }
    }

    private void WriteText(string text)
    {
        for (var index = 0; index < text.Length; index++)
        {
            if (!char.IsSurrogate(text[index])) continue;
            if (index + 1 == text.Length || !char.IsSurrogatePair(text[index], text[index + 1]))
                throw new CanonicalJsonFault("a text holds half a surrogate pair");
            index++;
        }

        _out.Append('"');
        if (text.AsSpan().ContainsAny(Escaped)) AppendEscaped(text);
        else _out.Append(text);
        _out.Append('"');
    }

    private void AppendEscaped(string text)
    {
        foreach (var unit in text)
        {
            _ = unit switch
            {
                '"' => _out.Append("\\\""),
                '\\' => _out.Append("\\\\"),
                '\b' => _out.Append("\\b"),
                '\t' => _out.Append("\\t"),
                '\n' => _out.Append("\\n"),
                '\f' => _out.Append("\\f"),
                '\r' => _out.Append("\\r"),
                < ' ' => _out.Append(CultureInfo.InvariantCulture, $"\\u{(int)unit:x4}"),
                _ => _out.Append(unit),
            };
        }
    }
}
