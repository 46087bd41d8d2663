using GovernedMcp.Governance;
using GovernedMcp.Governance.Approvals;
using GovernedMcp.Governance.Audit;

namespace GovernedMcp.Storage.Tests.Approvals;

public sealed class ApprovalStoreTests
{
    [Fact]
    public async Task An_approval_is_read_back_as_it_was_asked_and_answered()
    {
        using var store = new TempStore();
        var asked = await store.AskAsync(needed: 2);
        store.Clock.Pass(TimeSpan.FromMinutes(1));
        await store.VoteAsync(asked, "lee@example.com", reason: "geprüft ✓");
        var read = (await store.Store.Approvals.FindAsync(asked.Id, default))!;
        read.Asks.ShouldHaveSingleItem().Members.ShouldBe(asked.Asks[0].Members, ignoreOrder: true);
        (read.Asks[0].Gate, read.Asks[0].Group, read.Asks[0].Needed).ShouldBe(("every-submit", "owner", 2));
        read.Subject.Json.ShouldBe(asked.Subject.Json);
        (read.DecideBy, read.UseWithin, read.SelfAllowed, read.ReasonRequired, read.Part).ShouldBe((asked.DecideBy, asked.UseWithin, false, true, "dispute"));
        read.Votes.ShouldBe([new("lee@example.com", "gmp_1", true, "geprüft ✓", store.Clock.GetUtcNow())]);
        read.StateAt(store.Clock.GetUtcNow()).ShouldBe(ApprovalState.Pending);
    }

    [Fact]
    public async Task The_newest_with_a_digest_is_found_and_the_list_begins_with_the_newest()
    {
        using var store = new TempStore();
        var first = await store.AskAsync();
        var second = await store.AskAsync();
        await store.VoteAsync(first, "lee@example.com");
        (await store.Store.Approvals.FindByDigestAsync(Sample.Digest, default))!.Id.ShouldBe(second.Id);
        (await store.Store.Approvals.FindByDigestAsync("none", default)).ShouldBeNull();
        (await store.Store.Approvals.ListAsync(10, default)).Select(approval => (approval.Id, approval.Votes.Count)).ShouldBe([(second.Id, 0), (first.Id, 1)]);
        (await store.Store.Approvals.ListAsync(1, default)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task An_answer_that_may_not_be_given_leaves_no_trace()
    {
        using var store = new TempStore();
        var approval = await store.AskAsync(needed: 2);
        (await ConflictAsync(() => store.VoteAsync(approval, "eve@example.com"))).ShouldBe(Rules.Approvals.NotAllowedToAnswer);
        (await ConflictAsync(() => store.VoteAsync(approval, "ana@example.com"))).ShouldBe(Rules.Approvals.NotAllowedToAnswer);
        (await ConflictAsync(() => store.VoteAsync(approval, "lee@example.com", reason: ""))).ShouldBe(Rules.Arguments.Missing);
        await store.VoteAsync(approval, "lee@example.com");
        (await ConflictAsync(() => store.VoteAsync(approval, "lee@example.com"))).ShouldBe(Rules.Approvals.AlreadyAnswered);
        (await ConflictAsync(() => store.VoteAsync(approval with { Id = "ap_none" }, "lee@example.com"))).ShouldBe(Rules.Approvals.Unknown);
        store.Types().Count(type => type == AuditTypes.ApprovalVote).ShouldBe(1);
    }

    [Fact]
    public async Task An_answer_is_as_old_as_its_record_whatever_the_caller_says()
    {
        using var store = new TempStore();
        var approval = await store.AskAsync();
        await store.Audit.AppendAsync(Sample.Of(AuditTypes.ApprovalVote, "lee@example.com", approval.Id),
            new LedgerChange.Vote(approval.Id, new("lee@example.com", "gmp_1", true, "checked", store.Clock.GetUtcNow() + TimeSpan.FromDays(9))));
        (await store.Store.Approvals.FindAsync(approval.Id, default))!.Votes[0].At.ShouldBe(store.Clock.GetUtcNow());
    }

    [Fact]
    public async Task People_answering_at_once_never_make_more_answers_than_are_needed()
    {
        using var store = new TempStore();
        var approval = await store.AskAsync(needed: 1);
        var tries = await Task.WhenAll(new[] { "lee@example.com", "dana@example.com" }.Select(async person =>
        {
            try
            {
                await store.VoteAsync(approval, person);
                return true;
            }
            catch (LedgerConflict)
            {
                return false;
            }
        }));
        tries.Count(done => done).ShouldBe(1);
    }

    [Fact]
    public async Task A_click_brought_in_many_times_at_once_by_two_servers_on_one_store_is_one_vote()
    {
        using var first = new TempStore();
        using var second = first.Another();
        var asked = await first.AskAsync();
        var user = asked with { Id = Ids.New("ap"), Asks = [new("mine", "user", System.Collections.Frozen.FrozenSet.ToFrozenSet([asked.RequestedBy]), 1), asked.Asks[0]] };
        await first.Audit.AppendAsync(Sample.Of(AuditTypes.ApprovalRequested, user.RequestedBy, user.Id), new LedgerChange.AddApproval(user));
        var click = new ApprovalVote(user.RequestedBy, ApprovalVote.SignClient("gmw_1"), true, "mine", first.Clock.GetUtcNow());
        var tries = await Task.WhenAll(Enumerable.Range(0, 40).Select(number => Task.Run(async () =>
        {
            try
            {
                await (number % 2 == 0 ? first.Audit : second.Audit).AppendAsync(Sample.Of(AuditTypes.ApprovalVote, user.RequestedBy, user.Id), new LedgerChange.Vote(user.Id, click));
                return true;
            }
            catch (LedgerConflict conflict)
            {
                conflict.Rule.ShouldBe(Rules.Approvals.AlreadyAnswered);
                return false;
            }
        })));
        tries.Count(done => done).ShouldBe(1);
        first.Types().Count(type => type == AuditTypes.ApprovalVote).ShouldBe(1);
    }

    [Fact]
    public async Task Every_process_on_a_store_has_the_same_key_for_what_clients_carry_and_nobody_else_reads_it()
    {
        using var first = new TempStore();
        using var second = first.Another();
        File.Exists(first.Store.Folder.StateKey).ShouldBeFalse("made when the first question is asked");
        var keys = await Task.WhenAll(Enumerable.Range(0, 8).Select(number => Task.Run(() => (number % 2 == 0 ? first.Store : second).ReadStateKey())));
        keys.ShouldAllBe(key => key.SequenceEqual(keys[0]));
        Directory.GetFiles(first.Store.Folder.Path, "state.key*").ShouldHaveSingleItem("what was written aside is gone");
        if (!OperatingSystem.IsWindows()) File.GetUnixFileMode(first.Store.Folder.StateKey).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    private static async Task<Rule> ConflictAsync(Func<Task> act) => (await Should.ThrowAsync<LedgerConflict>(act)).Rule;
}
