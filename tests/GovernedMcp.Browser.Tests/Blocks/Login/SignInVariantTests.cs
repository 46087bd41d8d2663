using GovernedMcp.Browser.Blocks.Login;
using GovernedMcp.Browser.Blocks.Navigate;
using GovernedMcp.Browser.Pages;
using GovernedMcp.Browser.Sessions;
using GovernedMcp.Browser.Tests.Fixtures;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Tools;
using Microsoft.AspNetCore.Http;

namespace GovernedMcp.Browser.Tests.Blocks.Login;

/// <summary>Sign-ins as portals build them, found without a Skill's word; judged by what the portal got.</summary>
[Collection(SharedBrowser.SigningIn)]
public sealed class SignInVariantTests(BrowserFixture browser) : IAsyncLifetime
{
    private const string Fields = "<input name=u autocomplete=username><input type=password name=p>";
    private readonly FakeClock _clock = new();
    private SessionTable _sessions = null!;

    public Task InitializeAsync()
    {
        _sessions = new SessionTable(browser.Policies, _clock);
        return Task.CompletedTask;
    }

    public async Task DisposeAsync() => await _sessions.DisposeAsync();

    [Theory]
    [InlineData("two steps in one document", """
        <div id=at><label>E-mail <input id=u type=email></label><button type=button id=next>Next</button></div>
        <script>
          let name;
          next.onclick = () => { name = u.value; at.innerHTML = '<p>Please wait</p>'; setTimeout(() => {
            at.innerHTML = '<p>' + name + '</p><form method=post action=/done><input type=hidden name=u><label>Password <input type=password name=p></label><button>Sign in</button></form>';
            document.forms[0].u.value = name;
          }, 300); };
        </script>
        """)]
    [InlineData("a name beside what is told, then the password", """
        <form id=at><h4>Login</h4><div><label for=depot>Depot</label><select id=depot style='display:none'></select><input id=depot value=north readonly></div><div><label for=u>User name</label><input id=u></div><button>Login</button></form>
        <script>
          let name;
          at.onsubmit = event => { event.preventDefault(); name = u.value; at.outerHTML = '<form method=post action=/done><input type=hidden name=u><label>Password <input type=password name=p></label><button>Login</button></form>'; document.forms[0].u.value = name; };
        </script>
        """)]
    [InlineData("under a banner", "<form method=post action=/done>" + Fields + "<button>Sign in</button></form><div style='position:fixed;inset:0;background:#fffc' id=cover><p>We use cookies</p><button onclick='cover.remove()'>Accept all</button></div>")]
    [InlineData("in a shadow root", """
        <sign-in></sign-in><script>
          customElements.define('sign-in', class extends HTMLElement { connectedCallback() {
            this.attachShadow({ mode: 'open' }).innerHTML = '<label>User <input id=u></label><label>Password <input id=p type=password></label><button>Log in</button>';
            this.shadowRoot.querySelector('button').onclick = async () => {
              await fetch('/done', { method: 'POST', body: new URLSearchParams({ u: this.shadowRoot.getElementById('u').value, p: this.shadowRoot.getElementById('p').value }) });
              location = '/app';
            };
          } });
        </script>
        """)]
    [InlineData("a link that sends it", "<form method=post action=/done>" + Fields + "<a href='#' onclick='document.forms[0].submit(); return false'>Log in</a></form>")]
    [InlineData("a box that sends it", "<div><input id=u placeholder=Username><input id=p type=password placeholder=Password><div role=button tabindex=0 id=go>Log in</div></div><script>go.onclick = async () => { await fetch('/done', { method: 'POST', body: new URLSearchParams({ u: u.value, p: p.value }) }); location = '/app'; };</script>")]
    [InlineData("a script in the place of an address", "<form id=f method=post action='javascript:void(0)'>" + Fields + "<button>Sign in</button></form><script>f.onsubmit = async event => { event.preventDefault(); await fetch('/done', { method: 'POST', body: new URLSearchParams(new FormData(f)) }); location = '/app'; };</script>")]
    [InlineData("locked until touched", "<form method=post action=/done><input name=u readonly onfocus='this.removeAttribute(\"readonly\")'><input type=password name=p readonly onfocus='this.removeAttribute(\"readonly\")'><button>Sign in</button></form>")]
    [InlineData("twice, once unseen", "<div style='display:none'><form method=post action=/other>" + Fields + "<button>Sign in</button></form></div><form method=post action=/done>" + Fields + "<button>Sign in</button></form>")]
    [InlineData("with a name in it already", "<form method=post action=/done><input name=u autocomplete=username value=guest><input type=password name=p><button>Sign in</button></form>")]
    [InlineData("late, in a document that stays", "<div id=at></div><script>setTimeout(() => { at.innerHTML = '<form id=f>" + Fields + "<button>Sign in</button></form>'; f.onsubmit = async event => { event.preventDefault(); await fetch('/done', { method: 'POST', body: new URLSearchParams(new FormData(f)) }); at.innerHTML = '<h1>Welcome</h1>'; location.hash = '/orders'; }; }, 4000)</script>")]
    [InlineData("without a button", "<form method=post action=/done>" + Fields + "</form>")]
    [InlineData("with an eye in the field", "<form method=post action=/done>" + Fields + "<button type=button aria-label='Show password' onclick='document.forms[0].p.type = \"text\"'>o</button><button type=submit>Continue</button></form>")]
    [InlineData("a picture that sends it", "<form method=post action=/done>" + Fields + "<input type=image alt=Login src='data:image/gif;base64,R0lGODlhAQABAAAAACw=' width=40 height=20></form>")]
    [InlineData("beside other ways in", "<form method=post action=/done>" + Fields + "<label><input type=checkbox name=stay> Remember me</label><button>Sign in</button><button type=button onclick='location=\"/sso\"'>Sign in with Contoso</button><a href=/forgot>Forgot password?</a></form>")]
    public async Task It_is_found_and_the_portal_gets_what_was_meant(string kind, string page)
    {
        await using var site = await TestSite.StartSecureAsync(("/", page), ("/app", "<h1>Welcome</h1>"));
        var got = "";
        site.Answer("/done", async http =>
        {
            var form = await http.Request.ReadFormAsync();
            got = $"{form["u"]} {form["p"]}";
            http.Response.ContentType = "text/html";
            await http.Response.WriteAsync("<h1>Welcome</h1><p>You have 3 orders.</p>");
        });
        var block = new LoginBlock(browser.Host, _sessions, browser.NewSignIns(), _clock);
        var result = await SignIns.LoginAsync(block, site.Portal(), Northwind.User, Northwind.Password);
        (kind, got).ShouldBe((kind, $"{Northwind.User} {Northwind.Password}"));
        result.Data["state"]!.GetValue<string>().ShouldBe("signed_in");
    }

