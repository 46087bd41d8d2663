using System.CommandLine;
using GovernedMcp.Storage;
using GovernedMcp.Storage.Config;

namespace GovernedMcp.Server.Cli;

/// <summary>The three folders everything is in: what people edit, what the Skills say, what the program keeps.</summary>
internal sealed record Places(string Config, string Skills, string Data)
{
    public static Option<string?> ConfigOption { get; } = Folder("--config", "The folder of rails.yaml, people.yaml, credentials.yaml and registry/", "GOVERNED_MCP_CONFIG", "./config");
    public static Option<string?> SkillsOption { get; } = Folder("--skills", "The folder of the Skills, one a portal", "GOVERNED_MCP_SKILLS", "./skills");
    public static Option<string?> DataOption { get; } = Folder("--data", "The folder of the store and the logs", "GOVERNED_MCP_DATA", "the user's data folder");

    public ConfigFolder ConfigFolder => new(Config, Skills);

    public static Places Of(ParseResult parsed) => new(
        Path.GetFullPath(parsed.GetValue(ConfigOption) ?? Variable("GOVERNED_MCP_CONFIG") ?? "config"),
        Path.GetFullPath(parsed.GetValue(SkillsOption) ?? Variable("GOVERNED_MCP_SKILLS") ?? "skills"),
        Path.GetFullPath(parsed.GetValue(DataOption) ?? Variable("GOVERNED_MCP_DATA") ?? UserData()));

    public LocalStore OpenStore() => LocalStore.Open(Data, TimeProvider.System);

    /// <exception cref="CliFault">It has errors; each of them stands on a line.</exception>
    public LoadedPolicy LoadPolicy()
    {
        var result = new PolicyLoader(ConfigFolder, TimeProvider.System).Load();
        if (result.Loaded is { } loaded) return loaded;
        throw new CliFault(string.Join('\n', result.Errors.Select(error => error.ToString())) + $"\n{Count(result.Errors.Count)}; nothing was started", ExitCodes.Config);
    }

    public static string Count(int errors) => errors == 1 ? "1 error in the configuration" : $"{errors} errors in the configuration";

    private static Option<string?> Folder(string name, string description, string variable, string standard) =>
        new(name) { Description = $"{description} [{variable}; default: {standard}]", HelpName = "DIR", Recursive = true };

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;

    // By XDG on Unix, by the platform's own place elsewhere.
    private static string UserData() =>
        Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify) is { Length: > 0 } folder ? folder : ".", "governed-mcp");
}
