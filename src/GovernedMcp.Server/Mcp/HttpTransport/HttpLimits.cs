namespace GovernedMcp.Server.Mcp.HttpTransport;

/// <summary>What one caller, and all of them together, may take of the server.</summary>
internal sealed record HttpLimits
{
    /// <summary>How long a body may take to arrive.</summary>
    public TimeSpan Body { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>A session without a request for so long is closed. Clients rarely say goodbye, so it is short.</summary>
    public TimeSpan SessionIdle { get; init; } = TimeSpan.FromMinutes(30);

    public int Sessions { get; init; } = 10_000;
    public int SessionsPerPrincipal { get; init; } = 1_000;

    /// <summary>Requests that are being worked on, streams of notices included.</summary>
    public int Requests { get; init; } = 4_000;

    public int RequestsPerPrincipal { get; init; } = 1_200;

    /// <summary>Silence on a stream after which a comment says that it lives. Proxies commonly cut at 30 to 60 seconds.</summary>
    public TimeSpan KeepAlive { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long the status of a reply is left open for an error that comes quickly.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(2);

    public const int HeaderCount = 100;
    public const int HeaderBytes = 32 * 1024;
}
