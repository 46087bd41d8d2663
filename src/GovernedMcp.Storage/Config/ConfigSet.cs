using System.Collections.Frozen;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Storage.Config.Entries;
using GovernedMcp.Storage.Config.Yaml;

namespace GovernedMcp.Storage.Config;

/// <summary>Everything that was read, before it is known whether it fits together.</summary>
internal sealed record ConfigSet(
    PeopleEntry People, RailsEntry Rails, CredentialEntries Credentials, IReadOnlyList<WorkflowEntry> Workflows,
    FrozenDictionary<string, Portal> Portals, FrozenSet<string> RefusedSkills, ICollection<ConfigError> Errors)
{
    public const string PeopleFile = "config/people.yaml";
    public const string RailsFile = "config/rails.yaml";
    public const string CredentialsFile = "config/credentials.yaml";

    /// <summary>people.yaml could be read; otherwise who is unknown is not held against other files.</summary>
    public required bool PeopleAreKnown { get; init; }

    public required bool CredentialsAreKnown { get; init; }

    /// <summary>The names that the files of the registry have, also of those that could not be read.</summary>
    public required IReadOnlyList<string> RegistryNames { get; init; }

    public void Error(string file, Place at, string code, string message) => Errors.Add(new ConfigError(file, at.Line, at.Column, code, message));

    /// <summary>The team of a name, or null.</summary>
    public TeamEntry? Team(string name) => People.Teams.FirstOrDefault(team => team.Name == name)?.Value;

    public IReadOnlyList<Located<string>>? Group(string name) => People.Approvers.FirstOrDefault(group => group.Name == name)?.Value;
}
