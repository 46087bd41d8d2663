using System.Net;
using System.Text;

namespace GovernedMcp.Server.Tests.Injection;

/// <summary>A value that belongs in few places, and the nine ways it could be written to hide that it went elsewhere.</summary>
internal static class Canary
{
    public static IReadOnlyList<(string Way, Func<string, string> Write)> Ways { get; } =
    [
        ("plain", text => text),
        ("percent", text => string.Concat(Encoding.UTF8.GetBytes(text).Select(letter => $"%{letter:X2}"))),
        ("percent twice", text => string.Concat(Encoding.UTF8.GetBytes(text).Select(letter => $"%25{letter:X2}"))),
        ("base64", text => Convert.ToBase64String(Encoding.UTF8.GetBytes(text))),
        ("base64 for addresses", text => Convert.ToBase64String(Encoding.UTF8.GetBytes(text)).TrimEnd('=').Replace('+', '-').Replace('/', '_')),
        ("hex", text => Convert.ToHexStringLower(Encoding.UTF8.GetBytes(text))),
        ("references", text => string.Concat(text.Select(letter => $"&#{(int)letter};"))),
        ("reversed", text => new string([.. text.Reverse()])),
        ("labels of a host", text => string.Join('.', text.Select(letter => char.ToLowerInvariant(letter)))),
    ];

    /// <summary>In which ways a value stands in bytes that a server received; also when those were percent-encoded once more.</summary>
    public static IEnumerable<string> In(string received, string value)
    {
        string[] read = [received, WebUtility.UrlDecode(received), WebUtility.UrlDecode(WebUtility.UrlDecode(received))];
        return Ways.Where(way => Array.Exists(read, text => text.Contains(Core(way.Way, way.Write(value)), StringComparison.OrdinalIgnoreCase))).Select(way => way.Way);
    }

    // The end of base64 depends on what follows the value.
    private static string Core(string way, string written) => way.StartsWith("base64", StringComparison.Ordinal) ? written[..(written.TrimEnd('=').Length / 4 * 4)] : written;
}
