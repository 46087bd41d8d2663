using GovernedMcp.Browser.Blocks.Login;
using GovernedMcp.Browser.Sessions;
using GovernedMcp.Browser.Tests.Fixtures;
using GovernedMcp.DemoPortal;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Browser.Tests.Blocks;

[Collection(SharedBrowser.SigningIn)]
public sealed class LoginBlockTests(BrowserFixture browser) : IAsyncLifetime
{
    private readonly FakeClock _clock = new();
    private DemoPortalApp _portal = null!;
    private SessionTable _sessions = null!;
    private LoginBlock _block = null!;

    public async Task InitializeAsync()
    {
        _portal = await DemoPortalApp.StartAsync(new() { Port = 0 });
        _sessions = new SessionTable(browser.Policies, _clock);
        _block = new LoginBlock(browser.Host, _sessions, browser.NewSignIns(), _clock);
    }

    public async Task DisposeAsync()
    {
        await _sessions.DisposeAsync();
        await _portal.DisposeAsync();
    }

    [Fact]
    public async Task Declared_steps_sign_in_and_say_where_one_is()
    {
        var result = await LoginAsync(Northwind.Portal(_portal.Address));
        result.Data["state"]!.GetValue<string>().ShouldBe("signed_in");
        result.Data["session"]!.GetValue<string>().ShouldMatch("^s_[0-9a-f]{32}$");
        result.Data["expires"]!.GetValue<string>().ShouldMatch("^2[0-9-]{9}T[0-9:]{8}Z$");
        result.Page!.Url.ShouldEndWith("/home");
        result.Warnings.ShouldBeEmpty();
        _sessions.Live.Count.ShouldBe(1);
        result.Data.ToJsonString().ShouldNotContain(Northwind.Password);
    }

    [Fact]
    public async Task A_form_that_nobody_declared_is_found()
    {
        var portal = Northwind.Portal(_portal.Address) with { Login = null };
        (await LoginAsync(portal)).Page!.Url.ShouldEndWith("/home");
        _portal.Hits("POST /login").ShouldBe(1);
    }

