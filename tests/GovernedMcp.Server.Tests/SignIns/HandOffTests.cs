using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using GovernedMcp.Server.Tests.Faults;
using GovernedMcp.Server.Tests.Stdio;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace GovernedMcp.Server.Tests.SignIns;

/// <summary>The whole program, a portal that wants an answer on a telephone, and a client with somebody at it, or nobody.</summary>
public sealed partial class HandOffTests : IAsyncLifetime
{
    private const string Login = """
        login:
          start: /lab/signin?with=push
          steps:
            - fill: { into: { by: label, text: User }, secret: username }
            - fill: { into: { by: label, text: Password }, secret: password }
            - click: { by: role, role: button, name: Sign in }
            - handoff: { what: push, say: Approve the sign-in in the Northwind app, within: 40s, when: { url: "**/lab/signin/wait" } }
          success: { text: You are signed in }

        """;

    private readonly HttpClient _telephone = new();
    private FaultWorld _world = null!;

    public async Task InitializeAsync()
    {
        _world = await FaultWorld.StartAsync();
        var skill = Path.Combine(_world.Folders.Skills, "northwind-vendor", "portal", "portal.yaml");
        await File.WriteAllTextAsync(skill, DeclaredLogin().Replace(await File.ReadAllTextAsync(skill), Login));
    }

    public async Task DisposeAsync()
    {
        _telephone.Dispose();
        await _world.DisposeAsync();
    }

    [Fact]
    public async Task Who_is_at_the_client_is_asked_for_a_deed_and_never_for_a_secret()
    {
        ElicitRequestParams? asked = null;
        await using var client = await ClientAsync(async question =>
        {
            asked = question;
            await ApproveAsync();
            return new ElicitResult { Action = "accept", Content = new Dictionary<string, JsonElement> { ["answer"] = JsonSerializer.SerializeToElement("done") } };
        });
        (await LoginAsync(client))["outcome"]!.ToString().ShouldBe("completed");
        asked!.Message.ShouldContain("Approve the sign-in in the Northwind app");
        asked.Message.ShouldContain("takes no password and no code");
        asked.RequestedSchema!.Properties.Keys.ShouldBe(["answer"]);
        _world.Records().Select(record => record.Type).ShouldContain("signin.handed_off");
        await _world.IsWholeAsync();
    }

    [Fact]
    public async Task Who_declines_ends_it()
    {
        await using var client = await ClientAsync(_ => Task.FromResult(new ElicitResult { Action = "decline" }));
        (await LoginAsync(client))["code"]!.ToString().ShouldBe("login.hand_off_declined");
    }

    [Fact]
    public async Task Where_nobody_can_be_asked_it_is_listed_and_the_progress_tells()
    {
        await using var client = await ClientAsync(null);
        var told = new TaskCompletionSource<string>();
        var login = LoginAsync(client, new Telling(told));
        (await told.Task.WaitAsync(TimeSpan.FromSeconds(30))).ShouldContain("waits for a person (push)");
        (await _world.Folders.RunAsync("signins", "list")).Out.ShouldContain("invoice-desk waits for a person");
        await ApproveAsync();
        (await login)["outcome"]!.ToString().ShouldBe("completed");
        (await _world.Folders.RunAsync("signins", "list")).Out.ShouldNotContain("waits");
    }

    private async Task ApproveAsync() => (await _telephone.PostAsync(new Uri(_world.Portal.Address, "/lab/signin/answer/push"), null)).EnsureSuccessStatusCode();

    private Task<McpClient> ClientAsync(Func<ElicitRequestParams, Task<ElicitResult>>? answer) => McpClient.CreateAsync(
        new StdioClientTransport(new StdioClientTransportOptions
        {
            Command = "dotnet",
            Arguments = [ChildServer.Program, "serve", "--stdio", .. _world.Folders.Options],
            EnvironmentVariables = new Dictionary<string, string?> { ["GOVERNED_MCP_KEY"] = _world.Key, ["NORTHWIND_USER"] = "lab-desk", ["NORTHWIND_PASSWORD"] = "demo-Laboratory-7!" },
        }),
        new McpClientOptions
        {
            ProtocolVersion = "2025-11-25",
            Handlers = answer is null ? new() : new McpClientHandlers { ElicitationHandler = async (question, _) => await answer(question!) },
        });

    private static async Task<JsonObject> LoginAsync(McpClient client, IProgress<ModelContextProtocol.ProgressNotificationValue>? progress = null)
    {
        var result = await client.CallToolAsync("portal_login", new Dictionary<string, object?> { ["portal"] = "northwind-vendor" }, progress);
        return JsonNode.Parse(result.StructuredContent!.Value.GetRawText())!.AsObject();
    }

    [GeneratedRegex(@"^login:\n(  .*\n)+", RegexOptions.Multiline)]
    private static partial Regex DeclaredLogin();

    private sealed class Telling(TaskCompletionSource<string> first) : IProgress<ModelContextProtocol.ProgressNotificationValue>
    {
        public void Report(ModelContextProtocol.ProgressNotificationValue value) => first.TrySetResult(value.Message ?? "");
    }
}
