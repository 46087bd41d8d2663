using GovernedMcp.Storage.Config.Entries;
using GovernedMcp.Storage.Config.Yaml;

namespace GovernedMcp.Storage.Config.Checks;

/// <summary>Each issuer is there once, and a token can only be mapped to a workflow that there is.</summary>
internal static class IdentityChecks
{
    public static void Check(ConfigSet all)
    {
        if (all.Rails.Identity is not { } identity) return;
        foreach (var twin in identity.Issuers.GroupBy(entry => entry.Issuer.Value.TrimEnd('/'), StringComparer.Ordinal).SelectMany(twins => twins.Skip(1)))
        {
            all.Error(ConfigSet.RailsFile, twin.Issuer.At, ConfigCodes.Duplicate, $"issuer {Quoted.Of(twin.Issuer.Value)} is there twice; keep one");
        }

        foreach (var issuer in identity.Issuers) CheckMap(all, issuer);
    }

    private static void CheckMap(ConfigSet all, IssuerEntry issuer)
    {
        foreach (var workflow in (issuer.Workflow.Map ?? []).Select(entry => entry.Value).Where(workflow => !all.RegistryNames.Contains(workflow.Value)))
        {
            all.Error(ConfigSet.RailsFile, workflow.At, ConfigCodes.Reference,
                $"no workflow {Quoted.Of(workflow.Value)} in the registry{DidYouMean.Hint(workflow.Value, all.RegistryNames)}; workflows: {Quoted.List(all.RegistryNames)}");
        }
    }
}
