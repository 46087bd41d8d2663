using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace GovernedMcp.Governance.Flows;

/// <summary>
/// A text and what it says when one undoes URL, HTML and script escapes, hexadecimal and base64, also one inside the other. Spaced
/// and reversed texts need no undoing: comparing looks past both.
/// </summary>
internal static partial class Encodings
{
    private const int Deepest = 3;

    // Fewer bytes hold nothing that is followed.
    private const int FewestBytes = 5;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static IReadOnlyCollection<string> Readings(string text)
    {
        var readings = new HashSet<string>(StringComparer.Ordinal) { text };
        var level = new List<string> { text };
        for (var depth = 0; depth < Deepest && level.Count > 0; depth++)
        {
            level = [.. level.SelectMany(Undone).Where(undone => undone.Length >= FewestBytes && readings.Add(undone))];
        }

        return readings;
    }

    private static IEnumerable<string> Undone(string text)
    {
        if (text.Contains('%', StringComparison.Ordinal)) yield return Uri.UnescapeDataString(text);
        if (Escapes().IsMatch(text)) yield return Escapes().Replace(text, Unescape);
        yield return string.Join(' ', Hexadecimal().Matches(text).SelectMany(run => Texts(FromHexadecimal(run.Value))));
        // Also with its line breaks taken out: long base64 is wrapped.
        foreach (var whole in new[] { text, Spaces().Replace(text, "") }.Distinct())
            yield return string.Join(' ', Base64().Matches(whole).SelectMany(run => FromBase64(run.Value)).SelectMany(Texts));
    }

    private static string Unescape(Match escape)
    {
        if (escape.Groups["name"] is { Success: true, Value: var name })
            return name switch { "amp" => "&", "lt" => "<", "gt" => ">", "quot" => "\"", "apos" => "'", _ => " " };
        var (digits, style) = escape.Groups["ten"] is { Success: true } ten ? (ten.Value, NumberStyles.None) : (escape.Groups["hex"].Value, NumberStyles.AllowHexSpecifier);
        return int.TryParse(digits, style, CultureInfo.InvariantCulture, out var code) && Rune.TryCreate(code, out var rune) ? rune.ToString() : escape.Value;
    }

    private static byte[] FromHexadecimal(string run)
    {
        var digits = string.Concat(HexadecimalPair().Matches(run).Select(pair => pair.Groups["pair"].Value));
        return Convert.FromHexString(digits);
    }

    // Where in a run of letters base64 begins nobody says: each of the four places is tried.
    private static IEnumerable<byte[]> FromBase64(string run)
    {
        for (var skip = 0; skip < 4 && run.Length - skip >= 4; skip++)
        {
            var plain = run[skip..].Replace('-', '+').Replace('_', '/');
            if (plain.Length % 4 == 1) plain = plain[..^1];
            var bytes = new byte[plain.Length];
            if (Convert.TryFromBase64String(plain + new string('=', (4 - plain.Length % 4) % 4), bytes, out var length)) yield return bytes[..length];
        }
    }

    private static IEnumerable<string> Texts(byte[] bytes)
    {
        if (bytes.Length < FewestBytes) yield break;
        string text;
        try
        {
            text = Strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            yield break;
        }

        yield return text;
    }

    [GeneratedRegex(@"&(?:(?<name>amp|lt|gt|quot|apos|nbsp)|#(?<ten>[0-9]{1,7})|#[xX](?<hex>[0-9a-fA-F]{1,6}));?|\\u(?<hex>[0-9a-fA-F]{4})|\\x(?<hex>[0-9a-fA-F]{2})")]
    private static partial Regex Escapes();

    [GeneratedRegex(@"(?:(?:0[xX]|\\x)?[0-9a-fA-F]{2}[\s:,-]?){5,}")]
    private static partial Regex Hexadecimal();

    [GeneratedRegex(@"(?:0[xX]|\\x)?(?<pair>[0-9a-fA-F]{2})[\s:,-]?")]
    private static partial Regex HexadecimalPair();

    [GeneratedRegex(@"[A-Za-z0-9+/_-]{7,}")]
    private static partial Regex Base64();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
