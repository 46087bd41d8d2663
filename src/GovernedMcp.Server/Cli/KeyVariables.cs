namespace GovernedMcp.Server.Cli;

/// <summary>The environment variables that hold keys.</summary>
internal static class KeyVariables
{
    public const string Workflow = "GOVERNED_MCP_KEY";
    public const string Person = "GOVERNED_MCP_PERSON_KEY";
}
