using System.Text.Json.Nodes;
using GovernedMcp.Governance.Identity;
using GovernedMcp.Server.Mcp.Identity;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace GovernedMcp.Server.Mcp.Tasks;

/// <summary>
/// The tasks extension (SEP-2663), for requests of 2026-07-28 that declare it: a call that waits for other people is answered by a
/// task, which its client asks for instead of calling again. Everybody else never sees a task.
/// </summary>
internal sealed class TasksExtension(TaskTable tasks, HeldCalls held, CallerResolver callers, FaultSink faults) : EndpointFeature
{
    public const string Id = "io.modelcontextprotocol/tasks";

    public override void AddTo(McpServerOptions options)
    {
        options.Filters.Message.OutgoingFilters.Add(Advertise);
        options.Filters.Request.CallToolWithAlternateFilters.Add(async (context, next, cancel) =>
        {
            var result = await next(context, cancel);
            return IsDeclared(context.JsonRpcRequest) && HeldReply.Of(context) is { } reply && held.Begin(reply) is { } task ? TaskMessages.Created(task) : result;
        });
        options.RequestHandlers ??= [];
        AddMethod("tasks/get", async (task, who, request, cancel) =>
        {
            await task.LookAsync(request, who, cancel);
            return TaskMessages.Detailed(task);
        });
        AddMethod("tasks/update", (task, _, request, _) =>
        {
            task.Take((request.Params as JsonObject)?["inputResponses"] as JsonObject ?? throw CallResult.WrongParameters("`inputResponses` must be an object"));
            return Task.FromResult(Done());
        });
        AddMethod("tasks/cancel", (task, _, _, _) =>
        {
            task.Cancel();
            return Task.FromResult(Done());
        });

        void AddMethod(string method, Func<CallTask, Identification.Known, JsonRpcRequest, CancellationToken, Task<JsonObject>> answer) => options.RequestHandlers.Add(new McpServerRequestHandler
        {
            Method = method,
            RoutingNameParameter = TaskTable.IdParameter,
            Handler = async (request, cancel) => await faults.AnswerAsync(async () =>
            {
                var (task, who) = await FindAsync(request, cancel);
                return await answer(task, who, request, cancel);
            }),
        });
    }

    /// <summary>Whether this very request says that its client knows tasks.</summary>
    public static bool IsDeclared(JsonRpcRequest request) => request.IsModern() && request.Context?.ClientCapabilities?.Extensions?.ContainsKey(Id) == true;

    /// <summary>What a client is told that would have to know tasks and does not.</summary>
    public static MissingRequiredClientCapabilityException Undeclared() =>
        new(new ClientCapabilities { Extensions = new Dictionary<string, object> { [Id] = new JsonObject() } }, $"the client did not declare the extension `{Id}` with this request");

    private async Task<(CallTask Task, Identification.Known Who)> FindAsync(JsonRpcRequest request, CancellationToken cancel)
    {
        if (!request.IsModern()) throw new McpProtocolException($"`{request.Method}` is not part of this revision", McpErrorCode.MethodNotFound);
        if (!IsDeclared(request)) throw Undeclared();
        var id = TaskTable.IdIn(request) ?? throw CallResult.WrongParameters($"`{TaskTable.IdParameter}` must be the id of a task");
        return await callers.WhoAsync(request, cancel) is Identification.Known who && tasks.Find(id, who.Caller) is { } task
            ? (task, who)
            : throw CallResult.WrongParameters($"there is no task `{Escaped.Short(id)}` for you, or not any more; make the call again unchanged");
    }

    private static JsonObject Done() => new() { ["resultType"] = "complete" };

    // Said by server/discover alone: the handshake of older revisions knows no tasks.
    private static McpMessageHandler Advertise(McpMessageHandler next) => (context, cancel) =>
    {
        if (context.JsonRpcMessage is JsonRpcResponse { Result: JsonObject result } && result.ContainsKey("supportedVersions") && result["capabilities"] is JsonObject capabilities)
        {
            if (capabilities["extensions"] is not JsonObject extensions) capabilities["extensions"] = extensions = [];
            extensions[Id] = new JsonObject();
        }

        return next(context, cancel);
    };
}
