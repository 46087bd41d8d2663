using System.Security.Cryptography;

namespace GovernedMcp.Browser.Blocks.Login;

/// <summary>What a page may be given in place of a secret: random, used once, and of a form that its field takes.</summary>
internal static class Placeholders
{
    private const string Upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private const string Lower = "abcdefghijklmnopqrstuvwxyz";
    private const string Figures = "0123456789";
    private static readonly int[] MixedLengths = [24, 32, 48, 16, 12, 10, 8];
    private static readonly int[] DigitLengths = [16, 12, 10, 8, 6];

    /// <summary>For a password: letters and digits in the lengths that fields ask for, then with a mark, then digits alone; the first that fits is taken.</summary>
    public static IReadOnlyList<string> OfPassword() =>
    [
        .. MixedLengths.Select(Mixed),
        .. MixedLengths.Select(length => Mixed(length - 1) + "!"),
        .. DigitLengths.Select(Digits),
    ];

    public static IReadOnlyList<string> OfCode(string code) => [Digits(code.Length)];

    // No leading zero: a page that makes a number of it keeps all of it.
    private static string Digits(int length) => RandomNumberGenerator.GetString(Figures.AsSpan(1), 1) + RandomNumberGenerator.GetString(Figures, length - 1);

    private static string Mixed(int length)
    {
        while (true)
        {
            var text = RandomNumberGenerator.GetString(Upper + Lower + Figures, length);
            if (text.Any(char.IsAsciiLetterUpper) && text.Any(char.IsAsciiLetterLower) && text.Any(char.IsAsciiDigit)) return text;
        }
    }
}
