using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace GovernedMcp.Server.Cli.Demo;

/// <summary>How a client is told to start the server: the line for Claude Code, the JSON for Claude Desktop.</summary>
internal static class ClientSetup
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static IEnumerable<string> For(DemoFolder folder, string key, string approverKey)
    {
        var (command, arguments) = Command(folder);
        var variables = new Dictionary<string, string?>(DemoStory.PortalAccount) { ["GOVERNED_MCP_KEY"] = key };
        yield return "\nClaude Code:";
        yield return $"  claude mcp add northwind {string.Join(' ', variables.Select(variable => $"--env {variable.Key}={Quoted(variable.Value!)}"))} -- {Quoted(command)} {string.Join(' ', arguments.Select(Quoted))}";
        yield return "\nClaude Desktop (claude_desktop_config.json):";
        yield return new JsonObject
        {
            ["mcpServers"] = new JsonObject
            {
                ["northwind"] = new JsonObject
                {
                    ["command"] = command,
                    ["args"] = new JsonArray([.. arguments.Select(argument => (JsonNode)argument)]),
                    ["env"] = new JsonObject(variables.Select(variable => KeyValuePair.Create(variable.Key, (JsonNode?)variable.Value))),
                },
            },
        }.ToJsonString(Readable);
        yield return "\nApprove as the second person:";
        yield return $"  export GOVERNED_MCP_PERSON_KEY={approverKey}\n  {Quoted(command)} approvals list {string.Join(' ', arguments.SkipWhile(argument => !argument.StartsWith("--config", StringComparison.Ordinal)).Select(Quoted))}";
    }

    // Through the launcher where there is one, so that the line goes on working after an update.
    private static (string Command, IReadOnlyList<string> Arguments) Command(DemoFolder folder)
    {
        string[] places = ["--config", folder.Config, "--skills", folder.Skills, "--data", folder.Data];
        var launcher = Path.Combine(DemoFolder.Shipped(), "governed-mcp");
        return File.Exists(launcher)
            ? (launcher, ["serve", "--stdio", .. places])
            : (ChildProgram.Dotnet, [ChildProgram.Server, "serve", "--stdio", .. places]);
    }

    private static string Quoted(string word) => word.All(character => char.IsAsciiLetterOrDigit(character) || "-_./:@=".Contains(character, StringComparison.Ordinal)) ? word : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
