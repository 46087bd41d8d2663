using System.Text.Json.Nodes;
using GovernedMcp.Governance.Identity;
using GovernedMcp.Governance.Redaction;

namespace GovernedMcp.Governance.Audit;

/// <summary>The records of a call, as far as they are the same for every type of record.</summary>
internal static class AuditEntries
{
    public static AuditEntry For(string type, ToolCall call, Caller caller, Policy policy) => new()
    {
        Type = type,
        Actor = caller.HeldBy,
        Agent = caller.Workflow,
        CallId = call.Id,
        PolicyDigest = policy.Revision,
        SkillDigest = call.Act.Portal is { } portal ? policy.Portals.GetValueOrDefault(portal)?.SkillDigest : null,
        Tool = call.Tool.Name,
        Scope = ScopeOf(call.Act),
        TraceId = call.TraceId,
    };

    public static AuditEntry For(string type, Permit permit) => new()
    {
        Type = type,
        Actor = permit.Caller.HeldBy,
        Agent = permit.Caller.Workflow,
        CallId = permit.Call.Id,
        Tool = permit.Call.Tool.Name,
        Scope = ScopeOf(permit.Call.Act),
        TraceId = permit.Call.TraceId,
    };

    private static string? ScopeOf(Act act) => act.Part is null ? act.Portal : $"{act.Portal}/{act.Part}";

    public static string Word(Decision decision) => decision switch
    {
        Decision.Allowed => "allowed",
        Decision.Held => "held",
        _ => "refused",
    };

    public static Redacted? Observed(Decision decision, Redactor redactor) =>
        decision.Observed.Count == 0
            ? null
            : redactor.Redact(new JsonObject
            {
                ["observed"] = new JsonArray([.. decision.Observed.Select(seen => new JsonObject { ["gate"] = seen.Gate, ["would"] = seen.Would })]),
            });
}