    [Fact]
    public async Task A_password_that_is_asked_for_after_the_name_and_turned_down_is_not_said_to_have_stayed_here()
    {
        await using var site = await TestSite.StartSecureAsync(("/", """
            <form id=at><label>User name <input id=u></label><button>Next</button></form>
            <script>
              const ask = () => { at.innerHTML = '<label>Password <input type=password id=p></label><button>Sign in</button>'; };
              at.onsubmit = async event => {
                event.preventDefault();
                if (document.getElementById('p')) await fetch('/done', { method: 'POST', body: new URLSearchParams({ p: p.value }) });
                ask();
              };
            </script>
            """));
        site.Answer("/done", http =>
        {
            http.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return Task.CompletedTask;
        });
        var block = new LoginBlock(browser.Host, _sessions, browser.NewSignIns(), _clock);
        (await Should.ThrowAsync<BlockFault>(() => SignIns.LoginAsync(block, site.Portal(), Northwind.User, Northwind.Password))).Rule.ShouldBe(Rules.Login.BadCredentials);
    }

    [Theory]
    [InlineData(null, "try again in 5 minutes")]
    [InlineData("90", "try again in 2 minutes")]
    public async Task A_portal_that_wants_to_be_left_alone_is_not_said_to_turn_the_credential_down(string? after, string told)
    {
        await using var site = await TestSite.StartSecureAsync(("/", "<form id=f><label>User <input id=u></label><label>Password <input id=p type=password></label><button>Log in</button></form><p role=alert id=m></p><script>f.onsubmit = async event => { event.preventDefault(); const answer = await fetch('/done', { method: 'POST', body: new URLSearchParams({ u: u.value, p: p.value }) }); m.textContent = answer.ok ? '' : 'Something went wrong'; p.setAttribute('aria-invalid', !answer.ok); };</script>"));
        site.Answer("/done", http =>
        {
            http.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            if (after is not null) http.Response.Headers.RetryAfter = after;
            return Task.CompletedTask;
        });
        var block = new LoginBlock(browser.Host, _sessions, browser.NewSignIns(), _clock);
        var fault = await Should.ThrowAsync<BlockFault>(() => SignIns.LoginAsync(block, site.Portal(), Northwind.User, Northwind.Password));
        fault.Rule.ShouldBe(Rules.Login.RejectedForNow);
        fault.Message.ShouldContain(told);
    }

