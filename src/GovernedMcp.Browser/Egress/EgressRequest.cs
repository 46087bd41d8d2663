using GovernedMcp.Browser.Egress.Wire;

namespace GovernedMcp.Browser.Egress;

/// <summary>A request that wants out, as the judge sees it. Of a tunnel, method and path are <c>CONNECT</c> and empty.</summary>
public sealed record EgressRequest(string Method, string Scheme, string Host, int Port, string Path)
{
    /// <summary>It asks to turn into a web socket or the like.</summary>
    public bool Upgrades { get; init; }

    /// <summary>It carries a body, or may.</summary>
    public bool HasBody { get; init; }

    /// <summary>A page or frame is left for it.</summary>
    public bool Navigates { get; init; }

    /// <summary>What the browser wants it for (<c>Sec-Fetch-Dest</c>; <c>empty</c> is for a script); null where it does not say.</summary>
    public string? For { get; init; }

    /// <summary>In the form of <see cref="Governance.Portals.Origins"/>: lower case, the port always written.</summary>
    public string Origin => $"{Scheme}://{Host}:{Port}";

    /// <summary>It changes nothing, by what its method means.</summary>
    public bool IsSafe => Method is "GET" or "HEAD" or "OPTIONS" && !HasBody && !Upgrades;

    internal static EgressRequest Of(string method, WireAddress address) => new(method, address.Scheme, address.Host, address.Port, address.Path);
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

    /// <summary>It may go if its content says that it changes nothing, see <see cref="EgressJudge.ReadsAsync"/>.</summary>
    public sealed record Look : EgressVerdict
    {
        public static Look It { get; } = new();
    }

    /// <summary>It is the request of a plan, as far as method and address tell.</summary>
    public sealed record Hold(HeldSubmit Submit) : EgressVerdict;
}

/// <summary>
/// A request that was not let out: where it wanted to go and why not. No query, no header, and of its body the names of fields
/// alone.
/// </summary>
public sealed record EgressDenial(EgressRequest Request, string Why)
{
    public IReadOnlyList<string> Fields { get; init; } = [];

    /// <summary>The Skill says that pages send it by themselves.</summary>
    public bool Background { get; init; }

    /// <summary>It wanted to go to the portal, and only what it may change kept it here.</summary>
    public bool Unplanned { get; init; }
}
