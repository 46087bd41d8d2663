namespace GovernedMcp.Governance;

/// <summary>Where in the configuration something was written: file (relative to its root folder) and line, both as an editor shows them.</summary>
public readonly record struct SourceMark(string File, int Line)
{
    /// <summary>For rules that no file holds: the product's own defaults.</summary>
    public static SourceMark BuiltIn { get; } = new("built-in", 0);

    public override string ToString() => Line == 0 ? File : $"{File}:{Line}";
}
