using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using GovernedMcp.Server.Tests.Mcp.HttpTransport;
using GovernedMcp.Server.Tests.Stdio;
using GovernedMcp.Storage;
using Microsoft.Extensions.DependencyInjection;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace GovernedMcp.Server.Tests.Mcp.Asking;

/// <summary>The real program, the real store, and a client that has a person at it. Signing in is gated; no credential is set, so what is let through ends there.</summary>
public sealed class WholeProgramTests : IDisposable
{
    private const string AskUser = "  - { id: mine, on: { login: any }, ask: user }";
    private readonly TrialFolders _folders = new();

    [Theory]
    [InlineData("2025-11-25")]
    [InlineData("2026-07-28")]
    public async Task A_client_of_each_revision_asks_its_person_and_the_log_proves_it(string revision)
    {
        _folders.AddToRails(AskUser);
        var key = await _folders.IssueAsync("invoice-desk", "--held-by", "dana@example.com");
        var asked = new List<string>();
        var answers = new Queue<ElicitResult>([Said("accept", ("decision", "refuse"), ("reason", "not now")), Said("accept", ("decision", "approve"), ("reason", "my own call"))]);
        await using var client = await McpClient.CreateAsync(
            new StdioClientTransport(new StdioClientTransportOptions
            {
                Command = "dotnet",
                Arguments = [ChildServer.Program, "serve", "--stdio", .. _folders.Options],
                EnvironmentVariables = new Dictionary<string, string?> { ["GOVERNED_MCP_KEY"] = key, ["NORTHWIND_USER"] = null, ["NORTHWIND_PASSWORD"] = null },
            }),
            Person(revision, message =>
            {
                asked.Add(message);
                return answers.Dequeue();
            }));

        (await LoginAsync(client)).ShouldBe("approval.refused");
        (await LoginAsync(client)).ShouldBe("approval.refused", "a refusal stands");
        // The rules changed, so what was refused under the old ones is another call now.
        await File.AppendAllTextAsync(Path.Combine(_folders.Config, "rails.yaml"), "# changed\n");
        var code = "approval.refused";
        for (var look = 0; look < 100 && code == "approval.refused"; look++)
        {
            await Task.Delay(100);
            code = await LoginAsync(client);
        }

        code.ShouldNotBeOneOf("approval.refused", "approval.pending", "approval.state_invalid");
        asked.Count.ShouldBe(2);
        asked[0].ShouldContain("Northwind");
        asked[0].ShouldContain("Gate mine asks you");

        var votes = JsonNode.Parse((await _folders.RunAsync("approvals", "list", "--all", "--json")).Out)!.AsArray().Select(approval => approval!["votes"]![0]!).ToList();
        votes.Select(vote => ((string?)vote["person"], (bool?)vote["approves"])).ShouldBe([("dana@example.com", true), ("dana@example.com", false)]);
        votes.ShouldAllBe(vote => ((string)vote["key"]!) == $"client:{string.Join('_', key.Split('_', StringSplitOptions.None).Take(2))}");
        var id = (string)JsonNode.Parse((await _folders.RunAsync("approvals", "list", "--all", "--json")).Out)![0]!["id"]!;
        (await _folders.RunAsync("approvals", "show", id)).Out.ShouldContain("in the client");
        (await _folders.RunAsync("audit", "verify")).ShouldSatisfyAllConditions(run => run.Exit.ShouldBe(0, run.Out + run.Error));
    }

    [Theory]
    [InlineData("2025-11-25")]
    [InlineData("2026-07-28")]
    public async Task Over_HTTP_a_client_of_each_revision_asks_its_person(string revision)
    {
        await using var server = await HttpServer.StartAsync(gate: AskUser);
        var asked = 0;
        await using var client = await McpClient.CreateAsync(
            new HttpClientTransport(new HttpClientTransportOptions { Endpoint = server.Address, AdditionalHeaders = new Dictionary<string, string> { ["Authorization"] = $"Bearer {server.Key}" } }),
            Person(revision, _ =>
            {
                asked++;
                return new ElicitResult { Action = "decline" };
            }));
        (await LoginAsync(client)).ShouldBe("approval.refused");
        asked.ShouldBe(1);
    }

