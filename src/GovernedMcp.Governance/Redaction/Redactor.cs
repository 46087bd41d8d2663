using System.Collections.Frozen;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using GovernedMcp.Governance.Credentials;

namespace GovernedMcp.Governance.Redaction;

/// <summary>
/// Knows every secret value that was opened in this process, in the encodings a page or a log could give it back in, and takes
/// them out of whatever is about to leave. The last net, not the first: blocks do not read secrets back to begin with.
/// </summary>
public sealed class Redactor
{
    /// <summary>What stands where a secret stood.</summary>
    public const string Mark = "[redacted]";

    // A part shorter than this would tear holes into ordinary text; it is taken out only where it stands alone.
    private const int ShortestInside = 4;

    private readonly Lock _gate = new();
    private volatile Known _known = new(FrozenSet<string>.Empty, []);

    private sealed record Known(FrozenSet<string> Whole, IReadOnlyList<string> Inside);

    /// <summary>Remembers the values of a credential for the life of the process.</summary>
    public void Learn(Credential credential)
    {
        ArgumentNullException.ThrowIfNull(credential);
        // User names are no secrets: replies may say who is signed in.
        foreach (var part in credential.Parts.Where(part => part.Key != "username")) Learn(part.Value);
    }

    private void Learn(Secret secret)
    {
        var forms = Encodings(secret.Reveal()).Where(form => form.Length > 0).ToHashSet(StringComparer.Ordinal);
        lock (_gate)
        {
            if (forms.IsSubsetOf(_known.Whole)) return;
            var whole = _known.Whole.Union(forms).ToFrozenSet(StringComparer.Ordinal);
            // Longest first, so that no remainder of a longer form stays behind.
            _known = new(whole, [.. whole.Where(form => form.Length >= ShortestInside).OrderByDescending(form => form.Length)]);
        }
    }

    public Redacted Redact(JsonNode? node) => new(Clean(node));

    public Redacted Redact(string text) => new(JsonValue.Create(Clean(text)));

    private JsonNode? Clean(JsonNode? node) => node switch
    {
        JsonObject map => new JsonObject(map.Select(pair => KeyValuePair.Create(Clean(pair.Key), Clean(pair.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Clean)]),
        JsonValue value when value.GetValueKind() == JsonValueKind.String => JsonValue.Create(Clean(value.GetValue<string>())),
        _ => node?.DeepClone(),
    };

    private string Clean(string text)
    {
        var known = _known;
        if (known.Whole.Contains(text)) return Mark;
        return known.Inside.Aggregate(text, (clean, form) => clean.Replace(form, Mark, StringComparison.OrdinalIgnoreCase));
    }

    private static IEnumerable<string> Encodings(string value)
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
            var encoded = Convert.ToBase64String([.. new byte[offset], .. bytes]);
            var stable = encoded[(offset == 0 ? 0 : offset + 1)..((bytes.Length + offset) / 3 * 4)];
            if (stable.Length < ShortestInside * 2) continue;
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
