using System.CommandLine;
using System.Text.Json.Nodes;
using GovernedMcp.Storage.Config;

namespace GovernedMcp.Server.Cli;

/// <summary><c>check</c>: everything that is wrong in the configuration, at once, without a store.</summary>
internal static class CheckCommand
{
    public static Command Make()
    {
        var json = Verb.Json();
        return new Command("check", "Check config/ and skills/. Prints every error as FILE:LINE:COLUMN and exits 1 if there is one.") { json }
            .Does((parsed, terminal) =>
            {
                var result = new PolicyLoader(Places.Of(parsed).ConfigFolder, TimeProvider.System).Load();
                if (parsed.GetValue(json)) terminal.Print(AsJson(result));
                else Show(result, terminal);
                return result.Errors.Count == 0 ? ExitCodes.Done : ExitCodes.Failed;
            });
    }

    private static void Show(LoadResult result, Terminal terminal)
    {
        foreach (var error in result.Errors) terminal.Say(error.ToString());
        if (result.Errors.Count > 0) terminal.Complain(Places.Count(result.Errors.Count));
        else if (result.Loaded is { } loaded)
            terminal.Say($"no errors: {loaded.Policy.Registry.All.Count()} workflows, {loaded.Policy.Portals.Count} portals, revision {loaded.Policy.Revision[..12]}");
    }

    /// <summary>Errors for programs: file, line, column, code and sentence of each.</summary>
    public static JsonObject AsJson(IEnumerable<ConfigError> errors) => new()
    {
        ["errors"] = new JsonArray([.. errors.Select(error => new JsonObject
        {
            ["file"] = error.File,
            ["line"] = error.Line,
            ["column"] = error.Column,
            ["code"] = error.Code,
            ["message"] = error.Message,
        })]),
    };

    private static JsonObject AsJson(LoadResult result)
    {
        var json = AsJson(result.Errors);
        json.Insert(0, "revision", result.Loaded?.Policy.Revision);
        return json;
    }
}
