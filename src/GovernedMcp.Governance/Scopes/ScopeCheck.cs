using GovernedMcp.Governance.Portals;
using GovernedMcp.Governance.Registry;

namespace GovernedMcp.Governance.Scopes;

/// <summary>Step 4 of the road: does the scope grant the portal, the part, and each column or field the call names?</summary>
internal static class ScopeCheck
{
    public static Decision.Refused? Refuses(Policy policy, Workflow workflow, Act act)
    {
        if (act.Portal is not { } name) return null;
        if (!workflow.Scope.Portals.TryGetValue(name, out var scope) || !policy.Portals.TryGetValue(name, out var portal))
        {
            return new(Rules.Scope.PortalNotGranted, workflow.Source,
                $"portal `{name}` is not in the scope of workflow `{workflow.Name}`; its portals: {Listed(workflow.Scope.Portals.Keys)}");
        }

        if (act.Kind == ActKind.Login && scope.Credential is null)
        {
            return new(Rules.Scope.NoCredential, scope.Source,
                $"the scope of workflow `{workflow.Name}` names no credential for portal `{name}`; ask its owner `{workflow.Owner}` to add one");
        }

        if (act.Kind == ActKind.Explore && !scope.Explore)
        {
            return new(Rules.Scope.ExploreNotGranted, scope.Source,
                $"the scope of workflow `{workflow.Name}` does not say `explore: true` for portal `{name}`; use portal_read, or ask its owner `{workflow.Owner}`");
        }

        return act is { PartKind: { } kind, Part: { } part } ? Part(workflow, portal, scope, act, kind, part) : null;
    }

    /// <summary>Whether some call of this kind could pass on this portal.</summary>
    public static bool CouldGrant(PortalScope scope, ActKind kind) => kind switch
    {
        ActKind.Login => scope.Credential is not null,
        ActKind.Navigate => !scope.Sections.IsEmpty,
        ActKind.Extract => !scope.Tables.IsEmpty || !scope.Records.IsEmpty,
        ActKind.Fill or ActKind.Submit => !scope.Forms.IsEmpty,
        ActKind.Download => !scope.Downloads.IsEmpty,
        ActKind.Explore => scope.Explore,
        _ => true,
    };

    private static Decision.Refused? Part(Workflow workflow, Portal portal, PortalScope scope, Act act, PartKind kind, string part)
    {
        var (grants, declared, missing) = kind switch
        {
            PartKind.Section => (scope.Sections, portal.Sections.ContainsKey(part), Rules.Scope.SectionNotGranted),
            PartKind.Table => (scope.Tables, portal.Tables.ContainsKey(part), Rules.Scope.TableNotGranted),
            PartKind.Record => (scope.Records, portal.Records.ContainsKey(part), Rules.Scope.RecordNotGranted),
            PartKind.Form => (scope.Forms, portal.Forms.ContainsKey(part), Rules.Scope.FormNotGranted),
            _ => (scope.Downloads, portal.Downloads.ContainsKey(part), Rules.Scope.DownloadNotGranted),
        };
        var word = kind.ToString().ToLowerInvariant();
        if (grants.For(part, declared) is not { } grant)
        {
            return new(missing, scope.Source,
                $"{word} `{part}` of portal `{portal.Name}` is not in the scope of workflow `{workflow.Name}`; "
                + $"granted: {Granted(grants)}; ask its owner `{workflow.Owner}` to add it");
        }

        var (rule, named) = kind == PartKind.Form ? (Rules.Scope.FieldNotGranted, "field") : (Rules.Scope.ColumnNotGranted, "column");
        // A submit carries every value of the form, also those that were there before: only what the call itself fills is judged.
        var names = act.Kind == ActKind.Fill ? act.Values.Keys : act.Names.AsEnumerable();
        return names.FirstOrDefault(name => !grant.Allows(name)) is { } denied
            ? new(rule, scope.Source,
                $"{named} `{denied}` of {word} `{part}` is not in the scope of workflow `{workflow.Name}`; granted: {Listed(grant.Only!)}")
            : null;
    }

    private static string Granted(PartGrants grants) =>
        grants.Found ? "every part found on the page" : grants.AllDeclared ? "every part the Skill declares" : Listed(grants.Named.Keys);

    private static string Listed(IEnumerable<string> names)
    {
        var list = string.Join(", ", names.Order(StringComparer.Ordinal).Select(name => $"`{name}`"));
        return list.Length == 0 ? "none" : list;
    }
}
