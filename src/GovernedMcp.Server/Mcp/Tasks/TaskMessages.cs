using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace GovernedMcp.Server.Mcp.Tasks;

/// <summary>A task as it is written: as the answer to its call, and as the answer to <c>tasks/get</c>.</summary>
internal static class TaskMessages
{
    /// <summary>The call is answered by this task.</summary>
    public static ResultOrAlternate<CallToolResult> Created(CallTask task) => ResultOrAlternate<CallToolResult>.FromAlternate(Fields(task, task.Now), TaskJson.Default.TaskFields);

    public static JsonObject Detailed(CallTask task)
    {
        var now = task.Now;
        var message = JsonSerializer.SerializeToNode(Fields(task, now), TaskJson.Default.TaskFields)!.AsObject();
        message["resultType"] = "complete";
        switch (now.State)
        {
            case TaskState.Completed completed:
                var result = JsonSerializer.SerializeToNode(completed.Result, McpJsonUtilities.DefaultOptions.GetTypeInfo<CallToolResult>())!;
                result["resultType"] = "complete";
                message["result"] = result;
                break;
            case TaskState.Failed failed:
                message["error"] = new JsonObject { ["code"] = failed.Code, ["message"] = failed.Message };
                break;
            case TaskState.InputRequired asking:
                message["inputRequests"] = new JsonObject(asking.Requests.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value.DeepClone())));
                break;
        }

        return message;
    }

    private static TaskFields Fields(CallTask task, (TaskState State, DateTimeOffset At) now) => new()
    {
        ResultType = "task",
        TaskId = task.Id,
        Status = now.State.Word,
        StatusMessage = (now.State as TaskState.Working)?.Message,
        CreatedAt = Time(task.CreatedAt),
        LastUpdatedAt = Time(now.At),
        TtlMs = (long)task.Lifetime.TotalMilliseconds,
        PollIntervalMs = now.State switch { TaskState.Working working => (long)working.AskAgain.TotalMilliseconds, TaskState.InputRequired => 1000, _ => null },
    };

    private static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
