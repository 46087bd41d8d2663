using System.Globalization;
using System.Text;

namespace GovernedMcp.Browser.Workshop;

/// <summary>Names that a draft gives to what the page calls something else: <c>Invoice no.</c> becomes <c>invoice_no</c> or <c>invoice-no</c>.</summary>
internal static class DraftName
{
    private const int Longest = 40;

    /// <summary>A column, field or parameter; never one of <paramref name="taken"/>, to which it is added.</summary>
    public static string Key(string text, string otherwise, ISet<string> taken)
    {
        var plain = Plain(text, '_');
        if (plain.Length > 0 && char.IsAsciiDigit(plain[0])) plain = $"{otherwise}_{plain}";
        return Free(plain.Length > 0 ? plain : otherwise, '_', taken);
    }

    /// <summary>A section, table or form.</summary>
    public static string Part(string text, string otherwise, ISet<string> taken) => Free(Plain(text, '-') is { Length: > 0 } plain ? plain : otherwise, '-', taken);

    /// <summary>A portal: the last telling labels of its host.</summary>
    public static string Portal(Uri address)
    {
        var labels = address.IdnHost.Split('.');
        var telling = address.HostNameType == UriHostNameType.Dns && labels.Length > 1 ? labels[..^1].Where(label => label is not "www") : ["portal", .. labels];
        return Plain(string.Join('-', telling), '-') is { Length: > 0 } plain ? plain : "portal";
    }

    private static string Free(string name, char between, ISet<string> taken)
    {
        var free = name;
        for (var times = 2; !taken.Add(free); times++) free = string.Create(CultureInfo.InvariantCulture, $"{name}{between}{times}");
        return free;
    }

    // Letters lose their accents; what is no Latin letter or digit separates.
    private static string Plain(string text, char between)
    {
        var plain = new StringBuilder();
        foreach (var letter in text.Normalize(NormalizationForm.FormD).ToLowerInvariant())
        {
            if (CharUnicodeInfo.GetUnicodeCategory(letter) == UnicodeCategory.NonSpacingMark || letter is '\'' or '’') continue;
            if (letter == 'ß') plain.Append("ss");
            else if (char.IsAsciiLetterOrDigit(letter)) plain.Append(letter);
            else if (plain.Length > 0 && plain[^1] != between) plain.Append(between);
            if (plain.Length >= Longest) break;
        }

        return plain.ToString().Trim(between);
    }
}
