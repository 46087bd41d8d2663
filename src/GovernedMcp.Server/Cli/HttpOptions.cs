using System.CommandLine;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using GovernedMcp.Server.Mcp.HttpTransport;

namespace GovernedMcp.Server.Cli;

/// <summary>The options of <c>serve --http</c>.</summary>
internal static class HttpOptions
{
    private static readonly Option<string?> Http = new("--http") { Description = "Serve many clients at this address, http://127.0.0.1:7300", HelpName = "ADDRESS" };
    private static readonly Option<string[]> AllowHost = new("--allow-host") { Description = "With --http: a further name of this server, mcp.example.com", HelpName = "NAME" };
    private static readonly Option<string[]> AllowOrigin = new("--allow-origin") { Description = "With --http: a web site whose pages may call, https://app.example.com", HelpName = "ORIGIN" };
    private static readonly Option<bool> BehindProxy = new("--behind-proxy") { Description = "With --http: TLS ends at a proxy in front of this server" };
    private static readonly Option<string?> Certificate = new("--certificate") { Description = "With --http https://…: the certificate chain, a PEM file", HelpName = "FILE" };
    private static readonly Option<string?> CertificateKey = new("--certificate-key") { Description = "With --http https://…: the certificate's key, a PEM file", HelpName = "FILE" };

    public static IReadOnlyList<Option> All { get; } = [Http, AllowHost, AllowOrigin, BehindProxy, Certificate, CertificateKey];

    /// <summary>Null: not asked for.</summary>
    /// <exception cref="CliFault">Something in it cannot be understood.</exception>
    public static HttpListen? Read(ParseResult parsed)
    {
        if (parsed.GetValue(Http) is not { } text) return null;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            throw new CliFault($"`--http {Escaped.Short(text)}` must be an address such as http://127.0.0.1:7300");
        return new HttpListen
        {
            Address = address,
            Hosts = parsed.GetValue(AllowHost) ?? [],
            Origins = [.. (parsed.GetValue(AllowOrigin) ?? []).Select(Origin)],
            BehindProxy = parsed.GetValue(BehindProxy),
            Certificate = ReadCertificate(parsed.GetValue(Certificate), parsed.GetValue(CertificateKey)),
        };
    }

    private static string Origin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var origin) && origin.Scheme is "http" or "https" && origin is { PathAndQuery: "/", UserInfo: "" } && !text.EndsWith('/')
            ? text
            : throw new CliFault($"`--allow-origin {Escaped.Short(text)}` must be an origin such as https://app.example.com, without a path");

    private static X509Certificate2? ReadCertificate(string? file, string? keyFile)
    {
        if (file is null && keyFile is null) return null;
        try
        {
            return X509Certificate2.CreateFromPemFile(file ?? throw new CliFault("`--certificate-key` needs `--certificate`"), keyFile);
        }
        catch (CryptographicException fault)
        {
            throw new CliFault($"the certificate in `{file}` cannot be used: {fault.Message}");
        }
    }
}
