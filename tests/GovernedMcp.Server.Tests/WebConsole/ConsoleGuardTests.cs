using System.Net;
using System.Text;
using GovernedMcp.Server.WebConsole;

namespace GovernedMcp.Server.Tests.WebConsole;

/// <summary>Who gets in at the pages, and what other sites, old cookies and programs get.</summary>
public sealed class ConsoleGuardTests
{
    [Fact]
    public async Task Every_page_allows_no_script_no_frame_no_cache_and_no_other_source()
    {
        await using var site = await ApprovalSite.StartAsync();
        var approval = await site.AskAsync();
        var lee = await site.SignedInAsync("lee@example.com");
        foreach (var path in (string[])["/approvals", $"/approvals/{approval.Id}", "/approvals/none"])
        {
            var (reply, page) = await lee.GetAsync(path);
            string Header(string name) => string.Join(", ", reply.Headers.GetValues(name));
            Header("Content-Security-Policy").ShouldBe($"default-src 'none'; style-src '{ConsoleStyle.Hash}'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'");
            (Header("Cache-Control"), Header("X-Content-Type-Options"), Header("Referrer-Policy"), Header("X-Frame-Options")).ShouldBe(("no-store", "nosniff", "same-origin", "DENY"));
            page.ShouldNotContain("<script");
            page.ShouldNotContain("style=");
        }
    }

    [Theory]
    [InlineData(null, "governed-mcp=", false)]
    [InlineData("https://agents.example.com", "__Host-governed-mcp=", true)]
    public async Task The_cookie_is_for_this_site_alone_and_no_script(string? address, string name, bool secure)
    {
        await using var site = await ApprovalSite.StartAsync(address);
        var lee = await site.SignedInAsync("lee@example.com");
        var cookie = lee.SetCookie!.ToLowerInvariant();
        lee.SetCookie.ShouldStartWith(name);
        lee.Cookie!.Split('=')[1].Length.ShouldBe(64, "256 random bits");
        (cookie.Contains("httponly"), cookie.Contains("samesite=strict"), cookie.Contains("; secure"), cookie.Contains("path=/"), cookie.Contains("domain")).ShouldBe((true, true, secure, true, false));
    }

    [Fact]
    public async Task Bad_keys_of_every_kind_get_one_answer()
    {
        await using var site = await ApprovalSite.StartAsync();
        var revoked = await site.Store.Keys.IssuePersonKeyAsync("lee@example.com", "ops");
        await site.Store.Keys.RevokeAsync(revoked.Id, "ops");
        var workflow = (await site.Store.Keys.IssueWorkflowKeyAsync("invoice-desk", "dana@example.com", "ops")).Text;
        var good = await site.KeyOfAsync("lee@example.com");
        var pages = new List<string>();
        foreach (var key in (string[])["", "x", "gmp_0000000000000000_" + new string('0', 64), revoked.Text, workflow, good[..^1] + (good[^1] == '0' ? '1' : '0'), new string('x', 5000)])
        {
            var visitor = site.Visitor();
            var reply = await visitor.SignInAsync(key);
            reply.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
            visitor.Cookie.ShouldBeNull();
            pages.Add(await reply.Content.ReadAsStringAsync());
        }

        pages.Distinct().ShouldHaveSingleItem().ShouldContain("The key is unknown or revoked");
    }

