using GovernedMcp.Browser.Blocks;
using GovernedMcp.Browser.Tests.Fixtures;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Browser.Tests.Blocks;

/// <summary>Signing out by the page's own control, and what is told of it.</summary>
[Collection(SharedBrowser.Sessions)]
public sealed class SignOutTests(BrowserFixture browser)
{
    private const string SentLate = "<form method=post action=/out><button onclick='event.preventDefault(); setTimeout(() => this.form.submit(), 700)'>Sign out</button></form>";
    private const string ByScript = "<h1>Orders</h1><button onclick=\"fetch('/api/out', { method: 'POST' }).finally(() => { history.pushState(null, '', '/in'); document.body.innerHTML = '<form><input name=u><input type=password name=p><button>Sign in</button></form>'; })\">Sign out</button>";
    private const string Asked = "<a href=/sure>Log out</a>";
    private const string Sure = "<h1>Are you sure?</h1><form method=post action=/out><button>Log out</button></form><a href=/>Back</a>";

    [Theory]
    [InlineData(SentLate, true, "POST /out")]
    [InlineData(Asked, true, "POST /out")]
    [InlineData("<a href=/out>Log out</a>", true, "GET /out")]
    [InlineData("<button>Sign out</button>", false, null)]
    [InlineData("<p>Nothing to see</p>", false, null)]
    public async Task It_is_told_of_what_was_seen_to_happen(string page, bool isOut, string? sent)
    {
        await using var site = await TestSite.StartAsync(("/", page), ("/sure", Sure), ("/out", "<p>See you</p>"));
        var end = await EndAsync(site, site.Portal());
        end.Data["signed_out"]!.GetValue<bool>().ShouldBe(isOut);
        site.Requests.Where(request => request.EndsWith("/out", StringComparison.Ordinal)).ShouldBe(sent is null ? [] : [sent]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_a_script_may_not_send_leaves_it_signed_in_at_the_portal(bool listed)
    {
        await using var site = await TestSite.StartAsync(("/", ByScript), ("/api/out", ""));
        var end = await EndAsync(site, listed ? site.Portal() with { Writes = [new KnownRequest("POST", "/api/out")] } : site.Portal());
        end.Data["signed_out"]!.GetValue<bool>().ShouldBe(listed);
        site.Requests.Contains("POST /api/out").ShouldBe(listed);
        if (listed) return;
        end.Message.ShouldContain("`writes`");
        end.Quotes.ShouldContain(quote => quote.Contains("POST /api/out", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_page_that_stays_as_what_its_script_sends_is_kept_back_is_told_so()
    {
        await using var site = await TestSite.StartAsync(("/", "<button onclick=\"fetch('/api/out', { method: 'POST' })\">Sign out</button>"));
        var end = await EndAsync(site, site.Portal());
        end.Data["signed_out"]!.GetValue<bool>().ShouldBeFalse();
        end.Message.ShouldContain("`writes`");
    }

    private async Task<BlockResult> EndAsync(TestSite site, Portal portal)
    {
        var session = await browser.OpenAsync(portal, "/");
        return await new SessionBlock(browser.Host, browser.Sessions, TimeProvider.System).RunAsync(Policed.Permit("portal_session", portal, session.Facts, null, ("action", "logout")), Policed.Run(), CancellationToken.None);
    }
}
