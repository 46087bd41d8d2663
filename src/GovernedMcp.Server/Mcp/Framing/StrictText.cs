using System.Text.Unicode;

namespace GovernedMcp.Server.Mcp.Framing;

/// <summary>Finds text that is not Unicode, so that nothing is ever replaced by U+FFFD and then means something else.</summary>
internal static class StrictText
{
    /// <summary>The position of the first byte that is not UTF-8 or belongs to a byte order mark; -1 when there is none.</summary>
    public static int FlawIn(ReadOnlySpan<byte> text)
    {
        if (text.StartsWith("\uFEFF"u8)) return 0;
        if (Utf8.IsValid(text)) return -1;
        var position = 0;
        while (System.Text.Rune.DecodeFromUtf8(text[position..], out _, out var length) == System.Buffers.OperationStatus.Done) position += length;
        return position;
    }

    /// <summary>The position of the first <c>\u</c> escape that is half a surrogate pair, in the raw inside of a JSON string; -1 when there is none.</summary>
    public static int LoneSurrogateIn(ReadOnlySpan<byte> raw)
    {
        for (var position = 0; position < raw.Length; position++)
        {
            if (raw[position] != '\\') continue;
            var unit = UnitAt(raw, position);
            if (unit is null)
            {
                position++;
                continue;
            }

            if (char.IsLowSurrogate(unit.Value)) return position;
            if (char.IsHighSurrogate(unit.Value))
            {
                if (UnitAt(raw, position + 6) is not { } low || !char.IsLowSurrogate(low)) return position;
                position += 6;
            }

            position += 5;
        }

        return -1;
    }

    private static char? UnitAt(ReadOnlySpan<byte> raw, int position) =>
        raw.Length >= position + 6 && raw[position] == '\\' && raw[position + 1] == 'u'
        && System.Buffers.Text.Utf8Parser.TryParse(raw.Slice(position + 2, 4), out ushort unit, out var used, 'x') && used == 4
            ? (char)unit
            : null;
}
