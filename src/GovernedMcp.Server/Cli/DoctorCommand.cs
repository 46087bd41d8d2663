using System.CommandLine;
using System.Text.Json.Nodes;
using GovernedMcp.Browser;
using GovernedMcp.Governance.Tools;
using GovernedMcp.Storage.Config;
using GovernedMcp.Storage.Database;

namespace GovernedMcp.Server.Cli;

/// <summary><c>doctor</c>: whether a server could start here and do its work, and what to do if not.</summary>
internal static class DoctorCommand
{
    public static Command Make()
    {
        var json = Verb.Json();
        return new Command("doctor", "Whether everything is in place: configuration, store, browser.") { json }.Does(async (parsed, terminal, cancel) =>
        {
            var places = Places.Of(parsed);
            var (policy, loaded) = Policy(places);
            List<Finding> findings = [policy, await StoreAsync(places, cancel), await BrowserAsync(loaded, places, cancel)];
            if (parsed.GetValue(json)) terminal.Print(new JsonArray([.. findings.Select(finding => new JsonObject { ["part"] = finding.Part, ["ok"] = finding.Well, ["says"] = finding.Says })]));
            else terminal.Table(["part", "state", "says"], [.. findings.Select(finding => (IReadOnlyList<string>)[finding.Part, finding.Well ? "ok" : "wrong", finding.Says])], "");
            return findings.TrueForAll(finding => finding.Well) ? ExitCodes.Done : ExitCodes.Failed;
        });
    }

    private static (Finding Finding, LoadedPolicy? Loaded) Policy(Places places)
    {
        var result = new PolicyLoader(places.ConfigFolder, TimeProvider.System).Load();
        return result.Loaded is { } loaded
            ? (new("policy", true, $"{places.Config}, {places.Skills}: revision {loaded.Policy.Revision[..12]}"), loaded)
            : (new("policy", false, $"{Places.Count(result.Errors.Count)}; run `governed-mcp check`. The first: {result.Errors[0]}"), null);
    }

    private static async Task<Finding> StoreAsync(Places places, CancellationToken cancel)
    {
        try
        {
            using var store = places.OpenStore();
            var unknown = await store.Submits.UnknownAsync(settledToo: false, most: 1000, cancel);
            return new("store", true, unknown.Count == 0 ? store.Folder.Database : $"{store.Folder.Database}; submits that a person must settle: {unknown.Count} (`submits list`)");
        }
        catch (StoreUnavailable fault)
        {
            return new("store", false, fault.Message);
        }
    }

    // Started as a server would: what a machine allows shows no other way.
    private static async Task<Finding> BrowserAsync(LoadedPolicy? loaded, Places places, CancellationToken cancel)
    {
        try
        {
            var rails = loaded?.Policy.Rails.Browser ?? new BrowserRails();
            var found = BrowserFinder.Find(rails.Channel, rails.Headless);
            if (loaded is null) return new("browser", true, found);
            await using var host = new BrowserHost(new() { DataFolder = places.Data }, new PolicySource(loaded.Policy), TimeProvider.System);
            var standing = await host.TryAsync(cancel);
            return new("browser", true, string.Join("; it ", standing.Missing.Prepend($"{found}: {standing.Version} runs {standing.How}")));
        }
        catch (Exception fault) when (fault is BrowserNotFound or BlockFault)
        {
            return new("browser", false, fault.Message);
        }
    }

    private sealed record Finding(string Part, bool Well, string Says);
}
