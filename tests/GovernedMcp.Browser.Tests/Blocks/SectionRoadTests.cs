using GovernedMcp.Browser.Blocks.Navigate;
using GovernedMcp.Browser.Tests.Fixtures;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Browser.Tests.Blocks;

[Collection(AnotherBrowserCollection.Name)]
public sealed class SectionRoadTests(BrowserFixture browser)
{
    [Theory]
    [InlineData("<form method=post><label>User name <input name=u></label><label>Password <input type=password name=p></label><label>Password confirmation <input type=password name=q></label><button>Save</button></form>", false)]
    [InlineData("<form method=post><label>User name <input name=u></label><label>Password <input type=password name=p></label><button>Log in</button></form>", true)]
    public async Task A_page_that_sets_a_password_does_not_say_that_the_session_is_over(string page, bool over)
    {
        await using var site = await TestSite.StartAsync(("/", "<h1>Home</h1>"), ("/users/add", page));
        var session = await browser.OpenAsync(site.Portal(), "/");
        var going = () => SectionRoad.GoAsync(session, "path:/users/add", CancellationToken.None);
        if (over) (await Should.ThrowAsync<BlockFault>(going)).Rule.ShouldBe(Rules.Sessions.Expired);
        else await going();
    }

    [Fact]
    public async Task A_page_that_asks_to_stay_because_of_what_was_filled_in_is_left()
    {
        await using var site = await TestSite.StartAsync(
            ("/", "<h1>Draft</h1><input id=text><script>onbeforeunload = event => event.preventDefault();</script>"), ("/next", "<h1>Next</h1>"));
        var session = await browser.OpenAsync(site.Portal(), "/");
        await session.Page.ClickAsync("#text");
        await session.Page.Keyboard.TypeAsync("unsaved");
        await SectionRoad.GoAsync(session, "path:/next", CancellationToken.None);
        session.Page.Url.ShouldEndWith("/next");
    }

    [Fact]
    public async Task A_button_that_is_called_like_a_field_is_not_the_field()
    {
        await using var site = await TestSite.StartAsync(("/", "<form><label for=name>Login</label><input id=name><input type=submit value=Login></form>"));
        var session = await browser.OpenAsync(site.Portal(), "/");
        var found = await session.RunAsync("point", new { locator = new Locator { By = LocatorBy.Label, Value = "Login" }, links = false }, CancellationToken.None);
        found.GetProperty("outcome").GetString().ShouldBe("ok");
        (await session.Page.EvaluateAsync<string>("([x, y]) => document.elementFromPoint(x, y).id", new[] { found.GetProperty("x").GetDouble(), found.GetProperty("y").GetDouble() })).ShouldBe("name");
    }
}