    [Theory]
    [InlineData("Sign in", "login.ambiguous")]
    [InlineData("Continue to the archive", null)]
    public async Task Of_several_forms_that_could_sign_in_none_is_guessed_and_the_likeliest_is_told(string other, string? refused)
    {
        await using var site = await TestSite.StartAsync(("/", $"""
            <form method="post" action="/staff" aria-label="Staff"><label>User name <input name="user"></label><label>Password <input type="password" name="word"></label><button>Sign in</button></form>
            <form method="post" action="/suppliers" aria-label="Suppliers"><label>User name <input name="supplier"></label><label>Password <input type="password" name="word"></label><button>{other}</button></form>
            """), ("/staff", "<h1>Welcome</h1><button>Sign out</button>"));
        var portal = site.Portal() with { Login = new LoginRecipe { Start = "/", Success = new PageCondition.TextShown("Welcome") } };
        if (refused is null)
        {
            (await LoginAsync(portal)).Warnings.ShouldContain(warning => warning.Contains("more forms that could sign in", StringComparison.Ordinal));
            return;
        }

        var fault = await Should.ThrowAsync<BlockFault>(() => LoginAsync(portal));
        fault.Rule.Id.ShouldBe(refused);
        fault.Allowed.ShouldBe(["Staff", "Suppliers"], ignoreOrder: true);
        site.Requests.ShouldAllBe(request => request.StartsWith("GET ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Invalid token (session timeout; refresh the page and try again?)", "login.failed")]
    [InlineData("<h1>Error</h1><p>Something failed</p>", "login.failed")]
    [InlineData("<h1>Error</h1><p>Something failed</p><a href=/>Start</a>", "login.failed")]
    [InlineData("<h1>Error</h1><p>Something failed</p><button onclick='history.back()'>Go back</button>", "login.failed")]
    [InlineData("<h1>Error!</h1><p>Incorrect Password!</p>", "login.bad_credentials")]
    [InlineData("<p>Login failed: wrong user name or password.</p><a href='javascript:history.back()'>«</a> <a href=/help/login>Log in again</a>", "login.bad_credentials")]
    [InlineData("<a href=/home>Home</a> <a href=/shop>Shop</a> <a href=/enter>Log in</a><h1>Sorry</h1><p>Invalid user name or password.</p>", "login.bad_credentials")]
    [InlineData("<p>Your password has expired</p>", "login.failed")]
    [InlineData("<h1>Mail</h1><p>Delivery failed</p><a href=/out>Sign out</a>", null)]
    [InlineData("<h1>Mail</h1><p>Delivery failed: wrong password</p><a href=/backlog>Backlog</a>", null)]
    [InlineData("<h1>Welcome</h1><a href=/>Start</a>", null)]
    public async Task A_page_of_nothing_but_trouble_is_no_sign_of_being_signed_in(string page, string? refused)
    {
        await using var site = await TestSite.StartAsync(("/", "<form method=post action=/in><label>User name <input name=user></label><label>Password <input type=password name=word></label><button>Sign in</button></form>"), ("/in", page));
        if (refused is null)
        {
            (await LoginAsync(site.Portal())).Data["state"]!.GetValue<string>().ShouldBe("signed_in");
            return;
        }

        (await Should.ThrowAsync<BlockFault>(() => LoginAsync(site.Portal()))).Rule.Id.ShouldBe(refused);
        _sessions.Live.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("<h1>Ready</h1><p>Welcome, Ada</p><script>setTimeout(() => location = '/orders', 900)</script>", "/orders")]
    [InlineData("<p>Welcome, Ada</p>", "/in")]
    public async Task A_word_of_welcome_is_waited_out(string page, string at)
    {
        await using var site = await TestSite.StartAsync(
            ("/", "<form method=post action=/in><label>User name <input name=user></label><label>Password <input type=password name=word></label><button>Sign in</button></form>"), ("/in", page), ("/orders", "<h1>Orders</h1><a href=/orders/new>New order</a>"));
        (await LoginAsync(site.Portal())).Page!.Url.ShouldEndWith(at);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_wrong_password_leaves_no_session(bool declared)
    {
        var portal = declared ? Northwind.Portal(_portal.Address) : Northwind.Portal(_portal.Address) with { Login = null };
        var fault = await Should.ThrowAsync<BlockFault>(() => LoginAsync(portal, "wrong-CANARY"));
        fault.Rule.ShouldBe(Rules.Login.BadCredentials);
        fault.Message.ShouldNotContain("CANARY");
        _sessions.Live.ShouldBeEmpty();
        _portal.Hits("POST /login").ShouldBe(1);
    }

    [Fact]
    public async Task An_account_is_never_locked_by_us()
    {
        var portal = Northwind.Portal(_portal.Address);
        for (var tries = 0; tries < 5; tries++)
            (await Should.ThrowAsync<BlockFault>(() => LoginAsync(portal, "wrong"))).Rule.ShouldBe(Rules.Login.BadCredentials);
        _portal.Hits("POST /login").ShouldBe(1);
        for (var tries = 0; tries < 5; tries++)
            (await Should.ThrowAsync<BlockFault>(() => LoginAsync(portal with { Login = null }, $"wrong-{tries}"))).Rule.ShouldBe(tries == 0 ? Rules.Login.BadCredentials : Rules.Login.Cooldown);
        _portal.Hits("POST /login").ShouldBe(2);
        _clock.Advance(TimeSpan.FromMinutes(16));
        (await LoginAsync(portal)).Page!.Url.ShouldEndWith("/home", Case.Sensitive, "a changed value is tried when the pause is over");
    }

    [Fact]
    public async Task Sessions_are_counted_while_they_are_being_opened()
    {
        var portal = Northwind.Portal(_portal.Address);
        var opened = await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            try
            {
                await LoginAsync(portal);
                return null;
            }
            catch (BlockFault fault)
            {
                return fault.Rule;
            }
        }));
        opened.Count(rule => rule is null).ShouldBe(2);
        opened.Where(rule => rule is not null).ShouldAllBe(rule => rule == Rules.Limits.Sessions);
    }

    [Theory]
    [InlineData("page")]
    [InlineData("action")]
    [InlineData("get")]
    [InlineData("frame")]
    [InlineData("formaction")]
    public async Task A_form_that_leads_elsewhere_gets_no_keystroke(string trap)
    {
        await using var thief = await TestSite.StartAsync(("/login", Form("post", "/take")));
        var bait = trap switch
        {
            "action" => Form("post", thief.Address + "take"),
            "get" => Form("get", "/login"),
            "frame" => "<iframe src='/inner' width=400 height=300></iframe>",
            "formaction" => Form("post", "/login", $"formaction='{thief.Address}take'"),
            _ => $"<meta http-equiv=refresh content='0;url={thief.Address}login'>",
        };
        await using var site = await TestSite.StartAsync(("/", bait), ("/inner", Form("post", "/login")));
        var both = site.Portal(Origins.Of(thief.Address));
        // The other origin may be read, but no credential belongs there.
        var portal = both with { Origins = both.Origins with { Navigate = both.Origins.Resource } };
        var fault = await Should.ThrowAsync<BlockFault>(() => LoginAsync(portal, "S3cr3t-CANARY"));
        if (trap is "frame") fault.Rule.ShouldBeOneOf(Rules.Login.WrongOrigin, Rules.Login.NoForm);
        else fault.Rule.ShouldBe(Rules.Login.WrongOrigin);
        fault.Message.ShouldNotContain("CANARY");
        site.Requests.Concat(thief.Requests).ShouldNotContain(request => request.Contains("POST", StringComparison.Ordinal) || request.Contains("typed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_name_and_then_a_password_page_is_found()
    {
        await using var site = await TestSite.StartAsync(
            ("/", "<form method=post action=/second><label>E-mail <input name=u autocomplete=username></label><button>Next</button></form>"),
            ("/second", "<form method=post action=/done><label>Password <input type=password name=p></label><button>Sign in</button></form>"),
            ("/done", "<h1>Welcome</h1>"));
        var result = await LoginAsync(site.Portal());
        result.Page!.Url.ShouldEndWith("/done");
        result.Data["page_text"]!["headings"]![0]!.GetValue<string>().ShouldBe("Welcome");
    }

    [Fact]
    public async Task A_form_that_a_script_sends_is_found()
    {
        await using var site = await TestSite.StartAsync(("/", """
            <form><input name=u><input type=password name=p><button>Go</button></form>
            <script>
              document.forms[0].addEventListener('submit', event => {
                event.preventDefault();
                document.body.innerHTML = '<h1>Hello ' + event.target.u.value + '</h1>';
                history.pushState({}, '', '/app');
              });
            </script>
            """));
        (await LoginAsync(site.Portal())).Page!.Url.ShouldEndWith("/app");
    }

    [Fact]
    public async Task A_form_behind_a_button_whose_own_button_comes_to_life_late_is_found()
    {
        await using var site = await TestSite.StartAsync(("/", """
            <h1>Parts</h1><input type=search aria-label=Search><button id=open>Sign in</button><div id=place></div>
            <script>
              document.getElementById('open').onclick = () => setTimeout(() => {
                place.innerHTML = '<form method=post action=/done><input name=u autocomplete=username><input type=password name=p><button disabled>Sign in</button></form>';
                place.oninput = () => setTimeout(() => place.querySelector('button').disabled = false, 300);
              }, 300);
            </script>
            """), ("/done", "<h1>Welcome</h1>"));
        (await LoginAsync(site.Portal())).Page!.Url.ShouldEndWith("/done");
        site.Requests.Count(request => request == "POST /done").ShouldBe(1);
    }

    [Theory]
    [InlineData("<nav><ul style='display:none'><li><a href='/enter?to=Home'>Log in</a></li><li><a href='/join'>Create account</a></li></ul></nav>")]
    [InlineData("<nav><a href='/enter'><span>Log in</span></a></nav><footer><a href='/enter'>Log in</a></footer>")]
    public async Task A_form_on_a_page_that_links_in_a_folded_menu_or_several_links_lead_to_is_found(string links)
    {
        const string Form = "<form method=post action=/done><input name=u autocomplete=username><input type=password name=p><button>Log in</button></form>";
        await using var site = await TestSite.StartAsync(("/", $"<h1>Depot</h1>{links}"), ("/enter", Form), ("/enter?to=Home", Form), ("/done", "<h1>Welcome</h1>"));
        (await LoginAsync(site.Portal())).Page!.Url.ShouldEndWith("/done");
    }

    [Theory]
    [InlineData("<ul style='display:none'><li><a href='/enter'>Log in</a></li><li><a href='/staff'>Log in</a></li></ul>")]
    [InlineData("<ul style='display:none'><li><a href='http://elsewhere.example/enter'>Log in</a></li></ul>")]
    public async Task Folded_links_that_lead_to_several_places_or_elsewhere_are_left_alone(string links)
    {
        await using var site = await TestSite.StartAsync(("/", $"<h1>Depot</h1>{links}"));
        var fault = await Should.ThrowAsync<BlockFault>(() => LoginAsync(site.Portal()));
        fault.Rule.ShouldBe(Rules.Login.NoForm);
        fault.Message.ShouldContain("`login.start`");
        site.Requests.ShouldAllBe(request => !request.Contains("/enter") && !request.Contains("/staff"));
    }

    private Task<BlockResult> LoginAsync(Portal portal, string password = Northwind.Password) => SignIns.LoginAsync(_block, portal, Northwind.User, password);

    private static string Form(string method, string action, string button = "") =>
        $"""
        <form method="{method}" action="{action}"><input name=u><input type=password name=p><button {button}>Sign in</button></form>
        <script>addEventListener('input', () => navigator.sendBeacon('/typed'), true);</script>
        """;
}
