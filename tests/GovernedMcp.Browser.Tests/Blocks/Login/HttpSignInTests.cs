using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using GovernedMcp.Browser.Tests.Fixtures;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Portals;
using Microsoft.AspNetCore.Http;

namespace GovernedMcp.Browser.Tests.Blocks.Login;

/// <summary>Portals whose pages HTTP itself keeps: where a browser would open a window of its own.</summary>
[Collection(SharedBrowser.SigningIn)]
public sealed partial class HttpSignInTests(BrowserFixture browser) : IAsyncLifetime
{
    private const string Welcome = "<h1>Hosts</h1><script>fetch('/list')</script>";
    private readonly SignIns _signIns = new(browser);
    private TestSite _site = null!;

    public async Task InitializeAsync() => _site = await TestSite.StartAsync();

    public async Task DisposeAsync()
    {
        await _signIns.DisposeAsync();
        await _site.DisposeAsync();
    }

    [Theory]
    [InlineData("Basic")]
    [InlineData("Digest")]
    public async Task What_http_asks_for_is_answered_outside_the_browser(string scheme)
    {
        Keep(_site, "/", scheme, Welcome);
        Keep(_site, "/list", scheme, "two hosts");
        var result = await _signIns.LoginAsync(_site.Portal());
        result.Data["page_text"]!["headings"]!.ToJsonString().ShouldBe("[\"Hosts\"]");
        _site.Heard.Last(request => request.StartsWith("GET /list", StringComparison.Ordinal)).ShouldContain($"Authorization: {scheme} ");
    }

    [Fact]
    public async Task A_password_that_is_not_taken_is_tried_once_and_never_again()
    {
        Keep(_site, "/", "Basic", Welcome);
        Keep(_site, "/list", "Basic", "two hosts");
        (await _signIns.FailAsync(_site.Portal(), "Wr0ng CANARY")).Rule.ShouldBe(Rules.Login.BadCredentials);
        (await _signIns.FailAsync(_site.Portal(), "Wr0ng CANARY")).Rule.ShouldBe(Rules.Login.BadCredentials);
        _site.Heard.Count(request => request.Contains("Authorization:")).ShouldBe(1);
    }

    [Fact]
    public async Task Nobody_else_who_asks_is_told()
    {
        await using var other = await TestSite.StartAsync();
        Keep(other, "/picture", "Basic", "");
        Keep(_site, "/", "Basic", $"<h1>Hosts</h1><img src={other.Address}picture>");
        await _signIns.LoginAsync(_site.Portal(Origins.Of(other.Address)));
        other.Requests.ShouldNotBeEmpty();
        other.Heard.ShouldAllBe(request => !request.Contains("Authorization:"));
    }

    [Fact]
    public async Task A_form_behind_it_is_given_nothing()
    {
        Keep(_site, "/", "Basic", "<form method=post action=/in><input name=u autocomplete=username><input type=password name=p><button>Sign in</button></form>");
        var fault = await _signIns.FailAsync(_site.Portal());
        fault.Message.ShouldContain("asks for a password again");
        _site.Requests.ShouldAllBe(request => request.StartsWith("GET"));
    }

    // Nothing is given to a page whose scripts are asked: many answer so, and have a form.
    [Fact]
    public async Task What_a_script_asks_for_without_success_is_not_answered()
    {
        _site.Page("/", "<form method=post action=/in><input name=u autocomplete=username><input type=password name=p><button>Sign in</button></form><script>fetch('/me')</script>");
        Keep(_site, "/me", "Basic", "");
        _site.Page("/in", "<h1>Welcome</h1>");
        await _signIns.LoginAsync(_site.Portal());
        _site.Requests.ShouldContain("GET /me");
        _site.Heard.ShouldAllBe(request => !request.Contains("Authorization:"));
    }

    private static void Keep(TestSite site, string path, string scheme, string html) => site.Answer(path, async http =>
    {
        var told = http.Request.Headers.Authorization.ToString();
        if (scheme == "Basic" ? told != "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{SignIns.User}:{SignIns.Password}")) : !IsDigest(told, path))
        {
            http.Response.StatusCode = StatusCodes.Status401Unauthorized;
            http.Response.Headers.WWWAuthenticate = scheme == "Basic" ? "Basic realm=\"Hosts\", charset=\"UTF-8\"" : "Digest realm=\"Hosts\", nonce=\"n0\", qop=\"auth\", algorithm=SHA-256";
            http.Response.ContentType = "text/html";
            await http.Response.WriteAsync("<p>Not you.<img src=/list>");
            return;
        }

        http.Response.ContentType = "text/html; charset=utf-8";
        await http.Response.WriteAsync(html);
    });

    private static bool IsDigest(string told, string path)
    {
        if (!told.StartsWith("Digest ", StringComparison.Ordinal)) return false;
        var parts = Part().Matches(told).ToDictionary(part => part.Groups["name"].Value, part => part.Groups["value"].Value);
        var account = Hash($"{SignIns.User}:Hosts:{SignIns.Password}");
        return parts["response"] == Hash($"{account}:n0:{parts["nc"]}:{parts["cnonce"]}:auth:{Hash($"GET:{path}")}");
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    [GeneratedRegex("(?<name>\\w+)=\"?(?<value>[^\",]*)\"?", RegexOptions.ExplicitCapture)]
    private static partial Regex Part();
}
