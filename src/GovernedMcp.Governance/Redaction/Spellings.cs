using System.Text;
using System.Text.Encodings.Web;

namespace GovernedMcp.Governance.Redaction;

/// <summary>The ways in which a page, a request or a log could write one value: plain, escaped, as hex or base64, spaced, backwards.</summary>
public static class Spellings
{
    private const int ShortestPart = 8;

    public static IEnumerable<string> Of(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return All(value);
    }

    private static IEnumerable<string> All(string value)
    {
        var bytes = Encoding.UTF8.GetBytes(value);
        yield return value;
        yield return Uri.EscapeDataString(value);
        yield return UrlEncoder.Default.Encode(value);
        yield return Uri.EscapeDataString(value).Replace("%20", "+", StringComparison.Ordinal);
        yield return HtmlEncoder.Default.Encode(value);
        yield return Html(value, character => character.ToString());
        yield return Html(value, character => $"&#{(int)character};");
        yield return JavaScriptEncoder.Default.Encode(value);
        yield return Convert.ToHexStringLower(bytes);
        yield return new string([.. value.Reverse()]);
        yield return string.Join(' ', value.AsEnumerable());
        // Base64 of a longer text differs by where the value begins in it: the part that no neighbour touches, for each offset.
        for (var offset = 0; offset < 3; offset++)
        {
            var (start, end) = (offset == 0 ? 0 : offset + 1, (bytes.Length + offset) / 3 * 4);
            if (end - start < ShortestPart) continue;
            var stable = Convert.ToBase64String([.. new byte[offset], .. bytes])[start..end];
            yield return stable;
            yield return stable.Replace('+', '-').Replace('/', '_');
        }

        yield return Convert.ToBase64String(bytes);
    }

    // The two other ways pages write HTML: only the four marks escaped, or all that is not ASCII as decimal references too.
    private static string Html(string value, Func<char, string> beyondAscii) => string.Concat(value.Select(character => character switch
    {
        '&' => "&amp;",
        '<' => "&lt;",
        '>' => "&gt;",
        '"' => "&quot;",
        '\'' => "&#39;",
        > '~' => beyondAscii(character),
        _ => character.ToString(),
    }));
}
