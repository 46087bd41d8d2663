using System.Collections.Frozen;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Storage.Config.Checks;
using GovernedMcp.Storage.Config.Entries;
using GovernedMcp.Storage.Config.Shapes;
using GovernedMcp.Storage.Config.Yaml;
using GovernedMcp.Storage.Skills;

namespace GovernedMcp.Storage.Config;

/// <summary>Documents in memory to one policy. Touches no disk; the same documents on the same day give the same policy.</summary>
internal sealed class PolicyCompiler(DateTimeOffset now)
{
    private const string Registry = "config/registry/";
    private readonly List<ConfigError> _errors = [];

    public LoadResult Compile(IReadOnlyList<ConfigDocument> documents, IReadOnlyList<ConfigError> readErrors, bool refuseBadSkills)
    {
        _errors.AddRange(readErrors);

        // 1. Each file by itself.
        var people = Read(documents, "config/people.yaml", PeopleEntry.Shape, needed: true);
        var rails = Read(documents, "config/rails.yaml", RailsEntry.Shape, needed: true);
        var credentials = Read(documents, "config/credentials.yaml", CredentialEntries.Shape, needed: false);
        var workflows = documents.Where(IsRegistry)
            .Select(document => Read(document, WorkflowEntry.Shape)).OfType<WorkflowEntry>().ToList();
        var skills = ReadSkills(documents);

        // 2. All of them together.
        var refused = _errors.Select(error => SkillFolders.SkillOf(error.File)).OfType<string>().ToFrozenSet(StringComparer.Ordinal);
        var all = new ConfigSet(
            people ?? new PeopleEntry([], []), rails ?? new RailsEntry([], new(), new(), new(), new(), null, new()), credentials ?? new CredentialEntries([]),
            workflows, skills.Where(skill => !refused.Contains(skill.Key)).ToFrozenDictionary(), refused, _errors)
        {
            PeopleAreKnown = people is not null,
            CredentialsAreKnown = credentials is not null || documents.All(document => document.Path != "config/credentials.yaml"),
            RegistryNames = [.. documents.Where(IsRegistry).Select(document => Path.GetFileNameWithoutExtension(document.Path)).Order(StringComparer.Ordinal)],
        };
        CrossChecks.Run(all, DateOnly.FromDateTime(now.UtcDateTime));

        // 3. Everything, or nothing.
        var sorted = _errors.OrderBy(error => error.File, StringComparer.Ordinal).ThenBy(error => error.Line).ThenBy(error => error.Column).ToList();
        var onlySkills = refuseBadSkills && _errors.All(error => SkillFolders.SkillOf(error.File) is not null);
        return _errors.Count == 0 || onlySkills ? new LoadResult(Build(all, documents), sorted) : new LoadResult(null, sorted);
    }

    private static bool IsRegistry(ConfigDocument document) => document.Path.StartsWith(Registry, StringComparison.Ordinal);

    private static LoadedPolicy Build(ConfigSet all, IReadOnlyList<ConfigDocument> documents)
    {
        var model = new ModelBuilder(all);
        var config = documents.Where(document => SkillFolders.SkillOf(document.Path) is null).Select(PolicyRevision.Line);
        var skills = all.Portals.Values.Select(portal => PolicyRevision.Line(SkillFolders.Prefix + portal.Name, portal.SkillDigest));
        var refused = all.RefusedSkills.Select(skill => PolicyRevision.Line(SkillFolders.Prefix + skill, "refused"));
        var policy = new Policy
        {
            Revision = PolicyRevision.Of(config.Concat(skills).Concat(refused)),
            Rails = model.Rails(),
            People = model.People(),
            Registry = model.Registry(),
            Portals = all.Portals,
        };
        var kept = documents.Where(document => SkillFolders.SkillOf(document.Path) is not { } skill || !all.RefusedSkills.Contains(skill));
        return new LoadedPolicy(policy, model.Credentials(), [.. kept.OrderBy(document => document.Path, StringComparer.Ordinal)])
        {
            RefusedSkills = [.. all.RefusedSkills.Order(StringComparer.Ordinal)],
        };
    }

    private Dictionary<string, Portal> ReadSkills(IReadOnlyList<ConfigDocument> documents)
    {
        var skills = documents.GroupBy(document => SkillFolders.SkillOf(document.Path), StringComparer.Ordinal).Where(group => group.Key is not null);
        var portals = new Dictionary<string, Portal>(StringComparer.Ordinal);
        foreach (var skill in skills)
        {
            if (new SkillReader(skill.Key!, [.. skill], _errors).Read() is { } portal) portals.Add(skill.Key!, portal);
        }

        return portals;
    }

    private T? Read<T>(IReadOnlyList<ConfigDocument> documents, string path, Shape<T> shape, bool needed)
        where T : class
    {
        if (documents.FirstOrDefault(document => document.Path == path) is { } document) return Read(document, shape);
        if (needed) _errors.Add(new ConfigError(path, 0, 0, ConfigCodes.Missing, "the file is missing; without it nothing may run"));
        return null;
    }

    private T? Read<T>(ConfigDocument document, Shape<T> shape)
        where T : class
    {
        var reading = new Reading(document.Path, _errors);
        return YamlFile.Read(reading, document.Content.Span) is { } root && shape.TryRead(root, reading, out var entry) ? entry : null;
    }
}
