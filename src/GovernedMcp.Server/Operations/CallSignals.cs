using System.Diagnostics;
using System.Diagnostics.Metrics;
using GovernedMcp.Governance.Identity;
using GovernedMcp.Governance.Signals;
using GovernedMcp.Governance.Tools;
using ModelContextProtocol.Protocol;

namespace GovernedMcp.Server.Operations;

/// <summary>What is measured and traced of tool calls, for every transport.</summary>
internal sealed class CallSignals
{
    private readonly RoadSignals _road;
    private readonly PolicySource _policies;
    private readonly TimeProvider _clock;
    private readonly Counter<long> _calls;
    private readonly Histogram<double> _durations;

    public CallSignals(RoadSignals road, PolicySource policies, TimeProvider clock)
    {
        (_road, _policies, _clock) = (road, policies, clock);
        _calls = road.Meter.CreateCounter<long>("governed_mcp.calls", "{call}", "Tool calls by what became of them");
        _durations = road.Duration("mcp.server.operation.duration", "How long a tool call took, from request to reply");
    }

    /// <param name="parent">The trace that the client says the call belongs to.</param>
    public SeenCall Begin(JsonRpcRequest request, string tool, ActivityContext? parent)
    {
        // A name that is not in the catalogue is the client's own text.
        var name = ToolCatalog.Find(tool)?.Name;
        // Whatever the web server began before is not exported; a child of it would be lost with it.
        Activity.Current = null;
        var span = _road.Traces.StartActivity(name is null ? RequestMethods.ToolsCall : $"{RequestMethods.ToolsCall} {name}", ActivityKind.Server, parent ?? default);
        // Only HTTP answers a request by a road of its own.
        span?.SetTag("network.transport", request.Context?.RelatedTransport is null ? "pipe" : "tcp");
        if (request.Context?.ProtocolVersion is { } revision) span?.SetTag("mcp.protocol.version", revision);
        return new SeenCall(this, span, name, _clock.GetTimestamp()) { TraceId = (parent?.TraceId ?? span?.TraceId)?.ToHexString() };
    }

    private void End(SeenCall call, Identification? who, ToolReply? reply)
    {
        var operation = new TagList { { "mcp.method.name", RequestMethods.ToolsCall }, { "gen_ai.operation.name", "execute_tool" } };
        var became = new TagList
        {
            { "governed_mcp.decision", DecisionOf(reply) },
            { "governed_mcp.outcome", reply?.Outcome.ToString().ToLowerInvariant() ?? "unanswered" },
            { "governed_mcp.workflow", WorkflowOf(who) },
        };
        if (call.Tool is not null) operation.Add(RoadSignals.Tool, call.Tool);
        if (reply?.Code is { } code) became.Add("governed_mcp.code", code);
        if (reply?.Outcome is not (ReplyOutcome.Completed or ReplyOutcome.Held))
        {
            operation.Add(RoadSignals.Error, reply is null ? RoadSignals.OtherError : "tool_error");
            call.Span?.SetStatus(ActivityStatusCode.Error);
        }

        _durations.Record(_clock.GetElapsedTime(call.Began).TotalSeconds, operation);
        foreach (var tag in operation) call.Span?.SetTag(tag.Key, tag.Value);
        foreach (var tag in became) call.Span?.SetTag(tag.Key, tag.Value);
        call.Span?.Dispose();
        if (call.Tool is not null) became.Add(RoadSignals.Tool, call.Tool);
        _calls.Add(1, became);
    }

    private static string DecisionOf(ToolReply? reply) => reply switch
    {
        { Permitted: true } => "allowed",
        { Outcome: ReplyOutcome.Held } => "held",
        { Outcome: ReplyOutcome.Refused } => "refused",
        _ => "none",
    };

    // INVARIANT: as many values as the registry has entries, and one.
    private string WorkflowOf(Identification? who) =>
        who is Identification.Known { Caller.Workflow: var workflow } && _policies.Current.Registry.Find(workflow) is not null ? workflow : "unregistered";

    /// <summary>One call under observation, until disposed.</summary>
    internal sealed class SeenCall(CallSignals signals, Activity? span, string? tool, long began) : IDisposable
    {
        private Identification? _who;
        private ToolReply? _reply;

        /// <summary>What goes on record as the trace of this call.</summary>
        public string? TraceId { get; init; }

        internal Activity? Span => span;
        internal string? Tool => tool;
        internal long Began => began;

        public void Answered(Identification who, ToolReply reply) => (_who, _reply) = (who, reply);

        public void Dispose() => signals.End(this, _who, _reply);
    }
}
