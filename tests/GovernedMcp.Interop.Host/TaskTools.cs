using System.Globalization;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Identity;
using GovernedMcp.Server.Mcp.Identity;
using GovernedMcp.Server.Mcp.Tasks;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace GovernedMcp.Interop.Host;

/// <summary>The test tools of the tasks extension, on the product's own table.</summary>
internal sealed class TaskTools(TaskTable tasks, CallerResolver callers, FaultSink faults)
{
    private const string ConfirmSchema = """{"properties":{"confirm":{"type":"boolean"}},"required":["confirm"]}""";
    private const string NameSchema = """{"properties":{"name":{"type":"string"}},"required":["name"]}""";

    /// <summary>Listed like every test tool. Called without the extension: run at once, or turned away.</summary>
    public static IReadOnlyList<TestTool> All { get; } =
    [
        new("greet", (call, _) => TestCall.Text($"Hello, {call.Argument("name")}!"), """{"type":"object","properties":{"name":{"type":"string"}},"required":["name"]}"""),
        new("slow_compute", async (call, cancel) => await ComputeAsync(call.Argument("seconds"), cancel),
            """{"type":"object","properties":{"seconds":{"type":"number"},"label":{"type":"string"}}}"""),
        .. new[] { "failing_job", "protocol_error_job", "confirm_delete", "multi_input", "test_tool_with_task" }.Select(name =>
            new TestTool(name, (_, _) => throw TasksExtension.Undeclared(), """{"type":"object","properties":{"filename":{"type":"string"}}}""")),
    ];

    /// <summary>The task that a call begins; null for a tool that is answered at once.</summary>
    public async Task<CallTask?> BeginAsync(RequestContext<CallToolRequestParams> context, TestCall call, CancellationToken cancel)
    {
        if (!TasksExtension.IsDeclared(context.JsonRpcRequest) || WorkOf(call) is not { } work) return null;
        var who = (Identification.Known)await callers.WhoAsync(context, cancel);
        var task = new TestTask(context.Params.Name, who.Caller, work, faults);
        return tasks.TryAdd(task) ? task : throw new McpException("no room for a task");
    }

    private static Func<TestTask, CancellationToken, Task<CallToolResult>>? WorkOf(TestCall call) => call.Context.Params.Name switch
    {
        "slow_compute" => ComputeWork(call.Argument("seconds")),
        "failing_job" => async (_, stop) =>
        {
            await Task.Delay(TimeSpan.FromSeconds(1), stop);
            return new CallToolResult { IsError = true, Content = [new TextContentBlock { Text = "This job fails." }] };
        },
        "protocol_error_job" => (_, _) => throw new McpProtocolException("This job breaks.", McpErrorCode.InternalError),
        "confirm_delete" => async (task, stop) =>
        {
            var answers = await task.AskAsync(stop, ("confirm", AskingTools.Elicit("Delete it?", ConfirmSchema)));
            return await TestCall.Text($"answered: {answers["confirm"]?.ToJsonString()}");
        },
        "multi_input" => async (task, stop) =>
        {
            var answers = await task.AskAsync(stop, ("name", AskingTools.Elicit("Who?", NameSchema)), ("confirm", AskingTools.Elicit("Sure?", ConfirmSchema)));
            return await TestCall.Text($"answered: {answers.Count}");
        },
        "test_tool_with_task" => call.Elicited("user_name") is { Content: { } content } && content.TryGetValue("name", out var name)
            ? (_, _) => TestCall.Text($"Hello, {name}!").AsTask()
            : throw TestCall.Ask(null, ("user_name", AskingTools.Elicit("What is your name?", NameSchema))),
        _ => null,
    };

    private static Func<TestTask, CancellationToken, Task<CallToolResult>> ComputeWork(string seconds) => (_, stop) => ComputeAsync(seconds, stop);

    private static async Task<CallToolResult> ComputeAsync(string seconds, CancellationToken cancel)
    {
        await Task.Delay(TimeSpan.FromSeconds(double.TryParse(seconds, CultureInfo.InvariantCulture, out var wait) ? wait : 1), cancel);
        return await TestCall.Text("computed");
    }
}
