namespace GovernedMcp.Server.Cli;

/// <summary>Who runs a command, as the operating system knows them: on record for what needs no person's key.</summary>
internal static class Operator
{
    public static string Name => $"os:{Environment.UserName}";
}
