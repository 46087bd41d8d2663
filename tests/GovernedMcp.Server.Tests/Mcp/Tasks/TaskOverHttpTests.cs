using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using GovernedMcp.Governance.Approvals;
using GovernedMcp.Server.Mcp.Tasks;
using GovernedMcp.Server.Tests.Mcp.HttpTransport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace GovernedMcp.Server.Tests.Mcp.Tasks;

/// <summary>The whole server, the real store. Signing in is gated; no credential is set, so what is let through ends there.</summary>
public sealed class TaskOverHttpTests : IAsyncLifetime
{
    private HttpServer _server = null!;

    public async Task InitializeAsync() => _server = await HttpServer.StartAsync(gate: "  - { id: ours, on: { login: any }, ask: finance-leads }");

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task People_answer_and_the_task_has_the_result_of_the_call()
    {
        var task = await HoldAsync();
        ((string?)(await AskAsync("tasks/get", task))["result"]!["status"]).ShouldBe("working");
        var store = _server.Services.GetRequiredService<IApprovalStore>();
        var approval = (await store.ListAsync(5, default)).ShouldHaveSingleItem();
        foreach (var person in (string[])["maria@example.com", "tom@example.com"])
            await _server.Services.GetRequiredService<ApprovalAnswers>().AnswerAsync(approval.Id, person, "gmp_test", approves: true, "known", default);

        var now = (await AskAsync("tasks/get", task))["result"]!.AsObject();
        for (var look = 0; look < 50 && (string?)now["status"] == "working"; look++) now = (await AskAsync("tasks/get", task))["result"]!.AsObject();
        now.Result().Code.ShouldBe("credential.unavailable");
        (await store.FindAsync(approval.Id, default))!.UsedBySeq.ShouldNotBeNull("it went the whole road");
        (await _server.Folders.RunAsync("audit", "verify")).ShouldSatisfyAllConditions(run => run.Exit.ShouldBe(0, run.Out + run.Error));
    }

    [Fact]
    public async Task A_key_of_the_same_workflow_is_another_principal()
    {
        var task = await HoldAsync();
        var other = await _server.IssueAsync("invoice-desk", "dana@example.com");
        var foreign = await AskAsync("tasks/get", task, request => request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", other));
        ((int?)foreign["error"]?["code"]).ShouldBe(-32602);
    }

    [Theory]
    [InlineData("tasks/get")]
    [InlineData("tasks/update")]
    [InlineData("tasks/cancel")]
    public async Task The_header_must_name_the_task(string method)
    {
        var task = await HoldAsync();
        foreach (var name in (string?[])[null, "task_other"])
        {
            using var reply = await _server.SendAsync(Request(method, task, request =>
            {
                request.Headers.Remove("Mcp-Name");
                if (name is not null) request.Headers.Add("Mcp-Name", name);
            }));
            reply.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
            ((int?)(await HttpServer.MessageAsync(reply))["error"]?["code"]).ShouldBe(-32020);
        }
    }

    [Fact]
    public async Task Who_does_not_declare_the_extension_is_told_so_by_the_status_too()
    {
        using var reply = await _server.SendAsync(_server.Modern("tasks/get", new JsonObject { ["taskId"] = "task_1" }, request => request.Headers.Add("Mcp-Name", "task_1")));
        reply.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        ((int?)(await HttpServer.MessageAsync(reply))["error"]?["code"]).ShouldBe(-32021);
    }

    [Fact]
    public void The_end_of_the_server_is_the_end_of_its_tasks() =>
        _server.Services.GetServices<IHostedService>().ShouldContain(_server.Services.GetRequiredService<TaskTable>());

    private async Task<string> HoldAsync()
    {
        var parameters = HttpServer.Call("portal_login", new JsonObject { ["portal"] = "northwind-vendor" });
        parameters["_meta"] = Meta();
        using var reply = await _server.SendAsync(_server.Modern("tools/call", parameters));
        var result = (await HttpServer.MessageAsync(reply))["result"]!;
        ((string?)result["resultType"]).ShouldBe("task", result.ToJsonString());
        return (string)result["taskId"]!;
    }

    private async Task<JsonObject> AskAsync(string method, string task, Action<HttpRequestMessage>? change = null)
    {
        using var reply = await _server.SendAsync(Request(method, task, change));
        return await HttpServer.MessageAsync(reply);
    }

    private HttpRequestMessage Request(string method, string task, Action<HttpRequestMessage>? change) =>
        _server.Modern(method, new JsonObject { ["taskId"] = task, ["inputResponses"] = new JsonObject(), ["_meta"] = Meta() }, request =>
        {
            request.Headers.Add("Mcp-Name", task);
            change?.Invoke(request);
        });

    private static JsonObject Meta()
    {
        var meta = HttpServer.Meta();
        meta["io.modelcontextprotocol/clientCapabilities"] = JsonNode.Parse(TaskClient.Tasks);
        return meta;
    }
}
