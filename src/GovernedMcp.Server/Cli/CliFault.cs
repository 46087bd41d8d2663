namespace GovernedMcp.Server.Cli;

/// <summary>A command cannot go on. The sentence is for the person who typed it.</summary>
internal sealed class CliFault(string sentence, int exitCode = ExitCodes.Failed) : Exception(sentence)
{
    public int ExitCode => exitCode;
}

/// <summary>What a command ends with; those of <c>audit verify</c> are its own.</summary>
internal static class ExitCodes
{
    public const int Done = 0;
    public const int Failed = 1;

    /// <summary>The store cannot be used (EX_IOERR of sysexits).</summary>
    public const int Store = 74;

    /// <summary>The configuration has errors (EX_CONFIG of sysexits).</summary>
    public const int Config = 78;
}
