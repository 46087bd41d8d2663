using System.Text;

namespace GovernedMcp.Governance.Tools;

/// <summary>
/// Which characters a text argument may hold: no controls but tab and line feed, nothing that is invisible or turns the direction
/// of reading, and Unicode form C; so that what a person approves is what is typed.
/// </summary>
internal static class ArgumentText
{
    /// <summary>What is wrong with it, or null.</summary>
    public static string? Complaint(string text)
    {
        for (var index = 0; index < text.Length; index++)
        {
            if (char.IsSurrogate(text[index]) && !Rune.TryGetRuneAt(text, index, out _)) return $"holds half a character at {index}";
            var rune = Rune.GetRuneAt(text, index);
            if (!Allowed(rune)) return $"holds U+{rune.Value:X4} at {index}, which is not allowed";
            if (rune.Utf16SequenceLength == 2) index++;
        }

        return text.IsNormalized(NormalizationForm.FormC) ? null : "is not in Unicode form C; send composed characters";
    }

    // The two that only choose between the looks of a sign are part of how people write it.
    private static bool Allowed(Rune rune) => rune.Value is 0xFE0E or 0xFE0F || !Escaped.Hides(rune);
}
