using System.Collections.Frozen;
using System.Text;
using GovernedMcp.Governance.Approvals;
using GovernedMcp.Governance.Audit;
using GovernedMcp.Governance.Credentials;
using GovernedMcp.Governance.Files;
using GovernedMcp.Governance.Flows;
using GovernedMcp.Governance.Identity;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Governance.Redaction;
using GovernedMcp.Governance.Registry;
using GovernedMcp.Governance.Scopes;
using GovernedMcp.Governance.Sessions;
using GovernedMcp.Governance.Signals;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Governance;

/// <summary>
/// The one road of a tool call, top to bottom. There is no other way to a block, a credential or a reply.
/// </summary>
public sealed class Governor(
    PolicySource policies,
    IWorkflowStandings standings,
    ISessionDirectory sessions,
    IApprovalStore approvals,
    IAuditLog audit,
    ICredentialSource credentials,
    IFileShelf files,
    IEnumerable<IToolBlock> blocks,
    Redactor redactor,
    FaultSink faults,
    RoadSignals signals,
    TimeProvider clock)
{
    private readonly FrozenDictionary<string, IToolBlock> _blocks = blocks.ToFrozenDictionary(block => block.Tool, StringComparer.Ordinal);
    private readonly CallBinder _binder = new(sessions);
    private readonly ApprovalDesk _desk = new(approvals, audit, redactor, clock);
    private readonly CallRecorder _recorder = new(audit, redactor);
    private readonly ReplyWriter _replies = new(redactor, clock);
    private readonly ReadValues _read = new();

    /// <summary>The tools that a caller may see now, each with the portals it may be used on. Nobody known, nothing shown.</summary>
    public async Task<IReadOnlyList<ToolOffer>> ListAsync(Identification who, CancellationToken cancel) =>
        who is Identification.Known { Caller: var caller } && policies.Current is var policy && await CircumstancesAsync(policy, caller, cancel) is { } circumstances
            ? policy.Offers(caller, circumstances)
            : [];

    /// <summary>The Skills that a caller may read now. Nobody known, nothing shown.</summary>
    public async Task<IReadOnlyList<ServedSkill>> SkillsAsync(Identification who, CancellationToken cancel) =>
        who is Identification.Known { Caller: var caller } && policies.Current is var policy && await CircumstancesAsync(policy, caller, cancel) is { } circumstances
            ? policy.Skills(caller, circumstances)
            : [];

    /// <summary>Runs one call. Whatever goes wrong is in the reply; nothing is thrown but the cancellation of a call that did nothing.</summary>
    public async Task<ToolReply> InvokeAsync(ToolRequest request, Identification who, IProgress<BlockProgress> progress, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(request);
        try
        {
            // 2. Identity: who calls is proven, or nothing happens.
            if (who is not Identification.Known { Caller: var caller }) return await DeclineAsync((Identification.Unknown)who, request);

            // 3. Registry: registered, active, looked after, not held by the kill switch.
            var policy = policies.Current;
            var circumstances = await CircumstancesAsync(policy, caller, cancel) ?? Nobody(caller);
            if (policy.Admit(caller, circumstances) is { } refused) return await DeclineAsync(refused, request, caller, policy);

            // 1. Request: arguments read once and strictly; handles resolved for this caller only.
            var (call, problems) = _binder.Bind(request, caller, policy.Offers(caller, circumstances));
            if (call is null) return await DeclineAsync(problems, request, caller, policy);

            // What was sent once is never sent again: the same call gets the stored outcome.
            if (call.Plan is { } plan && await audit.FindSubmitAsync(plan.Id, caller.Workflow, cancel) is { } earlier)
            {
                await _recorder.DeclinedAsync(Rules.Plans.AlreadyUsed, request, caller, policy);
                return _replies.Repeated(earlier);
            }

            // 4, 5. Scope, flows and gates: one pure decision.
            var workflow = policy.Registry.Find(caller.Workflow)!;
            circumstances = circumstances with { Crossings = _read.Crossings(call, workflow, policy.Portals.GetValueOrDefault(call.Act.Portal ?? "")) };
            var decision = signals.Step(RoadSteps.Decide, () => policy.Decide(call, caller, circumstances));

            // 6. Approval: has this held call been answered?
            var approval = (Approval?)null;
            if (decision is Decision.Held held) (decision, approval) = await signals.StepAsync(RoadSteps.Approval, () => _desk.AnswerAsync(held, call, caller, policy, cancel));
            if (approval is not null && call.Session is { } waiting) sessions.KeepOpen(waiting.Handle, approval.DecideBy + approval.UseWithin);
            if (decision is not Decision.Allowed allowed) return await DeclineAsync(decision, call, caller, policy, approval);

            // 7. Record: decided. No record, no action; the approval is used up in the same transaction.
            var intent = await _recorder.IntentAsync(allowed, call, caller, policy, approval);
            if (approval is not null) signals.Used(approval, clock.GetUtcNow());
            _read.Said(call, workflow);
            return await RunAsync(Permit.Issue(allowed, call, caller, policy, intent), request.Person, progress, cancel);
        }
        catch (LedgerConflict conflict)
        {
            return _replies.Fault(conflict.Rule, conflict.Message);
        }
        catch (AuditUnavailable)
        {
            return Unrecorded();
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            return _replies.Internal(faults.Report(fault));
        }
    }

    /// <summary>Turns a call away before the road, for something that its transport found wrong. On record like every refusal.</summary>
    public async Task<ToolReply> RefuseAsync(ToolRequest request, Caller caller, Rule rule, string sentence)
    {
        try
        {
            await _recorder.DeclinedAsync(rule, request, caller, policies.Current);
            return _replies.Fault(rule, sentence, ReplyOutcome.Refused);
        }
        catch (AuditUnavailable)
        {
            return Unrecorded();
        }
    }

    /// <summary>
    /// A file that this caller's workflow fetched or had written, if its portal, part and columns are still in the scope. On record before it leaves; the same answer for
    /// one that does not exist and one of somebody else.
    /// </summary>
    /// <exception cref="AuditUnavailable">It cannot be put on record, so it stays here.</exception>
    public async Task<ServedDownload?> FileAsync(Identification who, string address, long most, CancellationToken cancel)
    {
        if (who is not Identification.Known { Caller: var caller } || policies.Current is not { } policy || await CircumstancesAsync(policy, caller, cancel) is not { } circumstances
            || policy.Admit(caller, circumstances) is not null || files.Find(caller.Workflow, address) is not { } file || file.Size > most) return null;
        var workflow = policy.Registry.Find(caller.Workflow)!;
        var act = new Act { Kind = file.Origin.Kind == PartKind.Table ? ActKind.Extract : ActKind.Download, Portal = file.Origin.Portal, PartKind = file.Origin.Kind, Part = file.Origin.Part, Names = file.Origin.Columns };
        if (ScopeCheck.Refuses(policy, workflow, act) is not null) return null;
        await _recorder.FileReadAsync(file, caller, policy);
        var bytes = await files.ReadAsync(file, cancel);
        var text = file.MimeType.StartsWith("text/", StringComparison.Ordinal) || file.MimeType == "application/json" ? redactor.Redact(Encoding.UTF8.GetString(bytes.Span)).Text : null;
        if (text is not null) _read.Shown(workflow, policy.Portals[file.Origin.Portal], text);
        return new ServedDownload(file, bytes, text);
    }

    private async Task<ToolReply> RunAsync(Permit permit, PersonAtClient? person, IProgress<BlockProgress> progress, CancellationToken cancel)
    {
        BlockEnd end;
        try
        {
            // 8. Credential: opened for this permit only, closed with it.
            using var credential = permit.Call.Tool.NeedsCredential ? await signals.StepAsync(RoadSteps.Credential, () => credentials.OpenAsync(permit, cancel)) : null;
            if (credential is not null) redactor.Learn(credential);

            // 9. Block.
            var run = new BlockRun(credential, progress, () => _recorder.SendingAsync(permit), limit => OpenAgainAsync(permit, limit), (what, limit) => AskAsync(permit, person, what, limit));
            end = new BlockEnd.Done(await signals.BlockAsync(permit.Call.Tool, () => _blocks[permit.Call.Tool.Name].RunAsync(permit, run, cancel)));
        }
        catch (BlockFault fault)
        {
            end = new BlockEnd.Failed(fault.Rule, fault.Message, fault.Submit, fault.Allowed) { Quotes = fault.Quotes, Warnings = fault.Warnings, Facts = fault.Facts };
        }
        catch (CredentialFault fault)
        {
            end = new BlockEnd.Failed(Rules.Credentials.Unavailable, fault.Message, null, []);
        }
        catch (OperationCanceledException)
        {
            end = new BlockEnd.Failed(Rules.Calls.Cancelled, "the client gave the call up", null, []);
        }
        catch (Exception fault) when (fault is not AuditUnavailable)
        {
            end = new BlockEnd.Failed(Rules.Calls.Internal, ReplyWriter.InternalSentence(faults.Report(fault)), null, []);
        }

        // 10. Redaction, of faults too. 11. Record: completed. No record, no reply. 12. Reply.
        var reply = _replies.Of(end, permit);
        _read.Shown(permit, reply);
        try
        {
            await _recorder.OutcomeAsync(permit, end, reply);
            return reply;
        }
        catch (AuditUnavailable)
        {
            return _replies.Fault(Rules.Record.OutcomeLost, "the call ran, but how it ended cannot be recorded; do not repeat it, tell the platform team") with { Permitted = true };
        }
    }

    // Steps 3 to 8 of a portal_login that the workflow did not have to make.
    private async Task<Credential> OpenAgainAsync(Permit permit, CancellationToken cancel)
    {
        var (policy, caller, portal) = (policies.Current, permit.Caller, permit.Call.Act.Portal!);
        var login = permit.Call with { Tool = ToolCatalog.Find("portal_login")!, Act = new Act { Kind = ActKind.Login, Portal = portal } };
        var circumstances = await CircumstancesAsync(policy, caller, cancel) ?? Nobody(caller);

        // The session that is over is one of those that are counted.
        circumstances = circumstances with { Usage = circumstances.Usage with { LiveSessions = Math.Max(0, circumstances.Usage.LiveSessions - 1) } };
        if (policy.Decide(login, caller, circumstances) is not Decision.Allowed)
            throw new BlockFault(Rules.Sessions.Expired, $"portal `{portal}` ended the session, and signing in there is not free now; call portal_login to see why");
        try
        {
            await _recorder.SigningInAgainAsync(permit);
        }
        catch (LedgerConflict conflict)
        {
            throw new BlockFault(conflict.Rule, conflict.Message);
        }

        var credential = await signals.StepAsync(RoadSteps.Credential, () => credentials.OpenAsync(permit, cancel));
        redactor.Learn(credential);
        return credential;
    }

    private async Task<bool?> AskAsync(Permit permit, PersonAtClient? person, HandOff what, CancellationToken cancel)
    {
        await _recorder.HandedOffAsync(permit, what);
        return person is null ? null : await person(what, cancel);
    }

    private async Task<ToolReply> DeclineAsync(Decision decision, ToolCall call, Caller caller, Policy policy, Approval? approval)
    {
        await _recorder.DeclinedAsync(decision, call, caller, policy, approval);
        return decision is Decision.Held held ? _replies.Held(held, approval!, policy.Rails.Console) : _replies.Fault(decision.Rule, decision.Sentence, ReplyOutcome.Refused);
    }

    private async Task<ToolReply> DeclineAsync(Decision.Refused refused, ToolRequest request, Caller caller, Policy policy)
    {
        await _recorder.DeclinedAsync(refused.Rule, request, caller, policy);
        return _replies.Fault(refused.Rule, refused.Sentence, ReplyOutcome.Refused);
    }

    private async Task<ToolReply> DeclineAsync(IReadOnlyList<ArgumentProblem> problems, ToolRequest request, Caller caller, Policy policy)
    {
        await _recorder.DeclinedAsync(problems[0].Rule, request, caller, policy);
        return _replies.Arguments(problems);
    }

    private async Task<ToolReply> DeclineAsync(Identification.Unknown unknown, ToolRequest request)
    {
        await _recorder.DeclinedAsync(unknown.Rule, request, caller: null, policies.Current);
        return _replies.Fault(unknown.Rule, unknown.Sentence, ReplyOutcome.Refused);
    }

    private ToolReply Unrecorded() =>
        _replies.Fault(Rules.Record.Unavailable, "the record cannot be written, so nothing was done; tell the platform team and try later");

    private async Task<Circumstances?> CircumstancesAsync(Policy policy, Caller caller, CancellationToken cancel)
    {
        if (policy.Registry.Find(caller.Workflow) is not { } workflow) return null;
        var circumstances = await standings.ReadAsync(workflow, cancel);
        return circumstances with { Usage = circumstances.Usage with { LiveSessions = sessions.Live.Count(session => session.Workflow == workflow.Name) } };
    }

    private Circumstances Nobody(Caller caller) => new(clock.GetUtcNow(), new Standing { Workflow = caller.Workflow, RegisteredAt = clock.GetUtcNow() }, Usage.Nothing);
}
