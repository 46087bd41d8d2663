using System.Diagnostics.CodeAnalysis;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Storage.Config.Yaml;

namespace GovernedMcp.Storage.Config.Checks;

/// <summary>Portals by name, as other files name them.</summary>
internal static class Portals
{
    /// <summary>Finds a portal or says that there is none. A Skill that was refused for its own errors is not complained of again.</summary>
    public static bool TryFind(ConfigSet all, string file, string name, Place at, [NotNullWhen(true)] out Portal? portal)
    {
        if (all.Portals.TryGetValue(name, out portal)) return true;
        if (all.RefusedSkills.Contains(name)) return false;
        var known = all.Portals.Keys.Order(StringComparer.Ordinal).ToList();
        all.Error(file, at, ConfigCodes.Reference, $"no portal {Quoted.Of(name)}, that is no folder `skills/{name}`{DidYouMean.Hint(name, known)}; portals: {Quoted.List(known)}");
        return false;
    }

    public static IEnumerable<string> PartsOf(this Portal portal, PartKind kind) => kind switch
    {
        PartKind.Section => portal.Sections.Keys,
        PartKind.Table => portal.Tables.Keys,
        PartKind.Record => portal.Records.Keys,
        PartKind.Form => portal.Forms.Keys,
        _ => portal.Downloads.Keys,
    };
}
