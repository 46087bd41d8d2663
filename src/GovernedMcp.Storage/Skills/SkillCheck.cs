using GovernedMcp.Governance.Portals;
using GovernedMcp.Storage.Config;

namespace GovernedMcp.Storage.Skills;

/// <summary>
/// The check of Skills by themselves, for whoever writes one: needs no registry and no rails, and finds everything that a load
/// would find in them. Whether the registry fits them is seen by a load only.
/// </summary>
/// <param name="Names">Every Skill there is, good or bad.</param>
/// <param name="Portals">Those that were asked for and have no errors.</param>
/// <param name="Errors">Of those that were asked for, in the order of their files.</param>
public sealed record SkillCheck(IReadOnlyList<string> Names, IReadOnlyList<Portal> Portals, IReadOnlyList<ConfigError> Errors)
{
    /// <param name="folder">The folder of the Skills.</param>
    /// <param name="only">The one to check; null: all of them.</param>
    public static SkillCheck Run(string folder, string? only)
    {
        var errors = new List<ConfigError>();
        var documents = SkillFolders.Read(folder, errors).ToLookup(document => SkillFolders.SkillOf(document.Path)!, StringComparer.Ordinal);
        var names = documents.Select(skill => skill.Key).Concat(errors.Select(error => SkillFolders.SkillOf(error.File)).OfType<string>()).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var portals = names.Where(name => only is null || name == only).Select(name => new SkillReader(name, [.. documents[name]], errors).Read()).OfType<Portal>().ToList();
        var asked = errors.Where(error => only is null || SkillFolders.SkillOf(error.File) == only)
            .OrderBy(error => error.File, StringComparer.Ordinal).ThenBy(error => error.Line).ThenBy(error => error.Column).ToList();
        return new SkillCheck(names, [.. portals.Where(portal => asked.All(error => SkillFolders.SkillOf(error.File) != portal.Name))], asked);
    }
}
