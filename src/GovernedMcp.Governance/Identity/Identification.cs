namespace GovernedMcp.Governance.Identity;

/// <summary>Whether it is known who calls; never a guess.</summary>
public abstract record Identification
{
    private Identification() { }

    public sealed record Known(Caller Caller) : Identification;

    public sealed record Unknown(Rule Rule, string Sentence) : Identification;
}
