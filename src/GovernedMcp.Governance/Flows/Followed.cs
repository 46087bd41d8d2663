namespace GovernedMcp.Governance.Flows;

/// <summary>
/// Which parts of a text are followed from portal to portal: what could hardly stand on two portals by chance. Short texts, round and
/// small numbers, dates and everyday words are not.
/// </summary>
internal static class Followed
{
    /// <summary>The longest part that is compared; of a longer one, its beginning.</summary>
    public const int Longest = 64;

    /// <summary>The significant digits of a number: <c>1834.56</c> has six, <c>12000.00</c> two.</summary>
    private const int FewestDigits = 5;

    /// <summary>A reference has digits and letters, and so many characters of which so many are digits: <c>INV-104</c>.</summary>
    private const int ShortestReference = 6;
    private const int ReferenceDigits = 3;

    /// <summary>A name is a value of its own, of so many characters, with a word of so many letters that is no everyday one.</summary>
    private const int ShortestName = 5;
    private const int ShortestRareWord = 4;

    /// <summary>A text of more words is running text: of it numbers, references and every row of so many words are followed, names are not.</summary>
    private const int MostWordsOfAValue = 8;
    private const int PhraseWords = 5;
    private const int PhraseLetters = 20;

    /// <summary>The parts of a text that are followed, folded.</summary>
    public static IEnumerable<string> In(string text)
    {
        var folded = FoldedText.Of(text);
        var pieces = folded.Pieces;
        if (pieces.Count is > 0 and <= MostWordsOfAValue && (Rare(folded.Letters) ?? Name(folded)) is { } value) yield return Cut(value);
        foreach (var piece in pieces.Select(Rare).OfType<string>()) yield return Cut(piece);
        foreach (var row in Rows(pieces).Select(Rare).OfType<string>()) yield return Cut(row);
        if (pieces.Count <= MostWordsOfAValue) yield break;
        for (var at = 0; at + PhraseWords <= pieces.Count; at++)
        {
            var phrase = string.Concat(pieces.Skip(at).Take(PhraseWords));
            if (phrase.Length >= PhraseLetters) yield return Cut(phrase);
        }
    }

    // A number or reference; null for what is neither.
    private static string? Rare(string piece)
    {
        var digits = piece.Count(char.IsDigit);
        if (digits == piece.Length) return piece.Trim('0') is { Length: >= FewestDigits } number ? number : null;
        return piece.Length >= ShortestReference && digits >= ReferenceDigits ? piece : null;
    }

    private static string? Name(FoldedText value) => value.Letters.Length >= ShortestName && value.Words.Any(word => word.Length >= ShortestRareWord && char.IsLetter(word[0]) && !EverydayWords.Has(word)) ? value.Letters : null;

    // Numbers written in groups: `DE89 3704 0044 0532 0130 00`.
    private static IEnumerable<string> Rows(IReadOnlyList<string> pieces)
    {
        for (var at = 0; at < pieces.Count; at++)
        {
            var length = pieces.Skip(at).TakeWhile(piece => piece.Any(char.IsDigit)).Count();
            if (length > 1) yield return string.Concat(pieces.Skip(at).Take(length));
            at += length;
        }
    }

    private static string Cut(string part) => part.Length <= Longest ? part : part[..Longest];
}
