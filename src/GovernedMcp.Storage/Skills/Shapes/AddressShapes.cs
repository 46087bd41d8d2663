using System.Net;
using System.Text.RegularExpressions;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Storage.Config;
using GovernedMcp.Storage.Config.Shapes;
using GovernedMcp.Storage.Config.Yaml;

namespace GovernedMcp.Storage.Skills.Shapes;

/// <summary>Addresses, origins and paths. Https everywhere but on this machine itself.</summary>
internal static partial class AddressShapes
{
    /// <summary>Where a portal is: scheme, host, port and perhaps a path; no query, no user.</summary>
    public static Shape<Uri> BaseUrl { get; } = Address(ConfigCodes.SkillOrigin);

    /// <summary>Where people's browsers reach something of ours, by the same rules.</summary>
    public static Shape<Uri> Public { get; } = Address(ConfigCodes.Value);

    /// <summary>Scheme, host and port alone, in canonical form.</summary>
    public static Shape<string> Origin { get; } = Scalars.TextOf(300).Into((text, node, reading) =>
    {
        if (!TryAddress(text, reading, node.At, out var address)) return "";
        if (address.AbsolutePath != "/") reading.Error(node.At, ConfigCodes.SkillOrigin, $"{Quoted.Of(text)} is more than an origin; write scheme, host and port alone, such as `https://id.example.com`");
        return Origins.Of(address);
    });

    /// <summary>Scheme, host and port of a web socket, in canonical form.</summary>
    public static Shape<string> Socket { get; } = Scalars.Pattern(SocketForm(), "the origin of a web socket", "write scheme, host and port alone, such as `wss://live.example.com`", 300, ConfigCodes.SkillOrigin)
        .Into((text, node, reading) => TryAddress("http" + text[2..], reading, node.At, out var address) ? "ws" + Origins.Of(address)[4..] : "");

    /// <summary>A path under the base address, such as <c>/billing/invoices?status={status}</c>.</summary>
    public static Shape<string> Path { get; } = Scalars.TextOf(500).Into((text, node, reading) =>
    {
        CheckPath(text, reading, node.At);
        return text;
    });

    /// <summary>A path, or an absolute address.</summary>
    public static Shape<string> PathOrAddress { get; } = Scalars.TextOf(500).Into((text, node, reading) =>
    {
        if (text.StartsWith('/')) CheckPath(text, reading, node.At);
        else TryAddress(text, reading, node.At, out _);
        return text;
    });

    public static Shape<RequestPattern> Request { get; } = Scalars
        .Pattern(RequestForm(), "a request", "write method and path, such as `POST /disputes`; `*` stands for a run within one segment", 500)
        .Into(text => new RequestPattern(text[..text.IndexOf(' ', StringComparison.Ordinal)], text[(text.IndexOf(' ', StringComparison.Ordinal) + 1)..]));

    private static Shape<Uri> Address(string code) => Scalars.TextOf(500).Into((text, node, reading) =>
        TryAddress(text, reading, node.At, out var address, code) ? new Uri(address.AbsoluteUri.TrimEnd('/')) : new Uri("https://invalid.example"));

    private static bool TryAddress(string text, Reading reading, Place at, out Uri address, string code = ConfigCodes.SkillOrigin)
    {
        var plain = text.All(letter => letter is > ' ' and < (char)127) && !text.AsSpan().ContainsAny('\\', '%', '*');
        if (!plain || !Uri.TryCreate(text, UriKind.Absolute, out address!) || !text.StartsWith(address.Scheme + "://", StringComparison.Ordinal)
            || !text.StartsWith($"{address.Scheme}://{address.Host}", StringComparison.OrdinalIgnoreCase) || address.Host.EndsWith('.')
            || address.UserInfo.Length > 0 || address.Query.Length > 0 || address.Fragment.Length > 0 || address.Host.Length == 0)
        {
            address = null!;
            reading.Error(at, code, $"{Quoted.Of(text)} is not a plain address; write it like `https://portal.example.com`, without user, query, `*` or `%`");
            return false;
        }

        if (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && IsThisMachine(address))) return true;
        reading.Error(at, code, $"{Quoted.Of(text)} is not https; only addresses of this machine itself, such as `http://127.0.0.1:8080`, may be http");
        return false;
    }

    private static bool IsThisMachine(Uri address) =>
        address.Host == "localhost" || (IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));

    private static void CheckPath(string text, Reading reading, Place at)
    {
        var segments = text.Split('?')[0].Split('/');
        var plain = text.StartsWith('/') && !text.StartsWith("//", StringComparison.Ordinal)
            && text.All(letter => letter is > ' ' and < (char)127 && letter is not ('\\' or '%' or '#' or '*')) && !segments.Any(segment => segment is "." or "..");
        if (!plain) reading.Error(at, ConfigCodes.Value, $"{Quoted.Of(text)} is not a path under `base_url`; begin with one `/` and leave out `..`, `%`, `*` and `#`");
    }

    [GeneratedRegex("^wss?://[^/]+/?$")]
    private static partial Regex SocketForm();

    [GeneratedRegex("^(GET|POST|PUT|PATCH|DELETE) /[^\\s]*$")]
    private static partial Regex RequestForm();
}
