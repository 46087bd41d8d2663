using GovernedMcp.Browser.Blocks.Login;
using GovernedMcp.Browser.Sessions;
using GovernedMcp.Browser.Tests.Fixtures;
using GovernedMcp.DemoPortal;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Browser.Tests.Blocks.Login;

/// <summary>Sign-ins of two steps against a portal that takes no code twice and no late one, and locks at the third wrong password.</summary>
[Collection(SharedBrowser.SigningIn)]
public sealed class LabSignInTests(BrowserFixture browser) : IAsyncLifetime
{
    private const string User = "lab-desk";
    private const string Password = "demo-Laboratory-7!";
    private const string Seed = "JRQWEIDPMYQE433SORUHO2LOMQWCA5DTMVSWI";

    private readonly FakeClock _clock = new();
    private readonly string _store = Ids.New("store");
    private DemoPortalApp _app = null!;
    private SessionTable _sessions = null!;

    public async Task InitializeAsync()
    {
        _app = await DemoPortalApp.StartAsync(new() { Port = 0, Clock = _clock });
        _sessions = new SessionTable(browser.Policies, TimeProvider.System);
    }

    public async Task DisposeAsync()
    {
        await _sessions.DisposeAsync();
        await _app.DisposeAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_code_is_given_on_a_second_page_declared_or_found(bool declared)
    {
        var result = await LoginAsync(declared ? Declared : Declared with { Login = new LoginRecipe { Start = "/lab/signin" } });
        result.Page!.Url.ShouldEndWith("/lab/signin/home");
        _app.Hits("POST /lab/signin/code").ShouldBe(1);
    }

    [Fact]
    public async Task A_start_of_the_server_does_not_make_a_used_code_good_again()
    {
        await LoginAsync(Declared);
        var again = LoginAsync(Declared);
        // It waits for the next code, which this clock has to be moved to; the second page is reached before.
        await Until(() => _app.Hits("GET /lab/signin/code") == 2);
        again.IsCompleted.ShouldBeFalse();
        _clock.Advance(TimeSpan.FromSeconds(30));
        _clock.Fire();
        (await again).Page!.Url.ShouldEndWith("/lab/signin/home");
        _app.Hits("POST /lab/signin/code").ShouldBe(2);
    }

    [Fact]
    public async Task A_portal_whose_clock_is_off_gets_the_code_of_its_own_time()
    {
        // The lab tells its own time, and so lives minutes before the machine or after it.
        _clock.Advance(TimeProvider.System.GetUtcNow() - _clock.GetUtcNow() - TimeSpan.FromMinutes(4));
        var result = await LoginAsync(Declared, TimeProvider.System);
        result.Page!.Url.ShouldEndWith("/lab/signin/home");
        result.Warnings.ShouldContain(warning => warning.Contains("seconds behind ours", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_wrong_seed_is_told_as_such()
    {
        var fault = await Should.ThrowAsync<BlockFault>(() => LoginAsync(Declared, seed: "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"));
        fault.Rule.ShouldBe(Rules.Login.BadCode);
    }

    [Fact]
    public async Task No_account_is_locked_whatever_tries_how_often()
    {
        // Two workflows' blocks, starts of the server, names of the credential, and then wrong values anew.
        foreach (var password in new[] { "wrong-1", "wrong-1", "wrong-2", "wrong-3", "wrong-1", "wrong-4" })
        {
            var rule = (await Should.ThrowAsync<BlockFault>(() => LoginAsync(Declared, password: password))).Rule;
            rule.ShouldBeOneOf(Rules.Login.BadCredentials, Rules.Login.Cooldown);
        }

        _app.Hits("POST /lab/signin").ShouldBe(2, "of three that lock, and the second is one of a changed value");
        _clock.Advance(TimeSpan.FromMinutes(16));
        (await LoginAsync(Declared)).Page!.Url.ShouldEndWith("/lab/signin/home");
    }

    [Fact]
    public async Task What_the_portal_called_wrong_is_not_sent_again_ever()
    {
        await Should.ThrowAsync<BlockFault>(() => LoginAsync(Declared, password: "wrong"));
        _clock.Advance(TimeSpan.FromDays(30));
        var fault = await Should.ThrowAsync<BlockFault>(() => LoginAsync(Declared, password: "wrong"));
        fault.Message.ShouldContain("signins retry portal/desk");
        _app.Hits("POST /lab/signin").ShouldBe(1);
        (await LoginAsync(Declared)).Page!.Url.ShouldEndWith("/lab/signin/home", Case.Sensitive, "a changed value is tried at once");
    }

    [Theory]
    [InlineData("bad_credentials", null, "login.bad_credentials")]
    [InlineData("bad_code", null, "login.bad_code")]
    [InlineData("account_locked", null, "login.locked")]
    [InlineData("account_locked", 30, "login.locked")]
    [InlineData("terms_changed", null, "login.rejected")]
    [InlineData("portal_down", 30, "login.rejected_for_now")]
    public async Task The_codes_of_a_Skill_have_rules(string code, int? minutes, string rule)
    {
        var portal = Declared with { Login = Recipe with { Failures = [new FailureRule(new PageCondition.TextShown("Wrong user"), code, minutes is { } many ? TimeSpan.FromMinutes(many) : null)] } };
        var fault = await Should.ThrowAsync<BlockFault>(() => LoginAsync(portal, password: "wrong"));
        fault.Rule.Id.ShouldBe(rule);
        if (minutes is not null) fault.Message.ShouldContain("30 minutes");
        if (code != "account_locked") return;
        (await Should.ThrowAsync<BlockFault>(() => LoginAsync(portal))).Rule.ShouldBe(Rules.Login.Locked);
        _app.Hits("POST /lab/signin").ShouldBe(1, "a locked account is left alone");
        _clock.Advance(TimeSpan.FromMinutes(minutes is null ? 16 : 31));
        (await LoginAsync(portal)).Page!.Url.ShouldEndWith("/lab/signin/home");
    }

    private Portal Declared => Northwind.Portal(_app.Address, Recipe);

    private static LoginRecipe Recipe => new()
    {
        Start = "/lab/signin",
        Steps =
        [
            new LoginStep.Fill(Northwind.Label("User"), "username"),
            new LoginStep.Fill(Northwind.Label("Password"), "password"),
            new LoginStep.Click(Northwind.Role("button", "Sign in")),
            new LoginStep.Totp(Northwind.Label("Code of your authenticator")) { When = new PageCondition.TextShown("Verify it is you") },
            new LoginStep.Click(Northwind.Role("button", "Verify")) { When = new PageCondition.TextShown("Verify it is you") },
        ],
        Success = new PageCondition.TextShown("You are signed in"),
        Failures =
        [
            new FailureRule(new PageCondition.TextShown("Wrong user or password"), "bad_credentials", null),
            new FailureRule(new PageCondition.TextShown("This account is locked"), "account_locked", null),
            new FailureRule(new PageCondition.TextShown("This code"), "bad_code", null),
        ],
    };

    // Each time a block, a store and a workflow's sessions of its own, as after a start.
    private async Task<BlockResult> LoginAsync(Portal portal, TimeProvider? clock = null, string password = Password, string seed = Seed)
    {
        var block = new LoginBlock(browser.Host, _sessions, browser.NewStore(_store).SignIns, clock ?? _clock);
        var result = await SignIns.LoginAsync(block, portal, User, password, seed);
        await _sessions.EndAsync(Policed.Caller.Workflow, "test");
        return result;
    }

    private static async Task Until(Func<bool> holds)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (!holds()) await Task.Delay(10, limit.Token);
    }
}
