using GovernedMcp.Governance;

namespace GovernedMcp.Storage.Config.Yaml;

/// <summary>A part that something else in the file names.</summary>
internal sealed record NamedPart(PartKind Kind, string Name, Place At);
