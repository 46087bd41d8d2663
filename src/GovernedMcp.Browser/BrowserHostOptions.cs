using System.Security.Cryptography.X509Certificates;

namespace GovernedMcp.Browser;

/// <summary>What the browser needs to know of the place it runs in; how it behaves is the rails' business.</summary>
public sealed record BrowserHostOptions
{
    /// <summary>Under it the browser keeps what it must write while it runs; emptied of what dead instances left.</summary>
    public required string DataFolder { get; init; }

    /// <summary>How much one page's scripts may hold before the page is ended, in MiB.</summary>
    public int PageMemory { get; init; } = 512;

    /// <summary>
    /// The private networks that a name of a Skill's origin may lead to, besides those of rails.yaml. Addresses of private networks
    /// are refused otherwise, so that a name cannot be turned on the inside of the network.
    /// </summary>
    public IReadOnlyList<System.Net.IPNetwork> PrivateNetworks { get; init; } = [];

    /// <summary>Null: certificates are checked by the machine's roots. Otherwise by these alone: for tests, which have servers of their own.</summary>
    internal X509Certificate2Collection? Roots { get; init; }

    /// <summary>Tests only: no network of its own, so that the browser's switches alone must hold.</summary>
    internal bool SharesNetwork { get; init; }

    /// <summary>Tests only: told of what the browser asked for on its own account and did not get.</summary>
    internal Action<Egress.EgressDenial>? AskedByItself { get; init; }

    /// <summary>How long driver and browser each may take to start; a start that takes longer is given up, and what came of it ended.</summary>
    internal TimeSpan StartDeadline { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How many contexts are kept ready for the next sessions.</summary>
    public int Prepared { get; init; } = 1;
}
