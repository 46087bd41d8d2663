using GovernedMcp.Browser.Sessions;
using GovernedMcp.Browser.Tests.Fixtures;

namespace GovernedMcp.Browser.Tests.Sessions;

[Collection(SharedBrowser.Sessions)]
public sealed class SessionEndTests(BrowserFixture browser)
{
    [Theory]
    [InlineData("<form method=post><label>User name <input name=u></label><label>Password <input type=password name=p></label><label>Password confirmation <input type=password name=q></label><button>Save</button></form>", false)]
    [InlineData("<form method=post><label>User name <input name=u></label><label>Password <input type=password name=p></label><button>Log in</button></form>", true)]
    [InlineData("<a href=/>Home</a><div role=dialog><h2>Service account</h2><label>Key of the service <input type=password></label></div>", false), InlineData("<a href=/>Home</a><div role=dialog><h2>Service</h2><button>Save</button><form><label>User <input></label><label>Password <input type=password></label></form></div>", false)]
    [InlineData("<form method=post><label>User name <input name=u></label><label>Password <input type=password name=p></label><label>May read <select name=read><option>No<option>Yes</select></label><label>May write <select name=write><option>No<option>Yes</select></label><label>May send <select name=send><option>No<option>Yes</select></label><label>May see <select name=see><option>No<option>Yes</select></label><button>Submit</button></form>", false)]
    [InlineData("<a href=/out>Logout</a><form method=post><label>User name <input name=u></label><label>Password <input type=password name=p></label><button>Submit</button></form>", false)]
    [InlineData("<form method=post><label>User name <input name=u></label><label>Password <input type=password name=p></label><button>Submit</button></form>", true), InlineData("<a href=/out>Logout</a><form method=post><label>User name <input name=u></label><label>Password <input type=password name=p></label><button>Log in</button></form>", true)]
    public async Task A_page_that_sets_a_password_does_not_say_that_the_session_is_over(string page, bool over)
    {
        await using var site = await browser.SiteAsync(("/users/add", page));
        var session = await browser.OpenAsync(site.Portal(), "/users/add");
        (await SessionEnd.IsShownAsync(session, CancellationToken.None)).ShouldBe(over);
    }
}
