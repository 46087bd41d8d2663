using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace GovernedMcp.Governance.Flows;

/// <summary>
/// A text as flows compare it: letters and digits only, in one case, width and accent, dates left out. <c>INV-20 417</c> and
/// <c>inv20417</c> are one. It remembers where words and pieces began, so that a part of a word is not taken for a word.
/// </summary>
internal sealed partial class FoldedText
{
    // What separates pieces; the other marks (- . : @ ') stand inside of them, a comma does between digits.
    private const string Between = ";|\"()[]{}<>=/?&#";

    private readonly bool[] _begins;
    private readonly bool[] _ends;

    private FoldedText(string letters, IReadOnlyList<string> words, IReadOnlyList<string> pieces, bool[] edges)
    {
        (Letters, Words, Pieces) = (letters, words, pieces);
        _begins = new bool[letters.Length + 1];
        _ends = new bool[letters.Length + 1];
        // Zeros before and after a number change its spelling, not what it says.
        for (var at = 0; at <= letters.Length; at++) _begins[at] = edges[at] || (letters[at - 1] == '0' && _begins[at - 1]);
        for (var at = letters.Length; at >= 0; at--) _ends[at] = edges[at] || (letters[at] == '0' && _ends[at + 1]);
    }

    public string Letters { get; }

    /// <summary>Its runs of letters and of digits.</summary>
    public IReadOnlyList<string> Words { get; }

    /// <summary>What stands between spaces: a number with its separators, a reference, an address.</summary>
    public IReadOnlyList<string> Pieces { get; }

    public static FoldedText Of(string text)
    {
        var letters = new StringBuilder(text.Length);
        var edges = new List<bool> { true };
        List<string> words = [], pieces = [];
        int word = 0, piece = 0;
        var plain = Dates().Replace(Valid(text), " ").Normalize(NormalizationForm.FormKD);
        for (var at = 0; at < plain.Length; at++)
        {
            var character = plain[at];
            if (char.IsLetterOrDigit(character))
            {
                if (letters.Length > 0 && char.IsDigit(letters[^1]) != char.IsDigit(character)) EndWord();
                letters.Append(char.ToLowerInvariant(character));
                edges.Add(false);
            }
            else if (!Unseen(character))
            {
                EndWord();
                if (Separates(plain, at)) EndPiece();
            }
        }

        EndWord();
        EndPiece();
        return new FoldedText(letters.ToString(), words, pieces, [.. edges]);

        void EndWord()
        {
            edges[^1] = true;
            if (letters.Length > word) words.Add(letters.ToString(word, letters.Length - word));
            word = letters.Length;
        }

        void EndPiece()
        {
            if (letters.Length > piece) pieces.Add(letters.ToString(piece, letters.Length - piece));
            piece = letters.Length;
        }
    }

    /// <summary>Whether what stands from one place to another is there by itself. Letters may be glued to a reference, digits to no number.</summary>
    public bool StandsAlone(int from, int to)
    {
        if (_begins[from] && _ends[to]) return true;
        var part = Letters.AsSpan(from, to - from);
        var mixed = part.ContainsAnyInRange('0', '9') && part.ContainsAnyExceptInRange('0', '9');
        return mixed && (_begins[from] || char.IsLetter(part[0])) && (_ends[to] || char.IsLetter(part[^1]));
    }

    private static bool Separates(string text, int at) => char.IsWhiteSpace(text[at]) || Between.Contains(text[at], StringComparison.Ordinal)
        || (text[at] == ',' && !(at > 0 && at + 1 < text.Length && char.IsDigit(text[at - 1]) && char.IsDigit(text[at + 1])));

    // Accents stand apart after decomposing; zero-width and bidirectional marks, soft hyphens: nobody sees them.
    private static bool Unseen(char character) => char.GetUnicodeCategory(character) is UnicodeCategory.NonSpacingMark or UnicodeCategory.Format;

    private static string Valid(string text)
    {
        var valid = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes()) valid.Append(rune);
        return valid.ToString();
    }

    // Two portals show the same day by chance; a time may stand behind it.
    [GeneratedRegex(@"(?<![\w.-])(?:[0-9]{4}[-./][0-9]{1,2}[-./][0-9]{1,2}|[0-9]{1,2}[-./][0-9]{1,2}[-./](?:[0-9]{4}|[0-9]{2}))(?:[T ][0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?(?:Z|[+-][0-9]{2}:?[0-9]{2})?)?(?![\w-])(?!\.[0-9])", RegexOptions.CultureInvariant)]
    private static partial Regex Dates();
}
