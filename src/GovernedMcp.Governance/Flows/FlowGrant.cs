namespace GovernedMcp.Governance.Flows;

/// <summary>What a workflow read on one portal it may type on another; not the other way round.</summary>
public sealed record FlowGrant(string From, string To, SourceMark Source);
