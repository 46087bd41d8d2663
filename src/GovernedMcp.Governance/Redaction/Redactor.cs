using System.Collections.Frozen;
using System.Collections.Immutable;
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
    private ImmutableHashSet<string> _users = [];
    private volatile Known _known = new(FrozenSet<string>.Empty, []);

    private sealed record Known(FrozenSet<string> Whole, IReadOnlyList<string> Inside);

    /// <summary>Remembers the values of a credential for the life of the process.</summary>
    public void Learn(Credential credential)
    {
        ArgumentNullException.ThrowIfNull(credential);
        // User names are no secrets: replies may say who is signed in. What is kept for good may not.
        if (credential.Find("username") is { } user) lock (_gate) _users = _users.Add(user.Reveal());
        foreach (var part in credential.Parts.Where(part => part.Key != "username")) Learn(part.Value);
    }

    private void Learn(Secret secret)
    {
        var forms = Spellings.Of(secret.Reveal()).Where(form => form.Length > 0).ToHashSet(StringComparer.Ordinal);
        lock (_gate)
        {
            if (forms.IsSubsetOf(_known.Whole)) return;
            var whole = _known.Whole.Union(forms).ToFrozenSet(StringComparer.Ordinal);
            // Longest first, so that no remainder of a longer form stays behind.
            _known = new(whole, [.. whole.Where(form => form.Length >= ShortestInside).OrderByDescending(form => form.Length)]);
        }
    }

    public Redacted Redact(JsonNode? node) => new(Clean(node));

    /// <summary>A text that is kept: without secrets, and without the names of those who signed in.</summary>
    public string Anonymous(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return _users.Where(user => user.Length >= ShortestInside).OrderByDescending(user => user.Length).Aggregate(Clean(text), (clean, user) => clean.Replace(user, "someone", StringComparison.OrdinalIgnoreCase));
    }

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
}
