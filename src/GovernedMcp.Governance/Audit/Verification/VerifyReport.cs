namespace GovernedMcp.Governance.Audit.Verification;

/// <summary>What a verifier compares a log with, besides the log itself.</summary>
public sealed record VerifyOptions
{
    /// <summary>An end of the log that is known from elsewhere: the log must reach it and agree with it.</summary>
    public ChainHead? Trusted { get; init; }

    /// <summary>The configurations whose documents are kept, each with the digest of them. Null: nothing is said about them.</summary>
    public IReadOnlyDictionary<string, string>? Revisions { get; init; }

    /// <summary>Without a trusted end, call the evidence incomplete.</summary>
    public bool Strict { get; init; }

    /// <summary>How far the clock may go back before it is worth a word. Numbers order the log, not times.</summary>
    public TimeSpan ClockTolerance { get; init; } = TimeSpan.FromSeconds(2);
}

/// <summary>How a verification ended; the value is the exit code of <c>audit verify</c>.</summary>
public enum Verdict
{
    Intact = 0,
    Tampered = 1,

    /// <summary>Nothing was changed, but not everything that should be provable is.</summary>
    Incomplete = 2,

    /// <summary>It cannot be told: the log cannot be read or is newer than this verifier.</summary>
    CouldNotRun = 3,
}

public enum FindingKind
{
    Tampered,
    Incomplete,
    CouldNotRun,
    Warning,
}

/// <summary>One thing that is not as it should be.</summary>
public sealed record VerifyFinding(FindingKind Kind, long? Seq, string Sentence);

/// <summary>What a verification found.</summary>
public sealed record VerifyReport
{
    /// <summary>How many findings are kept; the first ones say where to look.</summary>
    public const int MostFindings = 100;

    public required Verdict Verdict { get; init; }
    public required long Records { get; init; }

    /// <summary>The end of the log as it stands: worth keeping elsewhere, to be trusted next time.</summary>
    public required ChainHead Head { get; init; }

    /// <summary>Whether the log was compared with an end known from elsewhere.</summary>
    public required bool TailProven { get; init; }

    public required IReadOnlyList<VerifyFinding> Findings { get; init; }
    public int ExitCode => (int)Verdict;

    /// <summary>The first record that shows tampering.</summary>
    public long? FirstBadSeq => Findings.Where(finding => finding.Kind == FindingKind.Tampered).Min(finding => finding.Seq);

    /// <summary>The whole answer in one sentence. Never a bare "OK" for a log whose end nobody vouches for.</summary>
    public string Summary => Verdict switch
    {
        Verdict.Tampered => $"tampered: {First(FindingKind.Tampered)}",
        Verdict.CouldNotRun => $"could not run: {First(FindingKind.CouldNotRun)}",
        Verdict.Incomplete when Findings.Any(finding => finding.Kind == FindingKind.Incomplete) => $"{Extent}; evidence incomplete: {First(FindingKind.Incomplete)}",
        _ => Extent,
    };

    private string Extent => TailProven
        ? $"intact; complete up to record {Head.Seq}, and the trusted end is part of it"
        : $"intact; complete up to record {Head.Seq}, tail unverified: compare `{Head}` with a copy kept elsewhere";

    private string First(FindingKind kind) =>
        Findings.Where(finding => finding.Kind == kind).OrderBy(finding => finding.Seq ?? long.MaxValue).First().Sentence;
}