    [Theory]
    [InlineData(401, "", "Please look again", "login.bad_credentials")]
    [InlineData(401, "c.hidden = false", "Wrong username or password", "login.failed")]
    [InlineData(422, "", "Please look again", "login.failed")]
    [InlineData(200, "", "Incorrect username or password", "login.bad_credentials")]
    [InlineData(200, "", "Benutzername oder Passwort falsch", "login.bad_credentials")]
    [InlineData(200, "", "The user name or password you gave do not match", "login.bad_credentials")]
    [InlineData(200, "c.hidden = false", "Incorrect username or password", "login.failed")]
    [InlineData(200, "", "Your password has expired", "login.failed")]
    [InlineData(200, "", "Too many wrong passwords", "login.failed")]
    [InlineData(200, "", "An error occurred, try again", "login.failed")]
    public async Task A_script_that_is_turned_down_by_status_or_in_words_and_asks_again_in_the_same_document_was_turned_down(int status, string then, string says, string rule)
    {
        await using var site = await TestSite.StartSecureAsync(("/", $"<form id=f><label>User <input id=u></label><label>Password <input id=p type=password></label><label id=c hidden>Code from your app <input></label><button>Log in</button></form><div id=m></div><script>f.onsubmit = async event => {{ event.preventDefault(); await fetch('/done', {{ method: 'POST', body: new URLSearchParams({{ u: u.value, p: p.value }}) }}); {then}; m.textContent = '{says}'; }};</script>"));
        site.Answer("/done", http =>
        {
            http.Response.StatusCode = status;
            return Task.CompletedTask;
        });
        var block = new LoginBlock(browser.Host, _sessions, browser.NewSignIns(), _clock);
        var start = TimeProvider.System.GetTimestamp();
        (await Should.ThrowAsync<BlockFault>(() => SignIns.LoginAsync(block, site.Portal(), Northwind.User, Northwind.Password))).Rule.Id.ShouldBe(rule);

        // It is not waited for to the end of patience where the portal answered and nothing is under way.
        TimeProvider.System.GetElapsedTime(start).ShouldBeLessThan(TimeSpan.FromSeconds(20));
    }

    [Theory]
    [InlineData(403, """{"error":"invalid_grant","error_description":"Invalid resource owner credentials"}""", "login.bad_credentials")]
    [InlineData(400, """{"error":"invalid_grant"}""", "login.bad_credentials")]
    [InlineData(400, """{"error":"invalid_client"}""", "login.failed")]
    [InlineData(500, """{"error":"invalid_grant"}""", "login.failed")]
    [InlineData(403, """{"error":{"code":"invalid_grant"}}""", "login.failed")]
    public async Task A_script_that_gets_for_them_what_OAuth_says_of_wrong_credentials_was_turned_down(int status, string answer, string rule)
    {
        await using var site = await TestSite.StartSecureAsync(("/", "<form id=f><label>User <input id=u></label><label>Password <input id=p type=password></label><button>Log in</button></form><div id=m></div><script>f.onsubmit = async event => { event.preventDefault(); await fetch('/token', { method: 'POST', body: new URLSearchParams({ grant_type: 'password', username: u.value, password: p.value }) }); m.textContent = 'Please look again'; };</script>"));
        site.Answer("/token", http =>
        {
            (http.Response.StatusCode, http.Response.ContentType) = (status, "application/json");
            return http.Response.WriteAsync(answer);
        });
        var block = new LoginBlock(browser.Host, _sessions, browser.NewSignIns(), _clock);
        (await Should.ThrowAsync<BlockFault>(() => SignIns.LoginAsync(block, site.Portal(), Northwind.User, Northwind.Password))).Rule.Id.ShouldBe(rule);
    }

    [Theory]
    [InlineData("{\"ok\":false}", "", "login.bad_credentials")]
    [InlineData("{\"success\":false,\"token\":null}", "", "login.bad_credentials")]
    [InlineData("{\"ok\":false}", "c.hidden = false", "login.failed")]
    [InlineData("{\"ok\":false,\"reason\":\"maintenance\"}", "", "login.failed")]
    public async Task An_answer_that_is_nothing_but_a_no_turns_the_credential_down(string answer, string then, string rule)
    {
        await using var site = await TestSite.StartSecureAsync(("/", $"<form id=f><label>User <input id=u></label><label>Password <input id=p type=password></label><label id=c hidden>Code from your app <input></label><button>Log in</button></form>"
            + $"<script>f.onsubmit = async event => {{ event.preventDefault(); const answer = await fetch('/done', {{ method: 'POST', body: new URLSearchParams({{ u: u.value, p: p.value }}) }}); await answer.json(); f.reset(); {then} }}</script>"));
        site.Answer("/done", http =>
        {
            (http.Response.ContentType, http.Response.ContentLength) = ("application/json", answer.Length);
            return http.Response.WriteAsync(answer);
        });
        var block = new LoginBlock(browser.Host, _sessions, browser.NewSignIns(), _clock);
        (await Should.ThrowAsync<BlockFault>(() => SignIns.LoginAsync(block, site.Portal(), Northwind.User, Northwind.Password))).Rule.Id.ShouldBe(rule);
    }

