using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using GovernedMcp.Governance.Approvals;
using GovernedMcp.Governance.Files;
using GovernedMcp.Governance.Identity;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Governance.Redaction;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Governance.Audit;

/// <summary>Steps 7 and 11 of the road: what is put on record about a call, and what of the store changes with it.</summary>
internal sealed class CallRecorder(IAuditLog audit, Redactor redactor)
{
    /// <summary>The record before the act. With it, in one transaction: still not suspended, approval used up, plan claimed.</summary>
    public Task<long> IntentAsync(Decision.Allowed decision, ToolCall call, Caller caller, Policy policy, Approval? approval)
    {
        var changes = new List<LedgerChange> { new LedgerChange.RequireNotSuspended(caller.Workflow) };
        if (approval is not null) changes.Add(new LedgerChange.ConsumeApproval(approval.Id, approval.Digest));
        if (call.Plan is { } plan) changes.Add(new LedgerChange.ClaimSubmit(plan.Id, caller.Workflow, call.Act.Portal!, plan.Form));
        return audit.AppendAsync(Decided(AuditTypes.Intent, decision, call, caller, policy) with { ApprovalId = approval?.Id }, [.. changes]);
    }

    public Task DeclinedAsync(Decision decision, ToolCall call, Caller caller, Policy policy, Approval? approval) =>
        audit.AppendAsync(Decided(AuditTypes.Declined, decision, call, caller, policy) with { ApprovalId = approval?.Id });

    /// <summary>A call that got no further than its arguments, its registration or its key.</summary>
    public Task DeclinedAsync(Rule rule, ToolRequest request, Caller? caller, Policy policy) => audit.AppendAsync(new AuditEntry
    {
        Type = AuditTypes.Declined,
        Actor = caller?.HeldBy ?? "unknown",
        Agent = caller?.Workflow,
        CallId = Ids.New("call"),
        PolicyDigest = policy.Revision,
        Tool = ToolCatalog.Find(request.Tool)?.Name ?? Escaped.Short(request.Tool),
        Decision = "refused",
        RuleId = rule.Id,
        TraceId = request.TraceId,
    });

    /// <summary>A kept file is about to be given to its workflow.</summary>
    public Task FileReadAsync(KeptFile file, Caller caller, Policy policy) => audit.AppendAsync(new AuditEntry
    {
        Type = AuditTypes.FileRead,
        Actor = caller.HeldBy,
        Agent = caller.Workflow,
        PolicyDigest = policy.Revision,
        Scope = $"{file.Origin.Portal}/{file.Origin.Part}",
        Facts = redactor.Redact(new JsonObject { ["file"] = file.Id, ["name"] = file.Name, ["bytes"] = file.Size, ["sha256"] = file.Sha256 }),
    });

    /// <summary>Right before the one request of a submit.</summary>
    public Task SendingAsync(Permit permit) => audit.AppendAsync(
        AuditEntries.For(AuditTypes.Sending, permit) with { IntentSeq = permit.IntentSeq },
        new LedgerChange.MoveSubmit(permit.Call.Plan!.Id, SubmitState.Sending, null));

    /// <summary>Right before a credential is opened for a session that the portal ended.</summary>
    public Task SigningInAgainAsync(Permit permit) => audit.AppendAsync(
        AuditEntries.For(AuditTypes.SigningInAgain, permit) with { IntentSeq = permit.IntentSeq },
        new LedgerChange.RequireNotSuspended(permit.Caller.Workflow));

    /// <summary>A person is about to be asked to do a part of signing in.</summary>
    public Task HandedOffAsync(Permit permit, HandOff what) => audit.AppendAsync(AuditEntries.For(AuditTypes.HandedOff, permit) with
    {
        IntentSeq = permit.IntentSeq,
        Facts = redactor.Redact(new JsonObject { ["what"] = what.Kind.ToString().ToLowerInvariant(), ["say"] = what.Say, ["until"] = AuditRecord.WriteTime(what.Until) }),
    });

    public Task OutcomeAsync(Permit permit, BlockEnd end, ToolReply reply)
    {
        var entry = AuditEntries.For(AuditTypes.Outcome, permit) with
        {
            IntentSeq = permit.IntentSeq,
            Outcome = reply.Outcome.ToString().ToLowerInvariant(),
            RuleId = (end as BlockEnd.Failed)?.Rule.Id,
            Rows = (end as BlockEnd.Done)?.Result.Rows,
            Facts = FactsOf(end) is { } facts ? redactor.Redact(facts) : null,
            ResultDigest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(reply.Envelope.Json))),
        };
        if (permit.Call.Plan is not { } plan) return audit.AppendAsync(entry);
        var (state, reference) = SubmitEnd(end);
        return audit.AppendAsync(
            entry with { Outcome = state.Word(), Facts = reference is null ? null : redactor.Redact(new JsonObject { ["reference"] = reference }) },
            new LedgerChange.MoveSubmit(plan.Id, state, reference));
    }

    private static JsonObject? FactsOf(BlockEnd end) => end switch
    {
        BlockEnd.Done done => done.Result.Facts,
        BlockEnd.Failed failed => failed.Facts,
        _ => null,
    };

    // INVARIANT: a block that fails without saying whether the form left has to be taken at its worst.
    internal static (SubmitState State, string? Reference) SubmitEnd(BlockEnd end) => end switch
    {
        BlockEnd.Done done => (done.Result.Submit ?? SubmitState.Unknown, done.Result.Reference),
        BlockEnd.Failed failed => (failed.Submit ?? SubmitState.Unknown, null),
        _ => (SubmitState.Unknown, null),
    };

    private AuditEntry Decided(string type, Decision decision, ToolCall call, Caller caller, Policy policy) =>
        AuditEntries.For(type, call, caller, policy) with
        {
            ToolSchemaDigest = ToolCatalog.SchemaDigest(call.Tool),
            Decision = AuditEntries.Word(decision),
            RuleId = decision.Rule.Id,
            Arguments = redactor.Redact(ShownArguments(call, policy)),
            ArgumentsCommit = audit.Commit(call.Arguments.Canonical.Span),
            Facts = AuditEntries.Observed(decision, redactor),
        };

    // What a Skill calls sensitive stands masked in the record; the commitment lets an investigator test a guess.
    private static JsonNode? ShownArguments(ToolCall call, Policy policy)
    {
        var shown = JsonNode.Parse(call.Arguments.Canonical.Span);
        if (call.Act is { Kind: ActKind.Fill, Portal: { } portal, Part: { } form } && shown?["values"] is JsonObject values
            && policy.Portals.GetValueOrDefault(portal)?.Forms.GetValueOrDefault(form) is { } declared)
        {
            foreach (var field in declared.Fields.Where(field => field.Sensitive != Sensitivity.None && values.ContainsKey(field.Key)))
                values[field.Key] = Masked.Show(field.Sensitive, call.Act.Values[field.Key].Text);
        }

        return shown;
    }
}
