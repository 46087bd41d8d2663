using GovernedMcp.Governance.Credentials;

namespace GovernedMcp.Storage.Tests.SignIns;

public sealed class SignInStoreTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task What_is_held_against_an_account_outlives_the_process_and_ends_with_a_success()
    {
        using var store = new TempStore();
        var account = Account(store);
        (await store.Store.SignIns.TryBeginAsync(account, "t1", Minute)).ShouldBe(AccountStanding.Clean, new ByContent());
        var held = new AccountStanding { Failures = 2, LastFailure = store.Clock.GetUtcNow(), TurnedDown = ["aa", "aa"], LockedUntil = store.Clock.GetUtcNow() + Minute, Unsuited = new("digest", "password") };
        await store.Store.SignIns.SaveAsync(account, held);
        await store.Store.SignIns.EndAsync(account, "t1");
        using (var another = store.Another()) (await another.SignIns.TryBeginAsync(account, "t2", Minute)).ShouldBe(held, new ByContent());
        await store.Store.SignIns.SaveAsync(account, AccountStanding.Clean);
        (await store.Store.SignIns.HeldAsync(default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task One_signs_in_at_a_time_and_who_died_gives_way()
    {
        using var store = new TempStore();
        using var another = store.Another();
        var account = Account(store);
        await store.Store.SignIns.TryBeginAsync(account, "t1", Minute);
        (await another.SignIns.TryBeginAsync(account, "t2", Minute)).ShouldBeNull();
        await another.SignIns.EndAsync(account, "t2");
        (await another.SignIns.TryBeginAsync(account, "t2", Minute)).ShouldBeNull("nobody ends the turn of another");
        store.Clock.Pass(Minute);
        (await another.SignIns.TryBeginAsync(account, "t2", Minute)).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_code_is_used_once_in_all_processes_and_none_before_it_any_more()
    {
        using var store = new TempStore();
        using var another = store.Another();
        (await store.Store.SignIns.TryUseCodeAsync("seed", 7)).ShouldBeTrue();
        (await another.SignIns.TryUseCodeAsync("seed", 7)).ShouldBeFalse();
        (await another.SignIns.TryUseCodeAsync("seed", 6)).ShouldBeFalse();
        (await another.SignIns.TryUseCodeAsync("seed", 8)).ShouldBeTrue();
        (await another.SignIns.TryUseCodeAsync("other", 7)).ShouldBeTrue();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Marks_stay_the_same_tell_texts_apart_and_are_of_no_use_elsewhere(bool guessable)
    {
        using var store = new TempStore();
        using var another = store.Another();
        using var elsewhere = new TempStore();
        var mark = store.Store.SignIns.Mark(guessable, "a", "bc");
        another.SignIns.Mark(guessable, "a", "bc").ShouldBe(mark);
        store.Store.SignIns.Mark(guessable, "ab", "c").ShouldNotBe(mark);
        elsewhere.Store.SignIns.Mark(guessable, "a", "bc").ShouldNotBe(mark);
    }

    [Fact]
    public async Task A_person_forgives_on_record()
    {
        using var store = new TempStore();
        var account = Account(store);
        await store.Store.SignIns.TryBeginAsync(account, "t1", Minute);
        await store.Store.SignIns.SaveAsync(account, new AccountStanding { Failures = 1, LastFailure = store.Clock.GetUtcNow() });
        (await store.Store.SignIns.ForgiveAsync(new("other"), "os:root")).ShouldBe(0);
        (await store.Store.SignIns.ForgiveAsync(account.Credential, "os:root")).ShouldBe(1);
        (await store.Store.SignIns.HeldAsync(default)).ShouldBeEmpty();
        store.Types().Count(type => type == "signin.forgiven").ShouldBe(1);
    }

    private static SignInAccount Account(TempStore store) => new(store.Store.SignIns.Mark(false, "https://portal:443", "DANA"), "portal", new CredentialName("portal/desk"));

    private sealed class ByContent : IEqualityComparer<AccountStanding?>
    {
        public bool Equals(AccountStanding? one, AccountStanding? other) =>
            one is not null && other is not null && (one.Failures, one.LastFailure, one.LockedUntil, one.Unsuited) == (other.Failures, other.LastFailure, other.LockedUntil, other.Unsuited) && one.TurnedDown.SequenceEqual(other.TurnedDown);

        public int GetHashCode(AccountStanding? standing) => standing?.Failures ?? 0;
    }
}
