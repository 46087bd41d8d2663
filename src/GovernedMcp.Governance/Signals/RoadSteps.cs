namespace GovernedMcp.Governance.Signals;

/// <summary>The steps of the road that a trace shows, by the names of their spans.</summary>
public static class RoadSteps
{
    public const string Decide = "decide";
    public const string Approval = "approval";
    public const string Credential = "credential";
    public const string Block = "block";
    public const string Record = "record";
}
