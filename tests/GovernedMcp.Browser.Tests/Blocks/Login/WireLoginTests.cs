using System.Text.Json;
using GovernedMcp.Browser.Tests.Fixtures;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Portals;
using Microsoft.AspNetCore.Http;

namespace GovernedMcp.Browser.Tests.Blocks.Login;

/// <summary>Secrets that take their place in the sign-in request outside the browser, as portals send it.</summary>
[Collection(SharedBrowser.SigningIn)]
public sealed class WireLoginTests(BrowserFixture browser) : IAsyncLifetime
{
    private const string Fields = "<input name=u autocomplete=username><input type=password name=p id=p><button>Sign in</button>";
    private readonly SignIns _signIns = new(browser);
    private TestSite _site = null!;

    public async Task InitializeAsync() => _site = await TestSite.StartSecureAsync(("/home", "<h1>Welcome</h1>"));

    public async Task DisposeAsync()
    {
        await _signIns.DisposeAsync();
        await _site.DisposeAsync();
    }

    public static TheoryData<string, string> Kinds => new()
    {
        { "method=post action=/in", "form" },
        { "method=post action=/in enctype='multipart/form-data'", "form" },
        { Script("new URLSearchParams(new FormData(this))"), "form" },
        { Script("new FormData(this)"), "form" },
        { Script("JSON.stringify({ user: this.u.value, nested: [{ pass: this.p.value }] }, null, 2)", "application/json"), "json" },
        { Script("JSON.stringify({ user: this.u.value, nested: [{ pass: this.p.value.trim() }] })", "application/vnd.api+json; charset=utf-8"), "json" },
        { Script("JSON.stringify({ user: this.u.value, nested: [{ pass: this.p.value }] })", "text/plain"), "json" },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task The_portal_gets_the_value_and_the_page_never_held_it(string how, string kind)
    {
        _site.Page("/", $"<form {how}>{Fields}</form><script>let held = ''; const look = () => held += '|' + p.value; addEventListener('input', look, true); addEventListener('submit', () => {{ look(); document.cookie = 'n=' + p.value.length }}, true)</script>");
        string? got = null, length = null;
        _site.Answer("/in", async http =>
        {
            (got, length) = (await ValueAsync(http, kind), http.Request.Cookies["n"]);
            http.Response.Redirect("/home");
        });
        (await _signIns.LoginAsync(_site.Portal())).Page!.Url.ShouldEndWith("/home");
        got.ShouldBe(SignIns.Password);
        length.ShouldBe("24", "the placeholder is not as long as the value");
        _site.Protocols.Keys.ShouldContain("HTTP/2");
    }

    [Fact]
    public async Task Over_plain_http_too()
    {
        await using var plain = await TestSite.StartAsync(("/", $"<form method=post action=/in>{Fields}</form>"), ("/in", "<h1>Welcome</h1>"));
        await _signIns.LoginAsync(plain.Portal());
        var sent = plain.Heard.Single(one => one.StartsWith("POST", StringComparison.Ordinal));
        Uri.UnescapeDataString(sent[sent.LastIndexOf("p=", StringComparison.Ordinal)..].Replace('+', ' ')).ShouldBe("p=" + SignIns.Password);
        sent.ShouldContain($"Content-Length: {sent[(sent.IndexOf("\n\n", StringComparison.Ordinal) + 2)..].Length}\n");
    }

    [Fact]
    public async Task A_one_time_code_takes_its_place_beside_the_password()
    {
        _site.Page("/", """
            <form id=f><label>Name <input name=u></label><label>Word <input type=password name=p maxlength=10></label><label>Code <input name=c inputmode=numeric maxlength=6 pattern="\d{6}"></label><button>Go</button></form>
            <script>f.onsubmit = event => { event.preventDefault(); fetch('/in', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ p: f.p.value, c: Number(f.c.value) }) }).then(() => location = '/home') }</script>
            """);
        string? got = null;
        _site.Answer("/in", async http => got = await new StreamReader(http.Request.Body).ReadToEndAsync());
        await _signIns.LoginAsync(_site.Portal() with { Login = Recipe with { Success = new PageCondition.UrlMatches("**/home") } }, totp: "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        using var body = JsonDocument.Parse(got!);
        body.RootElement.GetProperty("p").GetString().ShouldBe(SignIns.Password);
        // 2026-11-23T09:00:00Z, the clock of these tests.
        body.RootElement.GetProperty("c").GetInt32().ToString("D6", System.Globalization.CultureInfo.InvariantCulture).ShouldBe(
            Browser.Blocks.Login.OneTimeSeed.Read("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ")!.CodeOf(new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds() / 30));
    }

    [Fact]
    public async Task A_redirect_that_sends_the_form_again_gets_no_second_secret()
    {
        _site.Page("/", $"<form method=post action=/in>{Fields}</form>");
        _site.Answer("/in", http =>
        {
            http.Response.StatusCode = 307;
            http.Response.Headers.Location = "/again";
            return Task.CompletedTask;
        });
        (await _signIns.FailAsync(_site.Portal())).Rule.ShouldBe(Rules.Login.SecretMisplaced);
        _site.Requests.ShouldNotContain("POST /again");
    }

    [Fact]
    public async Task A_page_that_hashes_the_password_is_tried_once_and_says_what_the_Skill_must_say()
    {
        _site.Page("/", $"<form method=post action=/in onsubmit=\"this.p.value = [...this.p.value].reduce((sum, one) => sum * 31 + one.charCodeAt(0) | 0, 7)\">{Fields}</form>");
        _site.Page("/in", $"<p role=alert>Wrong</p><form method=post action=/in>{Fields}</form>");
        var fault = await _signIns.FailAsync(_site.Portal());
        fault.Rule.ShouldBe(Rules.Login.NeedsTyped, fault.Message);
        fault.Message.ShouldContain("`login: { secrets: typed }`");
        (await _signIns.FailAsync(_site.Portal())).Rule.ShouldBe(Rules.Login.NeedsTyped);
        _site.Requests.Count(request => request == "POST /in").ShouldBe(1, "the portal counts what fails");

        _site.Page("/in", "<h1>Welcome</h1>");
        await _signIns.LoginAsync(SignIns.Typed(_site.Portal()), "abc");
        _site.Heard.Last(one => one.StartsWith("POST", StringComparison.Ordinal)).ShouldEndWith($"p={((7 * 31 + 'a') * 31 + 'b') * 31 + 'c'}");
    }

    [Theory]
    [InlineData("maxlength=4")]
    [InlineData("pattern='[a-z]+'")]
    [InlineData("inputmode=numeric maxlength=5")]
    public async Task A_field_that_takes_no_placeholder_gets_nothing(string how)
    {
        _site.Page("/", $"<form method=post action=/in>{Fields.Replace("id=p", how, StringComparison.Ordinal)}</form>");
        (await _signIns.FailAsync(_site.Portal())).Rule.ShouldBe(Rules.Login.NeedsTyped);
        _site.Requests.ShouldNotContain("POST /in");
    }

    private static LoginRecipe Recipe => new()
    {
        Start = "/",
        Steps =
        [
            new LoginStep.Fill(Northwind.Label("Name"), "username"),
            new LoginStep.Fill(Northwind.Label("Word"), "password"),
            new LoginStep.Totp(Northwind.Label("Code")),
            new LoginStep.Click(Northwind.Role("button", "Go")),
        ],
    };

    private static string Script(string body, string? type = null) =>
        $"method=post onsubmit=\"event.preventDefault(); fetch('/in', {{ method: 'POST', body: {body.Replace("\"", "&quot;", StringComparison.Ordinal)}{(type is null ? "" : $", headers: {{ 'content-type': '{type}' }}")} }}).then(() => location = '/home')\"";

    private static async Task<string?> ValueAsync(HttpContext http, string kind)
    {
        if (kind == "form") return (await http.Request.ReadFormAsync())["p"];
        using var body = await JsonDocument.ParseAsync(http.Request.Body);
        return body.RootElement.GetProperty("nested")[0].GetProperty("pass").GetString();
    }
}
