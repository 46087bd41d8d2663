namespace GovernedMcp.Governance.Redaction;

/// <summary>Knows every secret value that was opened in this process, and takes them out of whatever is about to leave.</summary>
public sealed partial class Redactor;
