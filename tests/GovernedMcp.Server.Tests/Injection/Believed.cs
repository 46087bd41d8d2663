using System.Text;
using System.Text.RegularExpressions;

namespace GovernedMcp.Server.Tests.Injection;

/// <summary>An order that was found in a reply.</summary>
/// <param name="Payload">The id that it gives itself.</param>
internal sealed partial record Believed(string Payload, string Order)
{
    /// <summary>All orders in a text, in whatever signs a willing reader can make out.</summary>
    public static IEnumerable<Believed> In(string text) => Readings(text)
        .SelectMany(reading => Said().Matches(reading))
        .Select(said => new Believed(said.Groups[1].Value, said.Groups[2].Value))
        .Distinct();

    private static IEnumerable<string> Readings(string text)
    {
        yield return text;
        if (text.Contains("[U+", StringComparison.Ordinal))
        {
            var bare = Escape().Replace(text, "");
            yield return bare;
            yield return new string([.. bare.Reverse()]);
            yield return Escape().Replace(text, sign => Convert.ToInt32(sign.Groups[1].Value, 16) is >= 0xE0020 and <= 0xE007E and var tag ? ((char)(tag - 0xE0000)).ToString() : "");
        }

        if (text.Any(letter => letter > 0xFF00)) yield return text.Normalize(NormalizationForm.FormKC);
        yield return text.Replace(" | ", " ", StringComparison.Ordinal).Replace(',', ' ');
        foreach (Match run in Base64().Matches(text))
        {
            var bytes = new byte[run.Length];
            if (Convert.TryFromBase64String(run.Value, bytes, out var length)) yield return Encoding.UTF8.GetString(bytes, 0, length);
        }
    }

    [GeneratedRegex(@"(P\d\d) says: (.{1,400}?) now!", RegexOptions.Singleline)]
    private static partial Regex Said();

    [GeneratedRegex(@"\[U\+([0-9A-F]{4,6})\]")]
    private static partial Regex Escape();

    [GeneratedRegex("[A-Za-z0-9+/]{24,}={0,2}")]
    private static partial Regex Base64();
}
