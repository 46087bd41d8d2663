using System.Collections.Frozen;
using System.Text;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Audit;
using GovernedMcp.Governance.Credentials;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Governance.Registry;
using GovernedMcp.Governance.Scopes;

namespace GovernedMcp.Storage.Tests.SignIns;

public sealed class KeptSessionTests
{
    private static readonly byte[] State = Encoding.UTF8.GetBytes("""{"cookies":"S3cr3t-CANARY"}""");

    [Fact]
    public async Task It_opens_in_another_process_for_the_very_same_only()
    {
        using var store = new TempStore();
        await store.Store.SignIns.KeepAsync(Kept, State);
        using var another = store.Another();
        (await another.SignIns.FindKeptAsync(Kept, store.Clock.GetUtcNow()))!.State.ShouldBe(State);
        (await another.SignIns.FindKeptAsync(Kept with { Value = "other" }, store.Clock.GetUtcNow())).ShouldBeNull();
        (await another.SignIns.FindKeptAsync(Kept, store.Clock.GetUtcNow())).ShouldBeNull("what did not fit was forgotten");
    }

    [Fact]
    public async Task One_that_is_too_old_is_forgotten()
    {
        using var store = new TempStore();
        await store.Store.SignIns.KeepAsync(Kept, State);
        store.Clock.Pass(TimeSpan.FromHours(1));
        (await store.Store.SignIns.FindKeptAsync(Kept, store.Clock.GetUtcNow() - TimeSpan.FromMinutes(59))).ShouldBeNull();
    }

    [Theory]
    [InlineData("UPDATE kept_session SET sealed = zeroblob(64)")]
    [InlineData("UPDATE kept_session SET sealed = x'00'")]
    [InlineData("UPDATE kept_session SET signed_in_at = '2026-03-02T09:30:00.000000Z'")]
    [InlineData("UPDATE kept_session SET sealed = (SELECT sealed FROM kept_session WHERE workflow = 'other') WHERE workflow = 'desk'")]
    public async Task What_was_changed_in_the_database_does_not_open(string sql)
    {
        using var store = new TempStore();
        await store.Store.SignIns.KeepAsync(Kept, State);
        await store.Store.SignIns.KeepAsync(Kept with { Workflow = "other" }, State);
        store.Tamper(sql);
        (await store.Store.SignIns.FindKeptAsync(Kept, store.Clock.GetUtcNow())).ShouldBeNull();
    }

    [Fact]
    public async Task Nothing_of_it_stands_in_a_file()
    {
        using var store = new TempStore();
        await store.Store.SignIns.KeepAsync(Kept, State);
        foreach (var file in Directory.EnumerateFiles(store.Folder, "*", SearchOption.AllDirectories).Where(file => !file.EndsWith(".lock", StringComparison.Ordinal)))
        {
            using var open = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var read = new MemoryStream();
            open.CopyTo(read);
            Encoding.Latin1.GetString(read.ToArray()).ShouldNotContain("CANARY", customMessage: file);
        }
    }

    [Fact]
    public async Task The_kill_switch_forgets_it()
    {
        using var store = new TempStore();
        await store.Store.SignIns.KeepAsync(Kept, State);
        await store.Audit.AppendAsync(new AuditEntry { Type = AuditTypes.RegistrySuspended, Actor = "lee@example.com", Agent = "desk" }, new LedgerChange.Suspend("desk", "incident"));
        (await store.Store.SignIns.FindKeptAsync(Kept, store.Clock.GetUtcNow())).ShouldBeNull();
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("no longer registered", false)]
    [InlineData("no longer active", false)]
    [InlineData("another credential", false)]
    [InlineData("another Skill", false)]
    [InlineData("the Skill says no", false)]
    [InlineData("the rails keep none", false)]
    public async Task A_policy_that_changed_forgets_what_it_does_not_let_be_kept(string change, bool stays)
    {
        using var store = new TempStore();
        await store.Store.SignIns.KeepAsync(Kept, State);
        await store.Store.SignIns.PruneAsync(Policy(change));
        (await store.Store.SignIns.FindKeptAsync(Kept, store.Clock.GetUtcNow()) is not null).ShouldBe(stays);
    }

    private static KeptSession Kept { get; } = new("desk", "acme", "https://acme.example:443", new CredentialName("acme/desk"), "mark", "00");

    private static Policy Policy(string change)
    {
        var here = new SourceMark("x.yaml", 1);
        var scope = new PortalScope { Portal = "acme", Credential = new CredentialName(change == "another credential" ? "acme/other" : "acme/desk"), Source = here };
        var workflow = new Workflow
        {
            Name = change == "no longer registered" ? "other" : "desk",
            Purpose = "Tests.",
            Owner = "ap",
            Accountable = "dana@example.com",
            Status = change == "no longer active" ? WorkflowStatus.Suspended : WorkflowStatus.Active,
            Review = ReviewRhythm.Default,
            Limits = WorkflowLimits.None,
            Gates = [],
            Waivers = [],
            Source = here,
            Scope = new Scope(new Dictionary<string, PortalScope> { ["acme"] = scope }.ToFrozenDictionary()),
        };
        var portal = new Portal
        {
            Name = "acme",
            Title = "Acme",
            BaseUrl = new Uri("https://acme.example"),
            Origins = new Origins { Navigate = ["https://acme.example:443"], Login = ["https://acme.example:443"], Resource = [] },
            Session = new SessionRules { Keep = change != "the Skill says no" },
            Guidance = new SkillText("Acme.", "Be kind.", FrozenDictionary<string, string>.Empty),
            SkillDigest = change == "another Skill" ? "11" : "00",
            Source = here,
        };
        return new Policy
        {
            Revision = "r",
            Rails = new Rails { Sessions = new SessionRails { Keep = change == "the rails keep none" ? null : TimeSpan.FromHours(8) } },
            People = new People(FrozenDictionary<string, Team>.Empty, FrozenDictionary<string, FrozenSet<string>>.Empty),
            Registry = new WorkflowRegistry([workflow]),
            Portals = new Dictionary<string, Portal> { ["acme"] = portal }.ToFrozenDictionary(),
        };
    }
}