    [Theory]
    [InlineData(401, "f.hidden = false", "login.bad_credentials")]
    [InlineData(401, "", "login.bad_credentials")]
    [InlineData(200, "document.body.innerHTML = '<h1>Welcome</h1><a href=/orders>Orders</a>'", null)]
    public async Task A_form_that_is_gone_while_the_portal_thinks_about_it_says_nothing_yet(int status, string then, string? rule)
    {
        await using var site = await TestSite.StartSecureAsync(("/", $"<h1>Portal</h1><button>Help</button><form id=f><label>User <input id=u></label><label>Password <input id=p type=password></label><button>Log in</button></form>"
            + $"<script>f.onsubmit = async event => {{ event.preventDefault(); f.hidden = true; const body = new URLSearchParams({{ u: u.value, p: p.value }}); f.reset(); await fetch('/done', {{ method: 'POST', body }}); await new Promise(go => setTimeout(go, 700)); {then} }}</script>"));
        site.Answer("/done", async http =>
        {
            await Task.Delay(1500);
            http.Response.StatusCode = status;
        });
        var block = new LoginBlock(browser.Host, _sessions, browser.NewSignIns(), _clock);
        var login = () => SignIns.LoginAsync(block, site.Portal(), Northwind.User, Northwind.Password);
        if (rule is null) await login();
        else (await Should.ThrowAsync<BlockFault>(login)).Rule.Id.ShouldBe(rule);
    }

    [Theory]
    [InlineData(401, "login.bad_credentials")]
    [InlineData(403, "login.failed")]
    [InlineData(500, "login.failed")]
    [InlineData(404, null)]
    public async Task A_page_without_a_password_that_was_answered_with_a_refusal_is_no_sign_of_being_signed_in(int status, string? rule)
    {
        await using var site = await TestSite.StartAsync(("/", "<form method=post action=/in><label>User name <input name=user></label><label>Password <input type=password name=word></label><button>Sign in</button></form>"));
        site.Answer("/in", http =>
        {
            http.Response.StatusCode = status;
            http.Response.ContentType = "text/plain";
            return http.Response.WriteAsync("Please enter what you have");
        });
        var block = new LoginBlock(browser.Host, _sessions, browser.NewSignIns(), _clock);
        if (rule is null) (await SignIns.LoginAsync(block, site.Portal(), Northwind.User, Northwind.Password)).Data["state"]!.GetValue<string>().ShouldBe("signed_in");
        else (await Should.ThrowAsync<BlockFault>(() => SignIns.LoginAsync(block, site.Portal(), Northwind.User, Northwind.Password))).Rule.Id.ShouldBe(rule);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    public async Task Who_is_not_signed_in_may_be_refused_on_the_page_on_which_one_signs_in(int status)
    {
        const string Form = "<form method=post action=/in><label>User name <input name=user></label><label>Password <input type=password name=word></label><button>Sign in</button></form>";
        await using var site = await TestSite.StartAsync(("/orders", "<h1>Orders</h1>"));
        var signedIn = false;
        async Task AnswerAsync(HttpContext http)
        {
            if (!signedIn) http.Response.StatusCode = status;
            http.Response.ContentType = "text/html; charset=utf-8";
            await http.Response.WriteAsync(signedIn ? "<h1>Orders</h1><a href=/out>Sign out</a>" : Form);
        }

        site.Answer("/", AnswerAsync);
        site.Answer("/orders", AnswerAsync);
        site.Answer("/in", http =>
        {
            signedIn = true;
            http.Response.Redirect("/");
            return Task.CompletedTask;
        });
        var portal = site.Portal();
        var block = new LoginBlock(browser.Host, _sessions, browser.NewSignIns(), _clock);
        var id = (string)(await SignIns.LoginAsync(block, portal, Northwind.User, Northwind.Password)).Data["session"]!;
        var session = _sessions.Of(Policed.Permit("portal_navigate", portal, _sessions.Find(id)!));
        signedIn = false;
        var withheld = Withheld.Of(Policed.Permit("portal_navigate", portal, session.Facts));
        (await Should.ThrowAsync<BlockFault>(() => SectionRoad.GoAsync(session, "path:/orders", withheld, CancellationToken.None))).Rule.ShouldBe(Rules.Sessions.Expired);
    }
}
