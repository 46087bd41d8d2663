using GovernedMcp.Governance.Audit;
using GovernedMcp.Storage.Keys;

namespace GovernedMcp.Storage.Tests.Keys;

public sealed class KeyStoreTests
{
    [Fact]
    public async Task A_persons_key_that_was_proven_is_good_until_it_is_revoked()
    {
        using var store = new TempStore();
        var key = await store.Store.Keys.IssuePersonKeyAsync("lee@example.com", "ops");
        (await store.Store.Keys.IsGoodAsync(new("lee@example.com", key.Id), default)).ShouldBeTrue();
        (await store.Store.Keys.IsGoodAsync(new("dana@example.com", key.Id), default)).ShouldBeFalse();
        (await store.Store.Keys.IsGoodAsync(new("lee@example.com", "gmp_none"), default)).ShouldBeFalse();
        await store.Store.Keys.RevokeAsync(key.Id, "ops");
        (await store.Store.Keys.IsGoodAsync(new("lee@example.com", key.Id), default)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_key_proves_whom_it_was_issued_for_until_it_is_revoked()
    {
        using var store = new TempStore();
        var keys = store.Store.Keys;
        var key = await keys.IssueWorkflowKeyAsync("invoice-desk", "ana@example.com", "root");
        key.Text.ShouldStartWith("gmw_");
        (await keys.FindWorkflowKeyAsync(key.Text, default)).ShouldBe(new WorkflowKey("invoice-desk", key.Id, "ana@example.com"));
        (await keys.RevokeAsync(key.Id, "root")).ShouldBeTrue();
        (await keys.RevokeAsync(key.Id, "root")).ShouldBeFalse();
        (await keys.FindWorkflowKeyAsync(key.Text, default)).ShouldBeNull();
        store.Types().ShouldBe([AuditTypes.Genesis, AuditTypes.KeyIssued, AuditTypes.KeyRevoked]);
    }

    [Fact]
    public async Task A_key_of_one_realm_opens_nothing_in_the_other()
    {
        using var store = new TempStore();
        var keys = store.Store.Keys;
        var person = await keys.IssuePersonKeyAsync("lee@example.com", "root");
        var workflow = await keys.IssueWorkflowKeyAsync("invoice-desk", "ana@example.com", "root");
        (await keys.FindPersonKeyAsync(person.Text, default)).ShouldBe(new PersonKey("lee@example.com", person.Id));
        (await keys.FindWorkflowKeyAsync(person.Text, default)).ShouldBeNull();
        (await keys.FindPersonKeyAsync(workflow.Text, default)).ShouldBeNull();
        (await keys.FindPersonKeyAsync(person.Text.Replace("gmp_", "gmw_"), default)).ShouldBeNull();
        (await keys.FindWorkflowKeyAsync(person.Text.Replace("gmp_", "gmw_"), default)).ShouldBeNull();
    }

    [Fact]
    public async Task Nothing_that_is_not_exactly_the_key_is_taken()
    {
        using var store = new TempStore();
        var key = await store.Store.Keys.IssueWorkflowKeyAsync("invoice-desk", "ana@example.com", "root");
        var last = key.Text[^1] == '0' ? '1' : '0';
        string[] wrong = ["", "gmw", key.Id, key.Id + "_", key.Text[..^1], key.Text[..^1] + last, key.Text + "0", key.Text.ToUpperInvariant(), $" {key.Text}", new string('_', 100_000)];
        foreach (var text in wrong) (await store.Store.Keys.FindWorkflowKeyAsync(text, default)).ShouldBeNull();
    }

    [Fact]
    public async Task The_secret_of_a_key_stands_nowhere()
    {
        using var store = new TempStore();
        var key = await store.Store.Keys.IssueWorkflowKeyAsync("invoice-desk", "ana@example.com", "root");
        var secret = key.Text.Split('_')[2];
        key.ToString().ShouldNotContain(secret);
        System.Text.Encoding.Latin1.GetString(await File.ReadAllBytesAsync(store.Database)).ShouldNotContain(secret);
    }

    [Fact]
    public async Task The_list_says_who_holds_which_key_and_when_it_was_used()
    {
        using var store = new TempStore();
        var key = await store.Store.Keys.IssueWorkflowKeyAsync("invoice-desk", "ana@example.com", "root");
        store.Clock.Pass(TimeSpan.FromHours(1));
        await store.Store.Keys.FindWorkflowKeyAsync(key.Text, default);
        var listed = (await store.Store.Keys.ListAsync(default)).ShouldHaveSingleItem();
        (listed.Realm, listed.Subject, listed.HeldBy, listed.IssuedBy).ShouldBe((KeyRealm.Workflow, "invoice-desk", "ana@example.com", "root"));
        listed.UsedAt.ShouldBe(store.Clock.GetUtcNow());
        listed.RevokedAt.ShouldBeNull();
    }

    [Fact]
    public async Task A_hash_moved_to_another_row_fits_no_key()
    {
        using var store = new TempStore();
        var mine = await store.Store.Keys.IssueWorkflowKeyAsync("mine", "ana@example.com", "root");
        var theirs = await store.Store.Keys.IssueWorkflowKeyAsync("theirs", "lee@example.com", "root");
        store.Tamper($"UPDATE access_key SET secret_hash = (SELECT secret_hash FROM access_key WHERE id = '{mine.Id}') WHERE id = '{theirs.Id}'");
        (await store.Store.Keys.FindWorkflowKeyAsync(theirs.Id + mine.Text[mine.Id.Length..], default)).ShouldBeNull();
    }
}
