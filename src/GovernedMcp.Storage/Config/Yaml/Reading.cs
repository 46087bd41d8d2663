using GovernedMcp.Governance;

namespace GovernedMcp.Storage.Config.Yaml;

/// <summary>The reading of one file: its name, and every error found so far in all files.</summary>
internal sealed class Reading(string file, ICollection<ConfigError> errors)
{
    public string File => file;

    public int ErrorCount => errors.Count;

    /// <summary>The nodes that <c>@name</c> stands for in this file.</summary>
    public Dictionary<string, Node> Elements { get; } = new(StringComparer.Ordinal);

    /// <summary>The elements that are being read, innermost last: one inside itself is an error.</summary>
    public Stack<string> Resolving { get; } = new();

    /// <summary>Parts of the same file that were named, to be checked when all of it is read.</summary>
    public List<NamedPart> Mentions { get; } = [];

    public void Error(Place at, string code, string message) => errors.Add(new ConfigError(file, at.Line, at.Column, code, message));

    public SourceMark Mark(Place at) => new(file, at.Line);
}
