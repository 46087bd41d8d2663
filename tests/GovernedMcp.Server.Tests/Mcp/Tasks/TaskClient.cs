using System.Text.Json.Nodes;
using GovernedMcp.Server.Tests.Mcp.Asking;

namespace GovernedMcp.Server.Tests.Mcp.Tasks;

/// <summary>A client of 2026-07-28 on the wire that knows tasks.</summary>
internal static class TaskClient
{
    public const string Tasks = """{"extensions":{"io.modelcontextprotocol/tasks":{}}}""";
    public const string TasksAndPages = """{"elicitation":{"url":{}},"extensions":{"io.modelcontextprotocol/tasks":{}}}""";
    public const string TasksAndForms = """{"elicitation":{},"extensions":{"io.modelcontextprotocol/tasks":{}}}""";

    /// <summary>Submits the plan and is answered by a task.</summary>
    public static async Task<string> HoldAsync(this InProcessServer server)
    {
        var result = await server.SubmitAsync(Tasks);
        ((string?)result["resultType"]).ShouldBe("task", result.ToJsonString());
        return (string)result["taskId"]!;
    }

    /// <summary>The whole message: result or error.</summary>
    public static Task<JsonObject> TaskAsync(this InProcessServer server, string method, string task, string capabilities = Tasks, string more = "", int id = 1) =>
        server.AskAsync(Line(method, task, capabilities, more, id));

    /// <summary>How a task stands.</summary>
    public static async Task<JsonObject> GetAsync(this InProcessServer server, string task) =>
        (await server.TaskAsync("tasks/get", task)) is var reply && reply["result"] is JsonObject result ? result : throw new InvalidOperationException(reply.ToJsonString());

    /// <summary>Asks until the task is over.</summary>
    public static async Task<JsonObject> EndAsync(this InProcessServer server, string task)
    {
        for (var look = 0; look < 100; look++)
        {
            var now = await server.GetAsync(task);
            if ((string?)now["status"] is not ("working" or "input_required")) return now;
            await Task.Delay(50);
        }

        throw new TimeoutException($"task {task} does not end");
    }

    public static (string? Outcome, string? Code) Result(this JsonObject task)
    {
        ((string?)task["status"]).ShouldBe("completed", task.ToJsonString());
        return task["result"]!.AsObject().Ending();
    }

    public static string Line(string method, string task, string capabilities = Tasks, string more = "", int id = 1) =>
        $$$"""{"jsonrpc":"2.0","id":{{{id}}},"method":"{{{method}}}","params":{"taskId":"{{{task}}}",{{{more}}}"_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{{{capabilities}}} } } }""";
}
