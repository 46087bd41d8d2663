using GovernedMcp.Governance;
using GovernedMcp.Governance.Audit;
using GovernedMcp.Governance.Tools;
using GovernedMcp.Storage.Audit;

namespace GovernedMcp.Storage.Tests.Audit;

public sealed class AuditLogTests
{
    [Fact]
    public async Task A_new_log_begins_with_its_genesis_and_counts_on()
    {
        using var store = new TempStore();
        (await store.Audit.AppendAsync(Sample.Intent())).ShouldBe(2);
        store.Types().ShouldBe(["genesis", "intent"]);
        store.Records()[1].Previous.ShouldBe(Convert.ToHexStringLower(store.Store.Reader.All().First().Link.Span));
    }

    [Fact]
    public async Task What_cannot_be_written_exactly_is_written_as_text()
    {
        using var store = new TempStore();
        await store.Audit.AppendAsync(Sample.Intent());
        var record = store.Records()[1];
        record.Arguments!.Node!["amount"]!.GetValue<string>().ShouldBe("12.5");
        record.Arguments.Node["Grund für"]!.GetValue<string>().ShouldBe("12,50 €");
        CanonicalJson.IsCanonical(record.Body.Span).ShouldBeTrue();
    }

    [Fact]
    public async Task Using_an_approval_writes_its_own_record_in_the_same_transaction()
    {
        using var store = new TempStore();
        var approval = await store.AskAsync();
        await store.VoteAsync(approval, "lee@example.com");
        var seq = await store.UseAsync(approval);
        var used = store.Records()[^1];
        (used.Type, used.ApprovalId, used.IntentSeq).ShouldBe((AuditTypes.ApprovalConsumed, approval.Id, seq));
        (await store.Store.Approvals.FindAsync(approval.Id, default))!.UsedBySeq.ShouldBe(seq);
    }

    [Fact]
    public async Task Of_a_hundred_uses_at_once_exactly_one_wins()
    {
        using var store = new TempStore();
        using var second = store.Another();
        var approval = await store.AskAsync();
        await store.VoteAsync(approval, "lee@example.com");
        AuditLog[] logs = [store.Audit, second.Audit];
        var tries = Enumerable.Range(0, 100).Select(number => Task.Run(async () =>
        {
            try
            {
                await logs[number % 2].AppendAsync(Sample.Intent($"call_{number}", approval.Id), new LedgerChange.ConsumeApproval(approval.Id, approval.Digest));
                return "won";
            }
            catch (LedgerConflict conflict)
            {
                return conflict.Rule.Id;
            }
        }));
        var ends = await Task.WhenAll(tries);
        ends.Count(end => end == "won").ShouldBe(1);
        ends.Count(end => end == Rules.Approvals.Used.Id).ShouldBe(99);
        store.Types().Count(type => type == AuditTypes.Intent).ShouldBe(1, "a refused use leaves no record");
    }

    [Fact]
    public async Task An_approval_that_no_longer_fits_stops_the_act_and_writes_nothing()
    {
        using var store = new TempStore();
        var pending = await store.AskAsync();
        (await ConflictAsync(() => store.UseAsync(pending))).ShouldBe(Rules.Approvals.Pending);
        await store.VoteAsync(pending, "lee@example.com");
        (await ConflictAsync(() => store.Audit.AppendAsync(Sample.Intent(), new LedgerChange.ConsumeApproval(pending.Id, "other")))).ShouldBe(Rules.Approvals.Unknown);
        store.Clock.Pass(TimeSpan.FromMinutes(11));
        (await ConflictAsync(() => store.UseAsync(pending))).ShouldBe(Rules.Approvals.Expired);
        var refused = await store.AskAsync();
        await store.VoteAsync(refused, "lee@example.com", approves: false);
        (await ConflictAsync(() => store.UseAsync(refused))).ShouldBe(Rules.Approvals.Refused);
        store.Types().ShouldNotContain(AuditTypes.Intent);
    }

    [Fact]
    public async Task A_suspended_workflow_gets_no_intent_and_claims_no_plan()
    {
        using var store = new TempStore();
        await store.Audit.AppendAsync(Sample.Of(AuditTypes.RegistrySuspended), new LedgerChange.Suspend(Sample.Workflow, "wrong invoices"));
        (await ConflictAsync(() => store.Audit.AppendAsync(Sample.Intent(), Sample.Claim("pl_1"), new LedgerChange.RequireNotSuspended(Sample.Workflow))))
            .ShouldBe(Rules.Registry.Suspended);
        (await store.Audit.FindSubmitAsync("pl_1", Sample.Workflow, default)).ShouldBeNull();
        await store.Audit.AppendAsync(Sample.Of(AuditTypes.RegistryResumed), new LedgerChange.Resume(Sample.Workflow));
        await store.Audit.AppendAsync(Sample.Intent(), new LedgerChange.RequireNotSuspended(Sample.Workflow));
    }

    [Fact]
    public async Task A_plan_is_claimed_once_and_only_moves_forward()
    {
        using var store = new TempStore();
        await store.Audit.AppendAsync(Sample.Intent(), Sample.Claim("pl_1"));
        (await ConflictAsync(() => store.Audit.AppendAsync(Sample.Intent("call_2"), Sample.Claim("pl_1")))).ShouldBe(Rules.Plans.AlreadyUsed);
        await store.Audit.AppendAsync(Sample.Of(AuditTypes.Sending, intent: 2), new LedgerChange.MoveSubmit("pl_1", SubmitState.Sending, null));
        await store.Audit.AppendAsync(Sample.Outcome(2, "confirmed"), new LedgerChange.MoveSubmit("pl_1", SubmitState.Confirmed, "Ref 7"));
        (await ConflictAsync(() => store.Audit.AppendAsync(Sample.Of(AuditTypes.Sending), new LedgerChange.MoveSubmit("pl_1", SubmitState.Sending, null))))
            .ShouldBe(Rules.Plans.AlreadyUsed);
        var facts = await store.Audit.FindSubmitAsync("pl_1", Sample.Workflow, default);
        (facts!.State, facts.Reference).ShouldBe((SubmitState.Confirmed, "Ref 7"));
        (await store.Audit.FindSubmitAsync("pl_1", "another", default)).ShouldBeNull("a submit is shown to the workflow that made it only");
    }

    [Fact]
    public async Task An_act_ends_once()
    {
        using var store = new TempStore();
        var intent = await store.Audit.AppendAsync(Sample.Intent());
        await store.Audit.AppendAsync(Sample.Outcome(intent));
        await Should.ThrowAsync<InvalidOperationException>(() => store.Audit.AppendAsync(Sample.Outcome(intent)));
        await Should.ThrowAsync<InvalidOperationException>(() => store.Audit.AppendAsync(Sample.Outcome(99)));
        store.Records().Count.ShouldBe(3);
    }

    [Fact]
    public void The_commitment_is_the_same_for_the_same_value_and_another_in_another_store()
    {
        using var store = new TempStore();
        using var again = store.Another();
        using var other = new TempStore();
        store.Audit.Commit("1234"u8).ShouldBe(again.Audit.Commit("1234"u8));
        store.Audit.Commit("1234"u8).ShouldNotBe(other.Audit.Commit("1234"u8));
    }

    private static async Task<Rule> ConflictAsync(Func<Task> act) => (await Should.ThrowAsync<LedgerConflict>(act)).Rule;
}
