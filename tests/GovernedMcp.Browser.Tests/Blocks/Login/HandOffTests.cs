using GovernedMcp.Browser.Blocks.Login;
using GovernedMcp.Browser.Sessions;
using GovernedMcp.Browser.Tests.Fixtures;
using GovernedMcp.DemoPortal;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Governance.Tools;
using GovernedMcp.Storage;

namespace GovernedMcp.Browser.Tests.Blocks.Login;

/// <summary>Sign-ins that wait for somebody's telephone, or for somebody at all.</summary>
[Collection(SharedBrowser.SigningIn)]
public sealed class HandOffTests(BrowserFixture browser) : IAsyncLifetime
{
    private readonly HttpClient _telephone = new();
    private DemoPortalApp _app = null!;
    private SessionTable _sessions = null!;
    private LocalStore _store = null!;
    private TimeSpan _within = TimeSpan.FromMinutes(2);

    public async Task InitializeAsync()
    {
        _app = await DemoPortalApp.StartAsync(new() { Port = 0 });
        _sessions = new SessionTable(browser.Policies, TimeProvider.System);
        _store = browser.NewStore();
    }

    public async Task DisposeAsync()
    {
        _telephone.Dispose();
        await _sessions.DisposeAsync();
        await _app.DisposeAsync();
    }

    [Theory]
    [InlineData(HandOffKind.Push)]
    [InlineData(HandOffKind.Captcha)]
    public async Task It_goes_on_when_the_page_does_and_the_question_is_taken_back(HandOffKind kind)
    {
        var taken = new TaskCompletionSource();
        var result = await LoginAsync(kind, async (what, cancel) =>
        {
            what.Say.ShouldBe("Do what the page says");
            (await _store.SignIns.WaitingAsync(TimeProvider.System.GetUtcNow(), cancel)).ShouldHaveSingleItem().Portal.ShouldBe("northwind");
            await AnswerAsync(kind);
            cancel.Register(() => taken.TrySetResult());
            await Task.Delay(Timeout.Infinite, cancel);
            return true;
        });
        result.Page!.Url.ShouldEndWith("/lab/signin/home");
        await taken.Task.WaitAsync(TimeSpan.FromSeconds(30));
        (await _store.SignIns.WaitingAsync(TimeProvider.System.GetUtcNow(), default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_the_person_says_is_not_what_counts()
    {
        _within = TimeSpan.FromSeconds(1);
        (await FailAsync((_, _) => Task.FromResult<bool?>(true))).ShouldBe(Rules.Login.HandOffLate);
    }

    [Fact]
    public async Task Who_will_not_ends_it_at_once() => (await FailAsync((_, _) => Task.FromResult<bool?>(false))).ShouldBe(Rules.Login.HandOffDeclined);

    [Fact]
    public async Task Where_nobody_can_be_asked_somebody_may_see_it_elsewhere()
    {
        var result = await LoginAsync(HandOffKind.Push, async (_, _) =>
        {
            await AnswerAsync(HandOffKind.Push);
            return null;
        });
        result.Page!.Url.ShouldEndWith("/lab/signin/home");
    }

    [Fact]
    public async Task A_call_that_is_given_up_ends_it_and_the_next_has_its_turn_at_once()
    {
        using var client = new CancellationTokenSource();
        await Should.ThrowAsync<OperationCanceledException>(() => LoginAsync(HandOffKind.Push, async (_, cancel) =>
        {
            await client.CancelAsync();
            await Task.Delay(Timeout.Infinite, cancel);
            return null;
        }, client.Token));
        _sessions.Live.ShouldBeEmpty();
        await Where_nobody_can_be_asked_somebody_may_see_it_elsewhere();
    }

    private async Task AnswerAsync(HandOffKind kind) => (await _telephone.PostAsync(new Uri(_app.Address, $"/lab/signin/answer/{kind}"), null)).EnsureSuccessStatusCode();

    private async Task<Rule> FailAsync(PersonAtClient person)
    {
        var rule = (await Should.ThrowAsync<BlockFault>(() => LoginAsync(HandOffKind.Push, person))).Rule;
        _sessions.Live.ShouldBeEmpty();
        return rule;
    }

    private async Task<BlockResult> LoginAsync(HandOffKind kind, PersonAtClient person, CancellationToken cancel = default)
    {
        var portal = Northwind.Portal(_app.Address, new LoginRecipe
        {
            Start = $"/lab/signin?with={kind}",
            Steps =
            [
                new LoginStep.Fill(Northwind.Label("User"), "username"),
                new LoginStep.Fill(Northwind.Label("Password"), "password"),
                new LoginStep.Click(Northwind.Role("button", "Sign in")),
                new LoginStep.HandOff(kind, "Do what the page says", _within) { When = new PageCondition.UrlMatches("**/lab/signin/wait") },
            ],
            Success = new PageCondition.TextShown("You are signed in"),
        });
        using var credential = Policed.Credential("lab-desk", "demo-Laboratory-7!");
        return await new LoginBlock(browser.Host, _sessions, _store.SignIns, TimeProvider.System)
            .RunAsync(Policed.Permit("portal_login", portal), Policed.Run(credential, person: person), cancel);
    }
}
