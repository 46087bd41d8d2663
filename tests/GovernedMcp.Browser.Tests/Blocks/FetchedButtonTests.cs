using GovernedMcp.Browser.Blocks;
using GovernedMcp.Browser.Blocks.Navigate;
using GovernedMcp.Browser.Pages;
using GovernedMcp.Browser.Sessions;
using GovernedMcp.Browser.Tests.Fixtures;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Browser.Tests.Blocks;

/// <summary>Buttons of forms that are fetched and have nothing to fill in: they lead where a link would.</summary>
[Collection(SharedBrowser.Blocks)]
public sealed class FetchedButtonTests(BrowserFixture browser)
{
    private const string Hidden = "<input type=hidden name=which value=done>";

    [Theory]
    [InlineData("method=get action=/jobs", Hidden + "<button>Show done jobs</button>", "?which=done")]
    [InlineData("method=GET action=/jobs", Hidden + "<input type=submit name=go value='Show done jobs'>", "?which=done&go=Show+done+jobs")]
    [InlineData("method=post action=/elsewhere", Hidden + "<button formmethod=get formaction=/jobs>Show done jobs</button>", "?which=done")]
    public async Task They_are_sections_by_their_names(string form, string holds, string query)
    {
        await using var site = await browser.SiteAsync(("/", $"<h1>Queue</h1><form {form}>{holds}</form>"), ("/jobs", "<h1>Jobs</h1>"));
        var session = await browser.OpenAsync(site.Portal(), "/");
        var read = await new ReadBlock(browser.Host, browser.Sessions).RunAsync(Policed.Permit("portal_read", site.Portal(), session.Facts, null, ("what", "outline")), Policed.Run(), CancellationToken.None);
        read.Data["untrusted"]!["links"]!.ToJsonString().ShouldContain("Show done jobs");
        await GoAsync(session, "Show done jobs");
        await session.Page.WaitForURLAsync("**/jobs*");
        new Uri(session.Page.Url).Query.ShouldBe(query);
    }

    [Theory]
    [InlineData("method=get action=/jobs", Hidden + "<button>Delete jobs</button>", "Delete jobs", "section.acts")]
    [InlineData("method=get action=/jobs/cancel", Hidden + "<button>Go on</button>", "Go on", "section.acts")]
    [InlineData("method=get action=/jobs", "<input type=hidden name=csrf_token value=e6476bc6009611d258ad8664dbb0a0e8><button>Go on</button>", "Go on", "section.acts")]
    [InlineData("method=get action=/jobs", "<input name=which><button>Go on</button>", "Go on", "section.unknown")]
    [InlineData("method=get action=/jobs", "<select name=which><option>done</select><button>Go on</button>", "Go on", "section.unknown")]
    [InlineData("method=post action=/jobs", Hidden + "<button>Go on</button>", "Go on", "section.unknown")]
    [InlineData("action=/jobs", Hidden + "<button>Go on</button>", "Go on", "section.unknown")]
    [InlineData("method=get action=/jobs onsubmit='return true'", Hidden + "<button>Go on</button>", "Go on", "section.unknown")]
    public async Task What_sounds_as_if_it_changed_something_or_is_filled_or_posted_is_none(string form, string holds, string name, string code)
    {
        await using var site = await browser.SiteAsync(("/", $"<h1>Queue</h1><form {form}>{holds}</form>"), ("/jobs", "<h1>Jobs</h1>"));
        var session = await browser.OpenAsync(site.Portal(), "/");
        (await Should.ThrowAsync<BlockFault>(() => GoAsync(session, name))).Rule.Id.ShouldBe(code);
        site.Requests.ShouldNotContain(request => request.Contains("/jobs", StringComparison.Ordinal));
    }

    private static Task<string?> GoAsync(BrowserSession session, string name) =>
        SectionRoad.GoAsync(session, name, Withheld.Of(Policed.Permit("portal_navigate", session.Portal, session.Facts)), CancellationToken.None);
}
