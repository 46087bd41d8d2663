using GovernedMcp.Governance.Redaction;

namespace GovernedMcp.Browser.Egress.Wire;

/// <summary>A part of a credential and what the page holds in its place. Not a record, so that it is not printed by accident.</summary>
internal sealed class WireSecret(string part, string placeholder, string value)
{
    // Shorter ones turn up by chance in longer words and numbers: they count only where they stand alone.
    private const int ShortestInside = 8;
    private readonly string[] _spellings = placeholder.Length < ShortestInside ? [] : [.. Spellings.Of(placeholder).Distinct(StringComparer.OrdinalIgnoreCase)];

    public string Part => part;
    public string Placeholder => placeholder;
    public string Value => value;

    /// <summary>It was typed and its form sent.</summary>
    public bool Typed { get; set; }

    /// <summary>The value took its place in a request.</summary>
    public bool Sent { get; set; }

    /// <summary>The placeholder stands in a text, as it is, in another case, escaped or encoded.</summary>
    public bool IsIn(string text) => _spellings.Length == 0 ? StandsAlone(text) : _spellings.Any(spelling => text.Contains(spelling, StringComparison.OrdinalIgnoreCase));

    private bool StandsAlone(string text)
    {
        for (var at = text.IndexOf(placeholder, StringComparison.Ordinal); at >= 0; at = text.IndexOf(placeholder, at + 1, StringComparison.Ordinal))
        {
            var end = at + placeholder.Length;
            if ((at == 0 || !char.IsAsciiLetterOrDigit(text[at - 1])) && (end == text.Length || !char.IsAsciiLetterOrDigit(text[end]))) return true;
        }

        return false;
    }
}
