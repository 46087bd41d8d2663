using System.Buffers;
using System.Text;
using GovernedMcp.Storage.Config.Yaml;

namespace GovernedMcp.Storage.Skills;

/// <summary>File names that every system and every log shows and means the same way.</summary>
internal static class PlainFileName
{
    private static readonly SearchValues<char> SpecialSomewhere = SearchValues.Create("<>:\"/\\|?*");
    private static readonly string[] Devices = ["CON", "PRN", "AUX", "NUL"];
    private static readonly string[] Ports = ["COM", "LPT"];

    public static bool IsFine(string name)
    {
        // U+FFFD is what bytes that are not UTF-8 come back as.
        var plain = name.EnumerateRunes().All(rune => rune.Value >= ' ' && rune != Rune.ReplacementChar && ForbiddenCharacter.IsFine(rune));
        return plain && name.Length <= 128 && !name.AsSpan().ContainsAny(SpecialSomewhere) && name[^1] is not ('.' or ' ') && !IsDevice(name);
    }

    private static bool IsDevice(string name)
    {
        var stem = name.Split('.')[0].TrimEnd(' ').ToUpperInvariant();
        return Devices.Contains(stem) || (stem.Length == 4 && Ports.Contains(stem[..3]) && char.IsAsciiDigit(stem[3]));
    }
}