    [Fact]
    public async Task Over_HTTP_the_page_is_asked_for_and_an_answer_there_lets_the_call_through()
    {
        await using var server = await HttpServer.StartAsync(
            gate: "  - { id: ours, on: { login: any }, ask: finance-leads }", rails: "console: { address: \"https://agents.example.com\" }");
        var asked = (await CallAsync(server, new JsonObject())).AsObject();
        ((string?)asked["resultType"]).ShouldBe("input_required", asked.ToJsonString());
        var link = new Uri((string)asked["inputRequests"]!["approval"]!["params"]!["url"]!);

        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        var site = new Uri(server.Address, "/");
        http.DefaultRequestHeaders.Add("Origin", server.Address.GetLeftPart(UriPartial.Authority));
        (await http.GetStringAsync(new Uri(site, link.AbsolutePath))).ShouldContain("Person key");
        var maria = (await server.Services.GetRequiredService<LocalStore>().Keys.IssuePersonKeyAsync("maria@example.com", "ops")).Text;
        using var signIn = await http.PostAsync(new Uri(site, "/approvals/sign-in"), Form(("key", maria), ("to", link.Segments[^1])));
        signIn.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        // The cookie is for https only, which this test is not.
        http.DefaultRequestHeaders.Add("Cookie", signIn.Headers.GetValues("Set-Cookie").Single().Split(';')[0]);
        var page = await http.GetStringAsync(new Uri(site, link.AbsolutePath));
        string Hidden(string name) => Regex.Match(page, $"name=\"{name}\" value=\"([^\"]+)\"").Groups[1].Value;
        using var answer = await http.PostAsync(new Uri(site, link.AbsolutePath), Form(("token", Hidden("token")), ("digest", Hidden("digest")), ("decision", "approve"), ("reason", "known")));
        answer.StatusCode.ShouldBe(HttpStatusCode.SeeOther);

        var after = await CallAsync(server, new JsonObject { ["requestState"] = (string?)asked["requestState"], ["inputResponses"] = new JsonObject { ["approval"] = new JsonObject { ["action"] = "accept" } } });
        ((string?)after["structuredContent"]!["code"]).ShouldNotBeOneOf("approval.pending", "approval.refused", "approval.state_invalid");
    }

    public void Dispose() => _folders.Dispose();

    private static McpClientOptions Person(string revision, Func<string, ElicitResult> answer) => new()
    {
        ProtocolVersion = revision,
        DiscoverProbeTimeout = TimeSpan.FromSeconds(30),
        Handlers = new McpClientHandlers { ElicitationHandler = (question, _) => ValueTask.FromResult(answer(question!.Message)) },
    };

    private static async Task<string?> LoginAsync(McpClient client)
    {
        var result = await client.CallToolAsync("portal_login", new Dictionary<string, object?> { ["portal"] = "northwind-vendor" });
        return result.StructuredContent!.Value.TryGetProperty("code", out var code) ? code.GetString() : null;
    }

    private static async Task<JsonNode> CallAsync(HttpServer server, JsonObject more)
    {
        var parameters = HttpServer.Call("portal_login", new JsonObject { ["portal"] = "northwind-vendor" });
        foreach (var (name, value) in more.ToList()) parameters[name] = value?.DeepClone();
        parameters["_meta"] = HttpServer.Meta();
        parameters["_meta"]!["io.modelcontextprotocol/clientCapabilities"] = JsonNode.Parse(AskedClient.Both);
        using var reply = await server.SendAsync(server.Modern("tools/call", parameters));
        return (await HttpServer.MessageAsync(reply))["result"]!;
    }

    private static FormUrlEncodedContent Form(params (string Name, string Value)[] fields) => new(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));

    private static ElicitResult Said(string action, params (string Name, string Value)[] content) =>
        new() { Action = action, Content = content.ToDictionary(pair => pair.Name, pair => JsonSerializer.SerializeToElement(pair.Value)) };
}
