namespace GovernedMcp.Storage.Config;

/// <summary>
/// One thing that is wrong in one file, where, and what is allowed. Line and column count from 1 as an editor shows them;
/// line 0: the file or folder as a whole.
/// </summary>
public sealed record ConfigError(string File, int Line, int Column, string Code, string Message)
{
    public override string ToString() => Line == 0 ? $"{File}: {Message}" : $"{File}:{Line}:{Column}: {Message}";
}
