namespace GovernedMcp.Browser.Egress;

/// <summary>A request that wants out, as the judge sees it. Of a tunnel, method and path are <c>CONNECT</c> and empty.</summary>
public sealed record EgressRequest(string Method, string Scheme, string Host, int Port, string Path)
{
    /// <summary>It asks to turn into a web socket or the like.</summary>
    public bool Upgrades { get; init; }

    /// <summary>In the form of <see cref="Governance.Portals.Origins"/>: lower case, one trailing dot off, the port always written.</summary>
    public string Origin => $"{Scheme}://{Host}:{Port}";

    /// <summary>Reads an absolute address; null for one that no browser of ours would send.</summary>
    public static EgressRequest? Of(string method, Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (!address.IsAbsoluteUri || address.UserInfo.Length > 0 || address.IdnHost.Length == 0) return null;
        return new EgressRequest(method, address.Scheme, Plain(address.IdnHost), address.Port, address.AbsolutePath);
    }

    /// <summary>Reads the <c>host:port</c> of a tunnel.</summary>
    public static EgressRequest? OfTunnel(string authority) =>
        Uri.TryCreate($"https://{authority}/", UriKind.Absolute, out var address) && authority.IndexOfAny(['/', '?', '#', '@', '\\']) < 0
            ? Of("CONNECT", address) is { } request ? request with { Path = "" } : null
            : null;

    private static string Plain(string host)
    {
        var plain = host.Trim('[', ']').ToLowerInvariant();
        return plain.EndsWith('.') ? plain[..^1] : plain;
    }
}

/// <summary>What the judge says to a request.</summary>
internal abstract record EgressVerdict
{
    private EgressVerdict() { }

    public sealed record Allow : EgressVerdict
    {
        public static Allow It { get; } = new();
    }

    public sealed record Deny(string Why) : EgressVerdict;
}

/// <summary>A request that was not let out: where it wanted to go and why not. No query, no header, no body.</summary>
public sealed record EgressDenial(EgressRequest Request, string Why);
