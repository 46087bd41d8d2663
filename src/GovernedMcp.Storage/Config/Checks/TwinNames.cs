using GovernedMcp.Storage.Config.Yaml;

namespace GovernedMcp.Storage.Config.Checks;

/// <summary>Names of one kind that are equal, or that people cannot tell apart: by case, or by letters that look alike.</summary>
internal static class TwinNames
{
    public static void Check(ConfigSet all)
    {
        Check(all, "workflow", all.Workflows.Select(workflow => new Given(workflow.Name.Value, workflow.File, workflow.Name.At)));
        Check(all, "team", all.People.Teams.Select(team => new Given(team.Name, ConfigSet.PeopleFile, team.At)));
        Check(all, "group", all.People.Approvers.Select(group => new Given(group.Name, ConfigSet.PeopleFile, group.At)));
        Check(all, "credential", all.Credentials.Credentials.Select(credential => new Given(credential.Name, ConfigSet.CredentialsFile, credential.At)));
        Check(all, "portal", all.Portals.Values.Select(portal => new Given(portal.Name, portal.Source.File, new Place(portal.Source.Line, 1))));

        var people = all.People.Teams.SelectMany(team => team.Value.Members).Concat(all.People.Approvers.SelectMany(group => group.Value));
        Check(all, "person", people.DistinctBy(person => person.Value).Select(person => new Given(person.Value, ConfigSet.PeopleFile, person.At)));
        foreach (var group in all.People.Teams.Select(team => (team.Name, Members: team.Value.Members)).Concat(all.People.Approvers.Select(group => (group.Name, Members: group.Value))))
        {
            foreach (var twin in group.Members.GroupBy(member => member.Value, StringComparer.Ordinal).Where(twin => twin.Count() > 1))
            {
                all.Error(ConfigSet.PeopleFile, twin.Last().At, ConfigCodes.Duplicate, $"{Quoted.Of(twin.Key)} is in `{group.Name}` twice; keep one");
            }
        }

        var baseline = all.Rails.Gates.Select(gate => new Given(gate.Gate.Id, ConfigSet.RailsFile, gate.IdAt)).ToList();
        if (all.Workflows.Count == 0) Check(all, "gate", baseline);
        foreach (var workflow in all.Workflows) Check(all, "gate", baseline.Concat(workflow.Gates.Select(gate => new Given(gate.Gate.Id, workflow.File, gate.IdAt))));
    }

    private static void Check(ConfigSet all, string kind, IEnumerable<Given> names)
    {
        var seen = new Dictionary<string, Given>(StringComparer.Ordinal);
        foreach (var name in names)
        {
            if (seen.TryAdd(Skeleton(name.Name), name)) continue;
            var first = seen[Skeleton(name.Name)];
            var how = first.Name == name.Name ? "is already there" : $"looks like {Quoted.Of(first.Name)}";
            var error = new ConfigError(name.File, name.At.Line, name.At.Column, ConfigCodes.Duplicate, $"{kind} {Quoted.Of(name.Name)} {how} at {first.File}:{first.At.Line}; rename one");
            if (!all.Errors.Contains(error)) all.Errors.Add(error);
        }
    }

    // Names are ASCII already; among those, these look alike in many typefaces.
    private static string Skeleton(string name) => name.ToLowerInvariant()
        .Replace('0', 'o').Replace('1', 'l').Replace("rn", "m", StringComparison.Ordinal).Replace("vv", "w", StringComparison.Ordinal);

    private sealed record Given(string Name, string File, Place At);
}
