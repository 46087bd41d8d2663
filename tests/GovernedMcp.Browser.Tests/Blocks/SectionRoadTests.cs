using GovernedMcp.Browser.Blocks.Navigate;
using GovernedMcp.Browser.Pages;
using GovernedMcp.Browser.Tests.Fixtures;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Governance.Tools;
using Microsoft.AspNetCore.Http;

namespace GovernedMcp.Browser.Tests.Blocks;

[Collection(SharedBrowser.Blocks)]
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
    public async Task An_address_is_gone_to_from_where_one_is_which_no_other_origin_is_told()
    {
        await using var site = await TestSite.StartAsync(("/", "<h1>Home</h1>"));
        await using var other = await TestSite.StartAsync(("/", "<h1>Other</h1>"));
        site.Answer("/form", http =>
        {
            http.Response.StatusCode = http.Request.Headers.Referer == new Uri(site.Address, "/?q=1").AbsoluteUri ? 200 : 403;
            http.Response.ContentType = "text/html";
            return http.Response.WriteAsync(http.Response.StatusCode == 200 ? "<h1>Form</h1>" : "<h1>Come from our pages</h1>");
        });
        var portal = site.Portal(Origins.Of(other.Address));
        var session = await browser.OpenAsync(portal, "/?q=1#part");
        await SectionRoad.GoAsync(session, "path:/form", CancellationToken.None);
        (await session.Page.TextContentAsync("h1")).ShouldBe("Form");
        await Visits.GoAsync(session, other.Address, CancellationToken.None);
        other.Heard.ShouldAllBe(request => !request.Contains("referer", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_button_that_is_called_like_a_field_is_not_the_field()
    {
        await using var site = await TestSite.StartAsync(("/", "<form><label for=name>Login</label><input id=name><input type=submit value=Login></form>"));
        var session = await browser.OpenAsync(site.Portal(), "/");
        var found = await session.RunAsync("point", new { locator = new Locator { By = LocatorBy.Label, Value = "Login" } }, CancellationToken.None);
        found.GetProperty("outcome").GetString().ShouldBe("ok");
        (await session.Page.EvaluateAsync<string>("([x, y]) => document.elementFromPoint(x, y).id", new[] { found.GetProperty("x").GetDouble(), found.GetProperty("y").GetDouble() })).ShouldBe("name");
    }

    [Theory]
    [InlineData("<a href=/next><span>Open orders</span></a>")]
    [InlineData("<a href=/next><i></i><span>Open</span> <b>orders</b></a>")]
    [InlineData("<a href=/next onclick='event.preventDefault(); setTimeout(() => { location = this.href; }, 300)'>Open orders</a>")]
    [InlineData("<a href=/next aria-label='Open orders'><svg width=20 height=20><rect width=20 height=20 /></svg></a>")]
    [InlineData("<h2>Open orders</h2><a href=/next>Open orders</a><p>Open orders</p>")]
    [InlineData("<ul role=menu><li role=menuitem><a href=/next>Open orders</a></li></ul><footer><a href=/next>Open orders</a></footer>")]
    [InlineData("<a href=/next style='display:none'>Open orders</a><a href=/other><span hidden>Open orders</span>Others</a><a href=/next>Open orders</a>")]
    [InlineData("<div style='position:absolute;top:-50px;left:0;right:0;height:0'><div style='position:absolute;top:100px'><a href=/next>Open orders</a></div></div>")]
    public async Task A_link_is_followed_by_what_it_says_however_it_is_built(string page)
    {
        await using var site = await TestSite.StartAsync(("/", page), ("/next", "<h1>Orders</h1>"), ("/other", "<h1>Others</h1>"));
        var session = await browser.OpenAsync(site.Portal(), "/");
        await SectionRoad.GoAsync(session, "Open orders", CancellationToken.None);
        session.Page.Url.ShouldEndWith("/next");
    }

    [Fact]
    public async Task Links_of_one_name_that_lead_to_different_places_are_listed_and_each_can_be_named()
    {
        await using var site = await TestSite.StartAsync(
            ("/", "<table><tr><td>Bolts<td><a href='/edit/1?key=s3cret'>Edit</a><tr><td>Nuts<td><a href=/edit/2><span>Edit</span></a></table>"), ("/edit/1", "<h1>Bolts</h1>"), ("/edit/2", "<h1>Nuts</h1>"));
        var session = await browser.OpenAsync(site.Portal(), "/");
        var fault = await Should.ThrowAsync<BlockFault>(() => SectionRoad.GoAsync(session, "Edit", CancellationToken.None));
        fault.Rule.ShouldBe(Rules.Navigation.Ambiguous);
        fault.Allowed.ShouldBe(["Edit (1)", "Edit (2)"]);
        fault.Quotes[0].ShouldStartWith("Edit (1): Bolts Edit → ");
        fault.Quotes[0].ShouldEndWith("/edit/1?key=…");
        await SectionRoad.GoAsync(session, "Edit (2)", CancellationToken.None);
        session.Page.Url.ShouldEndWith("/edit/2");
    }

    [Theory]
    [InlineData("<button onclick=went()>New order</button>", "New order")]
    [InlineData("<button onclick=went()>+ Add</button>", "+ Add")]
    [InlineData("<button onclick=went()><i></i>Bestellung</button><button onclick=went() aria-haspopup=dialog>Order</button>", "Order")]
    [InlineData("<table><tr><td>O-1<td><button>View</button><tr><td>O-2<td><button onclick=went()>View</button></table>", "View (2)")]
    [InlineData("<nav><div role=list><div role=listitem tabindex=-2 style='cursor:pointer' onclick=went()><i></i><span>Orders</span></div><div role=listitem>Others</div></div></nav>", "Orders")]
    public async Task A_button_that_opens_something_is_pressed(string page, string name)
    {
        await using var site = await TestSite.StartAsync(("/", page + "<script>const went = () => { location.hash = 'open'; };</script>"));
        var session = await browser.OpenAsync(site.Portal(), "/");
        await SectionRoad.GoAsync(session, name, CancellationToken.None);
        session.Page.Url.ShouldEndWith("#open");
    }

    [Theory]
    [InlineData("<form><input><button type=button>Add user</button></form>", "Add user")]
    [InlineData("<div role=dialog><input><button>Create</button></div>", "Create")]
    [InlineData("<button>Approve all</button>", "Approve all")]
    [InlineData("<button>Newsletter</button>", "Newsletter")]
    [InlineData("<nav><div tabindex=0>Orders</div></nav>", "Orders")]
    public async Task A_button_that_may_do_something_else_is_no_section(string page, string name)
    {
        await using var site = await TestSite.StartAsync(("/", page));
        var session = await browser.OpenAsync(site.Portal(), "/");
        (await Should.ThrowAsync<BlockFault>(() => SectionRoad.GoAsync(session, name, CancellationToken.None))).Rule.ShouldBe(Rules.Navigation.UnknownSection);
    }

    [Fact]
    public async Task A_link_that_is_not_there_is_told_with_those_that_sound_like_it()
    {
        await using var site = await TestSite.StartAsync(("/", "<a href=/a><span>Open orders</span></a> <a href=/b>Suppliers</a> <button>Orders</button>"));
        var session = await browser.OpenAsync(site.Portal(), "/");
        var fault = await Should.ThrowAsync<BlockFault>(() => SectionRoad.GoAsync(session, "Orders", CancellationToken.None));
        fault.Rule.ShouldBe(Rules.Navigation.UnknownSection);
        fault.Allowed.ShouldBe(["Open orders"]);
        (await Should.ThrowAsync<BlockFault>(() => SectionRoad.GoAsync(session, "Edit (2)", CancellationToken.None))).Allowed.ShouldBe(["Open orders", "Suppliers"]);
    }

    [Fact]
    public async Task A_link_that_says_it_is_a_button_is_one_by_where_it_leads()
    {
        await using var site = await TestSite.StartAsync(("/", "<a role=button href=/contacts><span>Contacts</span></a> <a role=button href='#'>Dark mode</a> <a role=button href='javascript:void 0'>About</a>"), ("/contacts", "<h1>Contacts</h1>"));
        var session = await browser.OpenAsync(site.Portal(), "/");
        (await Should.ThrowAsync<BlockFault>(() => SectionRoad.GoAsync(session, "Dark mode", CancellationToken.None))).Allowed.ShouldBe(["Contacts"]);
        await SectionRoad.GoAsync(session, "Contacts", CancellationToken.None);
        session.Page.Url.ShouldEndWith("/contacts");
    }

    [Fact]
    public async Task A_link_without_words_goes_by_its_address()
    {
        const string icon = "<svg width=20 height=20><rect width=20 height=20 /></svg>";
        await using var site = await TestSite.StartAsync(("/", $"<a href=/users>{icon}</a><a href=/files>{icon}</a><a href=/files>Files</a><a href=/find?key=s3cret>{icon}</a>"), ("/users", "<h1>Users</h1>"));
        var session = await browser.OpenAsync(site.Portal(), "/");
        (await Should.ThrowAsync<BlockFault>(() => SectionRoad.GoAsync(session, "People", CancellationToken.None))).Allowed.ShouldBe(["link:/users", "Files"]);
        await SectionRoad.GoAsync(session, "link:/users", CancellationToken.None);
        session.Page.Url.ShouldEndWith("/users");
    }
}
