using System.Text;

namespace GovernedMcp.Server.Mcp.HttpTransport;

/// <summary>A header value that mirrors a text of the body: as it is, or as <c>=?base64?…?=</c> where it is not plain ASCII.</summary>
internal static class HeaderText
{
    private const string Prefix = "=?base64?";
    private const string Suffix = "?=";
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The text that it stands for; null when it is malformed.</summary>
    public static string? Decode(string value)
    {
        var text = value.Trim(' ', '\t');
        if (!text.StartsWith(Prefix, StringComparison.Ordinal) || !text.EndsWith(Suffix, StringComparison.Ordinal) || text.Length < Prefix.Length + Suffix.Length)
            return text.All(c => c is >= ' ' and <= '~' or '\t') ? text : null;
        try
        {
            var encoded = text[Prefix.Length..^Suffix.Length];
            var bytes = Convert.FromBase64String(encoded);
            // One text has one encoding; another spelling of the same bytes is not it.
            return Convert.ToBase64String(bytes) == encoded ? Strict.GetString(bytes) : null;
        }
        catch (Exception malformed) when (malformed is FormatException or DecoderFallbackException)
        {
            return null;
        }
    }
}
