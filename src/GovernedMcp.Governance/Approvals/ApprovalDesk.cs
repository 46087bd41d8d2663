using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using GovernedMcp.Governance.Audit;
using GovernedMcp.Governance.Identity;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Governance.Redaction;

namespace GovernedMcp.Governance.Approvals;

/// <summary>Step 6 of the road: has this held call been answered? Asks the people when nobody was asked yet.</summary>
internal sealed class ApprovalDesk(IApprovalStore approvals, IAuditLog audit, Redactor redactor, TimeProvider clock)
{
    // A digest names a session of this process, so whoever asks for the same comes through here: one at a time, people are asked once.
    private readonly SemaphoreSlim _turn = new(1, 1);

    public async Task<Verdict> AnswerAsync(Decision.Held held, ToolCall call, Caller caller, Policy policy, CancellationToken cancel)
    {
        await _turn.WaitAsync(cancel);
        try
        {
            return await LookOrAskAsync(held, call, caller, policy, cancel);
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task<Verdict> LookOrAskAsync(Decision.Held held, ToolCall call, Caller caller, Policy policy, CancellationToken cancel)
    {
        var digest = Digest(call, caller, policy);
        var now = clock.GetUtcNow();
        var known = await approvals.FindByDigestAsync(digest, cancel);
        return known?.StateAt(now) switch
        {
            ApprovalState.Approved => new(new Decision.Allowed(Rules.Approvals.Granted, held.Source, $"approval `{known.Id}` allows it", known.Id), known),
            ApprovalState.Pending => new(held, known),
            ApprovalState.Refused => new(Refusal(held, known), known),
            // Silence, disuse and an earlier use end an approval; asking again asks people again.
            _ => new(held, await AskAsync(held, call, caller, policy, digest, now)),
        };
    }

    private async Task<Approval> AskAsync(Decision.Held held, ToolCall call, Caller caller, Policy policy, string digest, DateTimeOffset now)
    {
        var workflow = policy.Registry.Find(caller.Workflow)!;
        var approval = new Approval
        {
            Id = Ids.New("ap"),
            Workflow = workflow.Name,
            RequestedBy = caller.HeldBy,
            Tool = call.Tool.Name,
            Portal = call.Act.Portal ?? "",
            Part = call.Act.Part,
            Digest = digest,
            Subject = redactor.Redact(Subject(held, call, caller, policy)),
            Asks = [.. held.By.Select(by => new ApprovalAsk(by.Gate, by.Ask.Group, policy.People.MembersOf(by.Ask.Group, workflow, caller), by.Ask.Approvals))],
            SelfAllowed = policy.Rails.Approvals.SelfAllowed,
            ReasonRequired = policy.Rails.Approvals.ReasonRequired,
            RequestedAt = now,
            DecideBy = now + held.By.Min(by => by.Ask.DecideWithin),
            UseWithin = held.By.Min(by => by.Ask.UseWithin),
        };
        var entry = AuditEntries.For(AuditTypes.ApprovalRequested, call, caller, policy) with { ApprovalId = approval.Id, Facts = approval.Subject };
        await audit.AppendAsync(entry, new LedgerChange.AddApproval(approval));
        return approval;
    }

    private static Decision.Refused Refusal(Decision.Held held, Approval known)
    {
        var refusal = known.Votes.First(vote => !vote.Approves);
        return new(Rules.Approvals.Refused, held.Source, $"{refusal.Person} refused it: {refusal.Reason}; change what you ask for or stop");
    }

    /// <summary>What an approval is bound to: caller, call, what would be sent, and the rules it was judged by.</summary>
    private static string Digest(ToolCall call, Caller caller, Policy policy)
    {
        var bound = new JsonObject
        {
            ["v"] = 1,
            ["workflow"] = caller.Workflow,
            ["key"] = caller.KeyId,
            ["tool"] = call.Tool.Name,
            ["arguments"] = Encoding.UTF8.GetString(call.Arguments.Canonical.Span),
            ["portal"] = call.Act.Portal,
            ["part"] = call.Act.Part,
            ["plan"] = call.Plan?.Fingerprint,
            ["policy"] = policy.Revision,
        };
        return Convert.ToHexStringLower(SHA256.HashData(CanonicalJson.Write(bound)));
    }

    // INVARIANT: facts that the server knows by itself; nothing that the agent wrote but the values that would be sent.
    private static JsonObject Subject(Decision.Held held, ToolCall call, Caller caller, Policy policy)
    {
        var workflow = policy.Registry.Find(caller.Workflow)!;
        var portal = call.Act.Portal is { } name ? policy.Portals.GetValueOrDefault(name) : null;
        return new JsonObject
        {
            ["workflow"] = workflow.Name,
            ["purpose"] = workflow.Purpose,
            ["owner"] = workflow.Owner,
            ["requested_by"] = caller.HeldBy,
            ["tool"] = call.Tool.Name,
            ["portal"] = portal?.Name,
            ["portal_title"] = portal?.Title,
            ["address"] = portal?.BaseUrl.ToString(),
            ["part"] = call.Act.Part,
            ["plan"] = call.Plan?.Id,
            ["button"] = call.Plan?.Button is { } button ? Escaped.Text(button) : null,
            ["changes"] = new JsonArray([.. (call.Plan?.Changes ?? []).Select(change => new JsonObject
            {
                ["field"] = change.Field,
                ["label"] = Escaped.Text(change.Label),
                ["old"] = change.Old is null ? null : Escaped.Text(change.Old),
                ["new"] = change.New is null ? null : Escaped.Text(change.New),
            })]),
            ["values"] = new JsonObject(call.Act.Values.OrderBy(pair => pair.Key, StringComparer.Ordinal)
                .Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)Escaped.Text(Masked.Show(SensitivityOf(pair.Key), pair.Value.Text))))),
            ["gates"] = new JsonArray([.. held.By.Select(by => new JsonObject
            {
                ["gate"] = by.Gate,
                ["written_at"] = by.Source.ToString(),
                ["asks"] = by.Ask.Group,
                ["approvals"] = by.Ask.Approvals,
            })]),
            ["policy"] = policy.Revision,
        };

        Sensitivity SensitivityOf(string field) =>
            call.Act.Part is { } form && portal?.Forms.GetValueOrDefault(form)?.FindField(field) is { } declared ? declared.Sensitive : Sensitivity.None;
    }

    /// <summary>What the decision became, and the approval it hangs on.</summary>
    internal sealed record Verdict(Decision Decision, Approval Approval);
}
