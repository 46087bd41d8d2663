using GovernedMcp.Governance.Gates;
using GovernedMcp.Governance.Identity;

namespace GovernedMcp.Governance;

/// <summary>What the platform team sets for everybody: rails.yaml.</summary>
public sealed record Rails
{
    public IReadOnlyList<Gate> Gates { get; init; } = [];
    public ApprovalRails Approvals { get; init; } = new();
    public SessionRails Sessions { get; init; } = new();
    public BrowserRails Browser { get; init; } = new();

    public ConsoleRails Console { get; init; } = new();

    /// <summary>When and where the state of the log is signed and sent.</summary>
    public AuditRails Audit { get; init; } = new();

    /// <summary>Null: no issuer's tokens are taken, only keys.</summary>
    public IdentityRails? Identity { get; init; }
}

/// <summary>Whether the person who runs the calling client may answer, and whether an answer needs a reason.</summary>
public sealed record ApprovalRails(bool SelfAllowed = false, bool ReasonRequired = true);

public sealed record SessionRails
{
    public TimeSpan Idle { get; init; } = TimeSpan.FromMinutes(15);
    public TimeSpan Lifetime { get; init; } = TimeSpan.FromHours(8);
    /// <summary>How long after signing in a session may be taken up again by another start of the server; null: none is kept.</summary>
    public TimeSpan? Keep { get; init; }

    public int PerWorkflow { get; init; } = 2;
    public int PerMachine { get; init; } = 40;
}

public sealed record BrowserRails
{
    /// <summary><c>auto</c>, or the path of a browser's executable.</summary>
    public string Channel { get; init; } = "auto";

    public bool Headless { get; init; } = true;

    public BrowserIsolation Isolation { get; init; }
    public BrowserStart Start { get; init; }

    /// <summary>How long one call may keep the browser busy.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The private networks that the names of portals may lead to, <c>10.0.0.0/8</c>; any other leads nowhere.</summary>
    public IReadOnlyList<string> PrivateNetworks { get; init; } = [];
}

/// <summary>How far the browser is kept apart from the machine: by a user, a sandbox and a network of its own.</summary>
public enum BrowserIsolation
{
    /// <summary>As far as the machine allows; what is missing stands in the log.</summary>
    Auto,

    /// <summary>All of it, or no browser.</summary>
    Required,
}

/// <summary>When the browser starts.</summary>
public enum BrowserStart
{
    /// <summary>With the first sign-in.</summary>
    AtNeed,

    /// <summary>With the server, so that the first sign-in need not wait for it.</summary>
    Ahead,
}

/// <summary>Where people find the pages of the server.</summary>
/// <param name="Address">As people's browsers reach it; null: there are no pages, or nobody said where.</param>
public sealed record ConsoleRails(Uri? Address = null)
{
    /// <summary>The page of one approval. It names the approval and nobody: who opens it signs in there.</summary>
    public string? LinkTo(string approval) => Address is null ? null : $"{Address.AbsoluteUri.TrimEnd('/')}/approvals/{approval}";
}

public sealed record AuditRails
{
    public int CheckpointEvery { get; init; } = 1000;
    public TimeSpan CheckpointWithin { get; init; } = TimeSpan.FromSeconds(60);
    public IReadOnlyList<string> Anchors { get; init; } = [];
}