    [Fact]
    public async Task Keys_can_be_tried_only_so_often()
    {
        await using var site = await ApprovalSite.StartAsync();
        var visitor = site.Visitor();
        for (var count = 0; count < SignInLimit.MostInWindow; count++) (await visitor.SignInAsync("x")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        var key = await site.KeyOfAsync("lee@example.com");
        var slow = await visitor.SignInAsync(key);
        slow.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        slow.Headers.RetryAfter!.Delta!.Value.TotalSeconds.ShouldBeInRange(1, 60);
        site.Clock.Now += TimeSpan.FromMinutes(1);
        (await visitor.SignInAsync(key)).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
    }

    [Theory]
    [InlineData("//evil.test")]
    [InlineData("https:evil.test")]
    [InlineData("ap_../../x")]
    [InlineData("/approvals/../x")]
    [InlineData("\r\nSet-Cookie: a=b")]
    public async Task After_signing_in_one_stays_here(string to)
    {
        await using var site = await ApprovalSite.StartAsync();
        (await site.Visitor().SignInAsync(await site.KeyOfAsync("lee@example.com"), to)).Headers.Location!.ToString().ShouldBe("/approvals");
    }

    [Fact]
    public async Task A_session_ends_when_it_is_idle_when_it_is_old_when_one_signs_out_and_when_the_key_is_revoked()
    {
        await using var site = await ApprovalSite.StartAsync();
        var lee = await site.SignedInAsync("lee@example.com");
        (await InAsync(lee)).ShouldBeTrue();
        site.Clock.Now += TimeSpan.FromMinutes(14);
        (await InAsync(lee)).ShouldBeTrue();
        site.Clock.Now += TimeSpan.FromMinutes(15) + TimeSpan.FromSeconds(1);
        (await InAsync(lee)).ShouldBeFalse();

        lee = await site.SignedInAsync("lee@example.com");
        for (var quarter = 0; quarter < 34; quarter++)
        {
            (await InAsync(lee)).ShouldBeTrue($"after {quarter * 14} minutes");
            site.Clock.Now += TimeSpan.FromMinutes(14);
        }

        site.Clock.Now += TimeSpan.FromMinutes(5);
        (await InAsync(lee)).ShouldBeFalse("nobody stays signed in longer than eight hours");

        lee = await site.SignedInAsync("lee@example.com");
        var cookie = lee.Cookie;
        await lee.GetAsync("/approvals");
        await lee.PostAsync("/approvals/sign-out", ("token", lee.Token!));
        lee.Cookie = cookie;
        (await InAsync(lee)).ShouldBeFalse("signed out");

        var key = await site.Store.Keys.IssuePersonKeyAsync("lee@example.com", "ops");
        lee = site.Visitor();
        await lee.SignInAsync(key.Text);
        (await InAsync(lee)).ShouldBeTrue();
        await site.Store.Keys.RevokeAsync(key.Id, "ops");
        (await InAsync(lee)).ShouldBeFalse("revoked");
        lee.Cookie = "governed-mcp=" + new string('0', 64);
        (await InAsync(lee)).ShouldBeFalse("forged");
    }

    [Fact]
    public async Task A_new_sign_in_is_a_new_session_and_ends_the_one_before()
    {
        await using var site = await ApprovalSite.StartAsync();
        var visitor = site.Visitor();
        visitor.Cookie = "governed-mcp=fixed";
        await visitor.SignInAsync(await site.KeyOfAsync("lee@example.com"));
        var first = visitor.Cookie;
        first.ShouldNotContain("fixed");
        await visitor.SignInAsync(await site.KeyOfAsync("lee@example.com"));
        visitor.Cookie.ShouldNotBe(first);
        var old = site.Visitor();
        old.Cookie = first;
        (await InAsync(old)).ShouldBeFalse();
    }

    [Theory]
    [InlineData("https://evil.test", "cross-site")]
    [InlineData("https://evil.test", null)]
    [InlineData("https://evil.test", "same-origin")]
    [InlineData("null", null)]
    [InlineData("null", "cross-site")]
    [InlineData(null, "cross-site")]
    [InlineData(null, "same-site")]
    [InlineData(null, "none")]
    [InlineData(null, null)]
    [InlineData("http://127.0.0.1:1", "same-origin")]
    public async Task Another_sites_form_does_nothing_whatever_it_carries(string? origin, string? fetchSite)
    {
        await using var site = await ApprovalSite.StartAsync();
        var approval = await site.AskAsync();
        var lee = await site.SignedInAsync("lee@example.com");
        await lee.GetAsync($"/approvals/{approval.Id}");
        (string, string)[] fields = [("token", lee.Token!), ("digest", approval.Digest), ("decision", "approve"), ("reason", "x")];
        (await lee.PostAsync($"/approvals/{approval.Id}", Foreign, fields)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await lee.PostAsync("/approvals/sign-in", Foreign, ("key", await site.KeyOfAsync("maria@example.com")))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        await lee.PostAsync("/approvals/sign-out", Foreign, ("token", lee.Token!));
        (await site.ReadAsync(approval)).Votes.ShouldBeEmpty();
        (await InAsync(lee)).ShouldBeTrue("still the one who signed in");

        void Foreign(HttpRequestMessage request)
        {
            request.Headers.Remove("Origin");
            request.Headers.Remove("Sec-Fetch-Site");
            if (origin is not null) request.Headers.Add("Origin", origin);
            if (fetchSite is not null) request.Headers.Add("Sec-Fetch-Site", fetchSite);
        }
    }

    [Fact]
    public async Task A_page_that_hides_where_it_comes_from_is_known_by_the_browsers_other_word()
    {
        await using var site = await ApprovalSite.StartAsync();
        var reply = await site.Visitor().PostAsync("/approvals/sign-in", request =>
        {
            request.Headers.Remove("Origin");
            request.Headers.Add("Origin", "null");
        }, ("key", await site.KeyOfAsync("lee@example.com")));
        reply.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
    }

    [Fact]
    public async Task A_form_without_the_token_of_this_very_session_does_nothing()
    {
        await using var site = await ApprovalSite.StartAsync();
        var approval = await site.AskAsync(user: true);
        var lee = await site.SignedInAsync("lee@example.com");
        var dana = await site.SignedInAsync("dana@example.com");
        await dana.GetAsync("/approvals");
        foreach (var token in (string[])["", "x", dana.Token!]) (await lee.AnswerAsync(approval, changed: ("token", token))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var stranger = site.Visitor();
        stranger.Token = "x";
        (await stranger.AnswerAsync(approval)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await site.ReadAsync(approval)).Votes.ShouldBeEmpty();
    }

    [Fact]
    public async Task Only_the_form_of_the_page_is_read()
    {
        await using var site = await ApprovalSite.StartAsync();
        var approval = await site.AskAsync();
        var lee = await site.SignedInAsync("lee@example.com");
        foreach (var method in (HttpMethod[])[HttpMethod.Head, HttpMethod.Put, HttpMethod.Delete, HttpMethod.Trace, HttpMethod.Patch])
            (await lee.GetAsync($"/approvals/{approval.Id}", method)).Reply.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
        (await lee.PostAsync("/approvals", ("decision", "approve"))).StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
        (await lee.PostAsync($"/approvals/{approval.Id}", request => request.Content = new StringContent("{}", Encoding.UTF8, "application/json"))).StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType);
        (await lee.PostAsync($"/approvals/{approval.Id}", ("reason", new string('x', 64 * 1024)))).StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await lee.PostAsync($"/approvals/{approval.Id}", [.. Enumerable.Range(0, 50).Select(number => ($"f{number}", "x"))])).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    private static async Task<bool> InAsync(Visitor visitor) => !(await visitor.GetAsync("/approvals")).Page.Contains("Person key", StringComparison.Ordinal);
}
