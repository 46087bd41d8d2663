using GovernedMcp.Governance;
using GovernedMcp.Governance.Audit;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Storage.Tests.Audit;

public sealed class SettlementTests : IDisposable
{
    private readonly TempStore _store = new();

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task What_a_person_found_ends_the_submit_and_is_told_to_its_workflow()
    {
        await LoseAsync("pl_1");
        (await _store.Store.Submits.UnknownAsync(settledToo: false, 10, default)).ShouldHaveSingleItem().RequestedBy.ShouldBe("ana@example.com");
        await SettleAsync("pl_1", happened: false);
        var facts = (await _store.Audit.FindSubmitAsync("pl_1", Sample.Workflow, default))!;
        (facts.State, facts.Settled!.Person, facts.Settled.Comment, facts.Settled.At).ShouldBe((SubmitState.NotSent, "lee@example.com", "looked", _store.Clock.GetUtcNow()));
        (await _store.Store.Submits.UnknownAsync(settledToo: false, 10, default)).ShouldBeEmpty();
        (await _store.Store.Submits.UnknownAsync(settledToo: true, 10, default)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Of_many_who_settle_at_once_in_two_processes_the_first_wins()
    {
        await LoseAsync("pl_1");
        using var other = _store.Another();
        var ends = await Task.WhenAll(Enumerable.Range(0, 10).Select(async number =>
        {
            try
            {
                await SettleAsync("pl_1", happened: number % 2 == 0, log: number < 5 ? _store.Audit : other.Audit);
                return null;
            }
            catch (LedgerConflict conflict)
            {
                return conflict;
            }
        }));
        ends.Count(end => end is null).ShouldBe(1);
        ends.OfType<LedgerConflict>().ShouldAllBe(end => end.Rule == Rules.Submits.Settled && end.Message.Contains("settled already", StringComparison.Ordinal));
        _store.Types().Count(type => type == AuditTypes.SubmitSettled).ShouldBe(1);
    }

    [Fact]
    public async Task What_is_known_or_never_was_cannot_be_settled()
    {
        await _store.Audit.AppendAsync(Sample.Intent(), Sample.Claim("pl_1"));
        (await Should.ThrowAsync<LedgerConflict>(() => SettleAsync("pl_1", happened: true))).Message.ShouldContain("is `intent`");
        (await Should.ThrowAsync<LedgerConflict>(() => SettleAsync("pl_2", happened: true))).Rule.ShouldBe(Rules.Plans.Unknown);
        _store.Types().ShouldNotContain(AuditTypes.SubmitSettled);
    }

    private async Task LoseAsync(string plan)
    {
        var intent = await _store.Audit.AppendAsync(Sample.Intent(), Sample.Claim(plan));
        await _store.Audit.AppendAsync(Sample.Outcome(intent, "unknown"), new LedgerChange.MoveSubmit(plan, SubmitState.Unknown, null));
    }

    private Task<long> SettleAsync(string plan, bool happened, IAuditLog? log = null) => (log ?? _store.Audit).AppendAsync(
        Sample.Of(AuditTypes.SubmitSettled, "lee@example.com"), new LedgerChange.SettleSubmit(plan, new("lee@example.com", "gmp_1", happened, "looked", default)));
}
