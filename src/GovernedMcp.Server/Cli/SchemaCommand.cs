using System.CommandLine;
using GovernedMcp.Storage.Config;

namespace GovernedMcp.Server.Cli;

/// <summary><c>schema</c>: writes the JSON Schemas of the configuration again, from the code that reads it.</summary>
internal static class SchemaCommand
{
    public static Command Make() => new Command("schema", "Write the JSON Schemas into CONFIG/schema again; line one of every file names one.").Does((parsed, terminal) =>
    {
        var folder = Path.Combine(Places.Of(parsed).Config, "schema");
        SchemaFiles.WriteAll(folder);
        foreach (var name in SchemaFiles.All.Keys.Order(StringComparer.Ordinal)) terminal.Say(Path.Combine(folder, name));
        return ExitCodes.Done;
    });
}
