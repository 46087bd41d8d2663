using System.Buffers;
using System.Globalization;
using System.Net;
using GovernedMcp.Browser.Egress.Wire;

namespace GovernedMcp.Browser.Egress;

/// <summary>
/// The address of a request in the one form that is judged and sent. Two programs may read an odd form in two ways, so what is
/// not in this form already is refused, never repaired.
/// </summary>
/// <param name="Host">Lower case, without brackets.</param>
/// <param name="Target">Path and query as they go over the wire.</param>
internal sealed record WireAddress(string Scheme, string Host, int Port, string Target)
{
    // In a path: browsers escape the one half of these, .NET the other; and what no proper UTF-8 holds, some servers read as a slash.
    private static readonly SearchValues<char> Unwritten = SearchValues.Create("\"<>`{}|^");
    private static readonly string[] Escapes = ["%5c", "%7f", "%25", "%c0", "%c1"];

    /// <summary>A slash within one part of a path, as keys that hold one are written (https://www.rfc-editor.org/rfc/rfc3986#section-2.2). Some servers read it as any other: see <see cref="RequestPatterns"/>.</summary>
    public const string InnerSlash = "%2F";

    public string Path => Target.Split('?', 2)[0];

    public string Query => Target.Split('?', 2) is [_, var query] ? query : "";

    /// <summary>For sending: nothing of it is written otherwise than it came.</summary>
    public Uri Uri => new($"{Scheme}://{Bracketed}:{Port.ToString(CultureInfo.InvariantCulture)}{Target}", new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });

    private string Bracketed => Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]" : Host;

    /// <summary>Reads the <c>host:port</c> of a tunnel.</summary>
    public static WireAddress? OfTunnel(string authority) => TryAuthority(authority, 0, out var host, out var port) ? new WireAddress("https", host, port, "") : null;

    /// <summary>Reads the absolute address of a plain request to a proxy.</summary>
    public static WireAddress? OfAbsolute(string text)
    {
        const string scheme = "http://";
        if (!text.StartsWith(scheme, StringComparison.Ordinal)) return null;
        var end = text.AsSpan(scheme.Length).IndexOfAny('/', '?', '#') is >= 0 and var at ? scheme.Length + at : text.Length;
        return TryAuthority(text[scheme.Length..end], 80, out var host, out var port) ? new WireAddress("http", host, port, "").To(text[end..]) : null;
    }

    /// <summary>The same host, another path and query.</summary>
    public WireAddress? To(string target) => IsPlain(target) ? this with { Target = target } : null;

    /// <summary>The authority that a request gives means this very host and port.</summary>
    public bool IsAt(string authority) => TryAuthority(authority, Scheme is "https" or "wss" ? 443 : 80, out var host, out var port) && host == Host && port == Port;

    private static bool TryAuthority(string text, int standardPort, out string host, out int port)
    {
        (host, port) = ("", standardPort);
        var split = text.LastIndexOf(':');
        var named = split > text.LastIndexOf(']') && split >= 0;
        var digits = named ? text[(split + 1)..] : "";
        if (named && (!int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out port) || digits[0] == '0')) return false;
        if (port is < 1 or > 65535) return false;
        host = (named ? text[..split] : text).ToLowerInvariant();
        return host.StartsWith('[') ? IsPlainV6(ref host) : IsPlainName(host);
    }

    private static bool IsPlainName(string host)
    {
        if (host.Length is 0 or > 253 || !host.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '.' or '_')) return false;
        var labels = host.Split('.');
        if (labels.Any(label => label.Length == 0)) return false;

        // What ends in a number is read as an address by browsers, in many ways; only the usual one is taken.
        var number = labels[^1].All(char.IsAsciiDigit) || labels[^1].StartsWith("0x", StringComparison.Ordinal);
        return !number || (IPAddress.TryParse(host, out var address) && address.ToString() == host);
    }

    private static bool IsPlainV6(ref string host)
    {
        if (!host.EndsWith(']')) return false;
        host = host[1..^1];
        return !host.Contains('%', StringComparison.Ordinal) && IPAddress.TryParse(host, out var address) && !address.IsIPv4MappedToIPv6 && address.ToString() == host;
    }

    private static bool IsPlain(string target)
    {
        if (!target.StartsWith('/') || !target.All(letter => letter is > ' ' and < (char)127) || target.AsSpan().ContainsAny('\\', '#')) return false;
        var path = target.Split('?', 2)[0];
        if (path.AsSpan().ContainsAny(Unwritten) || path.Replace(InnerSlash, "/", StringComparison.OrdinalIgnoreCase).Split('/').Any(segment => segment.Split(';')[0] is "." or "..")) return false;
        for (var at = path.IndexOf('%', StringComparison.Ordinal); at >= 0; at = path.IndexOf('%', at + 1))
        {
            if (at + 3 > path.Length || !char.IsAsciiHexDigit(path[at + 1]) || !char.IsAsciiHexDigit(path[at + 2])) return false;
            if (path[at + 1] is '0' or '1' || IsUnreserved((char)Convert.ToInt32(path.Substring(at + 1, 2), 16))) return false;
            if (Escapes.Any(escape => string.Compare(path, at, escape, 0, 3, StringComparison.OrdinalIgnoreCase) == 0)) return false;
        }

        return true;
    }

    // RFC 3986, 2.3: escaped or not they mean the same, so there are two forms; .NET and some servers unescape them.
    private static bool IsUnreserved(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '.' or '_' or '~';
}
