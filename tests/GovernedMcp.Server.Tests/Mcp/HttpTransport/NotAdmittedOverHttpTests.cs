using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using GovernedMcp.Governance.Registry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace GovernedMcp.Server.Tests.Mcp.HttpTransport;

/// <summary>Who may not run is proven well enough, and gets nothing: no tools, no block, no credential.</summary>
public sealed class NotAdmittedOverHttpTests : IAsyncLifetime
{
    private static readonly Dictionary<string, string> Calls = new()
    {
        ["portal_list"] = "{}",
        ["portal_login"] = """{"portal":"acme"}""",
        ["portal_extract"] = """{"session":"s_1","table":"invoices"}""",
        ["portal_fill_form"] = """{"session":"s_1","form":"dispute","values":{"amount":"1"}}""",
        ["portal_submit_form"] = """{"session":"s_1","plan":"p_1"}""",
    };

    private readonly World _world = new();
    private HttpServer _server = null!;

    public static TheoryData<string, string> States()
    {
        var data = new TheoryData<string, string>();
        foreach (var state in new[] { "unregistered", "proposed", "suspended", "retired", "held", "overdue" })
        {
            foreach (var tool in Calls.Keys) data.Add(state, tool);
        }

        return data;
    }

    public async Task InitializeAsync() => _server = await HttpServer.StartAsync(change: services => services.Replace(ServiceDescriptor.Singleton(_world.Governor)));

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Theory]
    [MemberData(nameof(States))]
    public async Task Nothing_runs_for_it_in_any_revision(string state, string tool)
    {
        var key = await _server.IssueAsync(state == "unregistered" ? "nobody" : World.Dana.Workflow, World.Dana.HeldBy);
        Bring(state);

        var session = await _server.InitializeAsync(key);
        using var listed = await _server.SendAsync(_server.Request("""{"jsonrpc":"2.0","id":1,"method":"tools/list"}""", request => _server.InSession(request, session, key)));
        (await HttpServer.MessageAsync(listed))["result"]!["tools"]!.AsArray().ShouldBeEmpty();
        var call = new JsonObject { ["jsonrpc"] = "2.0", ["id"] = 2, ["method"] = "tools/call", ["params"] = HttpServer.Call(tool, JsonNode.Parse(Calls[tool])!.AsObject()) };
        using var older = await _server.SendAsync(_server.Request(call.ToJsonString(), request => _server.InSession(request, session, key)));
        using var newer = await _server.SendAsync(_server.Modern("tools/call", HttpServer.Call(tool, JsonNode.Parse(Calls[tool])!.AsObject()), request =>
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
            if (Calls[tool].Contains("s_1", StringComparison.Ordinal)) request.Headers.Add("Mcp-Param-Portal-Session", "s_1");
        }));
        foreach (var reply in new[] { older, newer })
            ((string?)(await HttpServer.MessageAsync(reply))["result"]!["structuredContent"]!["outcome"]).ShouldBe("refused");

        _world.Credentials.Opened.ShouldBe(0);
        _world.Log.Entries.ShouldAllBe(entry => entry.Type == "declined");
    }

    private void Bring(string state)
    {
        switch (state)
        {
            case "held":
                _world.Standings.Standing = _world.Standings.Standing with { Suspended = new Suspension("test", _world.Standings.Now, "test") };
                break;
            case "overdue":
                _world.Standings.Now += TimeSpan.FromDays(400);
                break;
            case not "unregistered":
                _world.Change(workflow => workflow with { Status = Enum.Parse<WorkflowStatus>(state, ignoreCase: true) });
                break;
        }
    }
}
