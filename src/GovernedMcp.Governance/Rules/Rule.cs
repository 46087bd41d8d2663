namespace GovernedMcp.Governance;

/// <summary>A stable, dotted id of a reason. Listed in docs/refusals.md, never reused; a test compares the two.</summary>
public sealed record Rule(string Id, string Meaning, Retry Retry)
{
    public override string ToString() => Id;
}

/// <summary>What the caller may do after a reply that gives this reason.</summary>
public enum Retry
{
    /// <summary>The same call will not be allowed; do not repeat it.</summary>
    Never,

    /// <summary>Repeat it later, unchanged.</summary>
    After,

    /// <summary>Repeat it with the change that the sentence names.</summary>
    WithChange,
}

public static class RetryWords
{
    /// <summary>As replies and docs/refusals.md spell it.</summary>
    public static string Word(this Retry retry) => retry switch
    {
        Retry.Never => "never",
        Retry.After => "after",
        _ => "with_change",
    };
}
