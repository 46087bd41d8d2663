using GovernedMcp.Governance.Portals;
using GovernedMcp.Storage.Config.Entries;
using GovernedMcp.Storage.Config.Shapes;
using GovernedMcp.Storage.Config.Yaml;

namespace GovernedMcp.Storage.Config.Checks;

/// <summary>A scope names portals, parts, columns, fields and credentials that there are.</summary>
internal static class ScopeChecks
{
    public static void Check(ConfigSet all, WorkflowEntry workflow)
    {
        foreach (var scope in workflow.Scope)
        {
            CheckCredential(all, workflow, scope.Value);
            if (!Portals.TryFind(all, workflow.File, scope.Name, scope.At, out var portal)) continue;
            CheckSignIn(all, workflow, scope, portal);
            CheckUnread(all, workflow, scope, portal);
            CheckExplore(all, workflow, scope, portal);
            Check(all, workflow, portal, scope.Value.Sections, "section", [.. portal.Sections.Keys], _ => []);
            Check(all, workflow, portal, scope.Value.Tables, "table", [.. portal.Tables.Keys], name => [.. portal.Tables[name].Columns.Select(column => column.Key)]);
            Check(all, workflow, portal, scope.Value.Records, "record", [.. portal.Records.Keys], _ => []);
            Check(all, workflow, portal, scope.Value.Forms, "form", [.. portal.Forms.Keys], name => [.. portal.Forms[name].Fields.Select(field => field.Key)]);
            Check(all, workflow, portal, scope.Value.Downloads, "download", [.. portal.Downloads.Keys], _ => []);
        }
    }

    private static void Check(ConfigSet all, WorkflowEntry workflow, Portal portal, GrantEntry grant, string kind, string[] known, Func<string, string[]> namesIn)
    {
        foreach (var part in grant.Named)
        {
            if (!known.Contains(part.Name))
            {
                all.Error(workflow.File, part.At, ConfigCodes.Reference,
                    $"portal `{portal.Name}` declares no {kind} {Quoted.Of(part.Name)}{DidYouMean.Hint(part.Name, known)}; {kind}s: {Quoted.List(known.Order(StringComparer.Ordinal))}, or `found` for what only the page shows");
                continue;
            }

            // Columns or fields that the Skill leaves to be found cannot be checked here.
            var names = namesIn(part.Name);
            var word = kind == "table" ? "column" : "field";
            foreach (var name in (part.Value.Only ?? []).Where(name => names.Length > 0 && !names.Contains(name.Value)))
            {
                all.Error(workflow.File, name.At, ConfigCodes.Reference, $"{kind} `{part.Name}` of portal `{portal.Name}` has no {word} {Quoted.Of(name.Value)}{DidYouMean.Hint(name.Value, names)}; {word}s: {Quoted.List(names)}");
            }
        }

        foreach (var twin in grant.Named.GroupBy(part => part.Name, StringComparer.Ordinal).Where(group => group.Count() > 1))
        {
            all.Error(workflow.File, twin.Last().At, ConfigCodes.Duplicate, $"{kind} `{twin.Key}` is granted twice; keep one");
        }
    }

    private static void CheckCredential(ConfigSet all, WorkflowEntry workflow, ScopeEntry scope)
    {
        if (!all.CredentialsAreKnown || scope.Credential is not { } credential) return;
        var known = all.Credentials.Credentials.Select(one => one.Name).ToList();
        if (known.Contains(credential.Value)) return;
        all.Error(workflow.File, credential.At, ConfigCodes.Reference, $"no credential {Quoted.Of(credential.Value)} in `credentials.yaml`{DidYouMean.Hint(credential.Value, known)}; credentials: {Quoted.List(known)}");
    }

    // Where nobody sees what is sent, nobody can say that only the form was.
    private static void CheckUnread(ConfigSet all, WorkflowEntry workflow, Named<ScopeEntry> scope, Portal portal)
    {
        if (!scope.Value.Forms.GrantsAnything || portal.Origins.Navigate.FirstOrDefault(portal.Origins.Uninspected.Contains) is not { } origin) return;
        all.Error(workflow.File, scope.At, ConfigCodes.NotInspected, $"forms of portal `{portal.Name}` cannot be granted: the traffic to {Quoted.Of(origin)} passes unread (`inspect: false`); take `forms` out, or have the Skill's origin inspected");
    }

    // Whoever may click on anything may send nothing.
    private static void CheckExplore(ConfigSet all, WorkflowEntry workflow, Named<ScopeEntry> scope, Portal portal)
    {
        if (scope.Value.Explore is not { Value: true } explore) return;
        if (scope.Value.Forms.GrantsAnything)
            all.Error(workflow.File, explore.At, ConfigCodes.Explore, $"`explore: true` and `forms` of portal `{portal.Name}` cannot be granted together; take one out, or write an entry of its own for exploring");
        if (portal.Origins.Navigate.FirstOrDefault(portal.Origins.Uninspected.Contains) is { } origin)
            all.Error(workflow.File, explore.At, ConfigCodes.NotInspected, $"portal `{portal.Name}` cannot be explored: the traffic to {Quoted.Of(origin)} passes unread (`inspect: false`), so nobody can keep back what may change it; take `explore` out, or have the Skill's origin inspected");
    }

    private static void CheckSignIn(ConfigSet all, WorkflowEntry workflow, Named<ScopeEntry> scope, Portal portal)
    {
        var credential = all.Credentials.Credentials.FirstOrDefault(one => one.Name == scope.Value.Credential?.Value);
        if (credential is null) return;
        if (portal.Login?.Secrets is not SecretEntry.Typed && portal.Origins.Login.FirstOrDefault(portal.Origins.Uninspected.Contains) is { } unread)
        {
            all.Error(workflow.File, scope.Value.Credential!.At, ConfigCodes.NotInspected, $"the secrets of credential `{credential.Name}` cannot be put into the sign-in of portal `{portal.Name}` on its way: the traffic to {Quoted.Of(unread)} passes unread (`inspect: false`); have the origin inspected, or say `login: {{ secrets: typed }}` in the Skill");
        }

        var wanted = (portal.Login?.Steps ?? []).Select(step => step switch
        {
            LoginStep.Fill fill => fill.SecretPart,
            LoginStep.Totp => "totp",
            _ => null,
        });
        foreach (var part in wanted.OfType<string>().Distinct().Where(part => credential.Value.All(one => one.Name != part)))
        {
            all.Error(workflow.File, scope.Value.Credential!.At, ConfigCodes.Reference, $"signing in to portal `{portal.Name}` needs the part `{part}`, which credential `{credential.Name}` does not have; add it to `credentials.yaml`");
        }
    }
}
