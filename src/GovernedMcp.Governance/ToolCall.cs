using GovernedMcp.Governance.Sessions;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Governance;

/// <summary>
/// A tool call after its arguments were read once and its handles resolved. Policy, digest and execution share this one value,
/// so they cannot disagree about what was asked.
/// </summary>
public sealed record ToolCall
{
    /// <summary>Our own id of this call, <c>call_…</c>; joins its records.</summary>
    public required string Id { get; init; }

    public required ToolDefinition Tool { get; init; }
    public required CallArguments Arguments { get; init; }
    public required Act Act { get; init; }

    /// <summary>The session that the call names, already known to belong to the caller.</summary>
    public SessionFacts? Session { get; init; }

    /// <summary>The plan that a submit names.</summary>
    public PlanFacts? Plan { get; init; }

    /// <summary>The W3C trace id of the request: the client's when it sent one, else that of our own trace, if we make one.</summary>
    public string? TraceId { get; init; }
}
