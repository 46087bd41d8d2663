namespace GovernedMcp.Browser.Tests.Egress.Escapes;

/// <summary>
/// Something that a page of an allowed origin does to reach a forbidden server. In its text <c>{E}</c> is an address there that
/// tells which escape came, <c>{W}</c> the same as a web socket, <c>{F}</c> its origin, <c>{AT}</c> its host and port, <c>{P}</c> its port,
/// <c>{HP}</c> the port of the page, <c>{N}</c> the name of the escape.
/// </summary>
/// <param name="Alone">It leaves the page, so it has one to itself.</param>
public sealed record Escape(string Name, string Html, bool Alone = false)
{
    /// <summary>How it shows when it is not let out: with its path, as a tunnel, or not at all because the browser does not even ask the proxy.</summary>
    public Told Told { get; init; } = Told.ByPath;

    /// <summary>Let loose (the Skill lists the server), it gets there: so it is a real one.</summary>
    public bool Real { get; init; } = true;

    public string Page(TestTarget target) => Html
        .Replace("{E}", $"{target.Forbidden}e/{Name}", StringComparison.Ordinal)
        .Replace("{W}", $"{target.Forbidden}e/{Name}".Replace("http", "ws", StringComparison.Ordinal), StringComparison.Ordinal)
        .Replace("{F}", target.Forbidden.AbsoluteUri, StringComparison.Ordinal)
        .Replace("{AT}", target.Forbidden.Authority, StringComparison.Ordinal)
        .Replace("{P}", $"{target.Forbidden.Port}", StringComparison.Ordinal)
        .Replace("{HP}", $"{target.Home.Port}", StringComparison.Ordinal)
        .Replace("{N}", Name, StringComparison.Ordinal);
}

public enum Told
{
    ByPath,
    AsTunnel,
    Nowhere,
}

/// <summary>Where the pages are and where they want to get.</summary>
public sealed record TestTarget(Uri Home, Uri Forbidden);
