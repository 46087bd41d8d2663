using GovernedMcp.Browser.Blocks.Navigate;
using GovernedMcp.Browser.Pages;
using GovernedMcp.Browser.Sessions;
using GovernedMcp.Browser.Tests.Fixtures;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Governance.Tools;
using Microsoft.AspNetCore.Http;

namespace GovernedMcp.Browser.Tests.Blocks;

[Collection(SharedBrowser.Blocks)]
public sealed class SectionRoadTests(BrowserFixture browser)
{
    [Fact]
    public async Task Items_of_one_name_in_a_tree_are_told_apart_by_their_branches()
    {
        await using var site = await browser.SiteAsync(("/", "<div role=tree>" + string.Concat(new[] { "Contacts", "Orders" }.Select(branch => $"<div role=treeitem><span>{branch}</span><div role=group><div role=treeitem><a href=/{branch}>Search</a></div></div></div>")) + "</div>"));
        var session = await browser.OpenAsync(site.Portal(), "/");
        var fault = await Should.ThrowAsync<BlockFault>(() => GoAsync(session, "Search"));
        fault.Quotes.Select(quote => quote.Split('→')[0].Trim()).ShouldBe(["Search (1): Contacts", "Search (2): Orders"]);
    }

    [Fact]
    public async Task A_dialog_of_welcome_over_the_page_is_left_by_escape()
    {
        await using var site = await browser.SiteAsync(("/orders", "<h1>Orders</h1>"), ("/", """
            <a href=/orders>Orders</a><div id=hello role=dialog aria-modal=true style='position:fixed;inset:0;background:#fff'><h2>Welcome</h2><button>Start</button></div>
            <script>document.addEventListener('keydown', event => { if (event.key === 'Escape') hello.remove(); });</script>
            """));
        var session = await browser.OpenAsync(site.Portal(), "/");
        await GoAsync(session, "Orders");
        new Uri(session.Page.Url).AbsolutePath.ShouldBe("/orders");
        session.Notes.TakeWarnings().ShouldContain("a dialog lay over the page; it was left by Escape");
    }

    [Fact]
    public async Task A_page_that_the_portal_refuses_is_no_arrival()
    {
        await using var site = await browser.SiteAsync(("/", "<a href=/users>Users</a>"));
        site.Answer("/users", http =>
        {
            http.Response.StatusCode = 403;
            return Task.CompletedTask;
        });
        var session = await browser.OpenAsync(site.Portal(), "/");
        var fault = await Should.ThrowAsync<BlockFault>(() => GoAsync(session, "path:/users"));
        fault.Rule.ShouldBe(Rules.Pages.Status);
        fault.Message.ShouldContain("`403`");
    }

    [Fact]
    public async Task What_moves_while_it_is_looked_for_is_pressed_where_it_comes_to_rest()
    {
        await using var site = await browser.SiteAsync(
            ("/", """
                <div id=above></div><style>a { display: block; height: 60px }</style><a href=/one>One</a><a href=/two>Two</a><a href=/three>Three</a>
                <script>
                  const look = Element.prototype.scrollIntoView;
                  let looked = false;
                  Element.prototype.scrollIntoView = function (...how) {
                    look.apply(this, how);
                    if (!looked) requestAnimationFrame(() => above.style.height = '60px');
                    looked = true;
                  };
                </script>
                """),
            ("/one", "<h1>One</h1>"), ("/two", "<h1>Two</h1>"), ("/three", "<h1>Three</h1>"));
        var session = await browser.OpenAsync(site.Portal(), "/");
        await GoAsync(session, "Two");
        session.Page.Url.ShouldEndWith("/two");
    }

    [Fact]
    public async Task A_page_that_asks_to_stay_because_of_what_was_filled_in_is_left()
    {
        await using var site = await browser.SiteAsync(
            ("/", "<h1>Draft</h1><input id=text><script>onbeforeunload = event => event.preventDefault();</script>"), ("/next", "<h1>Next</h1>"));
        var session = await browser.OpenAsync(site.Portal(), "/");
        await session.Page.ClickAsync("#text");
        await session.Page.Keyboard.TypeAsync("unsaved");
        await GoAsync(session, "path:/next");
        session.Page.Url.ShouldEndWith("/next");
    }

    [Fact]
    public async Task An_address_is_gone_to_from_where_one_is_which_no_other_origin_is_told()
    {
        await using var site = await browser.SiteAsync(("/", "<h1>Home</h1>"));
        await using var other = await browser.SiteAsync(("/", "<h1>Other</h1>"));
        site.Answer("/form", http =>
        {
            http.Response.StatusCode = http.Request.Headers.Referer == new Uri(site.Address, "/?q=1").AbsoluteUri ? 200 : 403;
            http.Response.ContentType = "text/html";
            return http.Response.WriteAsync(http.Response.StatusCode == 200 ? "<h1>Form</h1>" : "<h1>Come from our pages</h1>");
        });
        var portal = site.Portal(Origins.Of(other.Address));
        var session = await browser.OpenAsync(portal, "/?q=1#part");
        await GoAsync(session, "path:/form");
        (await session.Page.TextContentAsync("h1")).ShouldBe("Form");
        await Visits.GoAsync(session, other.Address, CancellationToken.None);
        other.Heard.ShouldAllBe(request => !request.Contains("referer", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_button_that_is_called_like_a_field_is_not_the_field()
    {
        await using var site = await browser.SiteAsync(("/", "<form><label for=name>Login</label><input id=name><input type=submit value=Login></form>"));
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
        await using var site = await browser.SiteAsync(("/", page), ("/next", "<h1>Orders</h1>"), ("/other", "<h1>Others</h1>"));
        var session = await browser.OpenAsync(site.Portal(), "/");
        await GoAsync(session, "Open orders");
        session.Page.Url.ShouldEndWith("/next");
    }

    [Theory]
    [InlineData("#/members", "#/members", true)]
    [InlineData("#!/members", "#!/members", true)]
    [InlineData("#/members", "#/members?open=1", false)]
    public async Task Where_a_script_keeps_its_addresses_behind_a_mark_two_links_to_one_of_them_are_one(string first, string second, bool one)
    {
        await using var site = await browser.SiteAsync(("/", $"<nav><a href='{first}'>Members</a></nav><main><a href='{second}'>Members</a><h1 id=h>Zoe</h1></main><script>onhashchange = () => h.textContent = location.hash;</script>"));
        var session = await browser.OpenAsync(site.Portal(), "/");
        if (one)
        {
            await GoAsync(session, "Members");
            session.Page.Url.ShouldEndWith(first);
            return;
        }

        (await Should.ThrowAsync<BlockFault>(() => GoAsync(session, "Members"))).Allowed.ShouldBe(["Members (1)", "Members (2)"]);
    }

    [Fact]
    public async Task Links_of_one_name_that_lead_to_different_places_are_listed_and_each_can_be_named()
    {
        await using var site = await browser.SiteAsync(
            ("/", "<table><tr><td>Bolts<td><a href='/edit/1?key=s3cret'>Edit</a><tr><td>Nuts<td><a href=/edit/2><span>Edit</span></a></table>"), ("/edit/1", "<h1>Bolts</h1>"), ("/edit/2", "<h1>Nuts</h1>"));
        var session = await browser.OpenAsync(site.Portal(), "/");
        var fault = await Should.ThrowAsync<BlockFault>(() => GoAsync(session, "Edit"));
        fault.Rule.ShouldBe(Rules.Navigation.Ambiguous);
        fault.Allowed.ShouldBe(["Edit (1)", "Edit (2)"]);
        fault.Quotes[0].ShouldStartWith("Edit (1): Bolts Edit → ");
        fault.Quotes[0].ShouldEndWith("/edit/1?key=…");
        await GoAsync(session, "Edit (2)");
        session.Page.Url.ShouldEndWith("/edit/2");
    }

    [Fact]
    public async Task Links_of_rows_to_one_address_by_which_scripts_do_different_things_are_no_one_link()
    {
        const string Rows = "<table><tr><td>Bolts<td><a href=/ data-post=edit=1>Edit</a><tr><td>Nuts<td><a href=/ data-post=edit=2>Edit</a></table><a href=/>Edit</a>"
            + "<script>for (const link of document.querySelectorAll('[data-post]')) link.onclick = event => { event.preventDefault(); location.hash = link.dataset.post; };</script>";
        await using var site = await browser.SiteAsync(("/", Rows));
        var session = await browser.OpenAsync(site.Portal(), "/");
        var fault = await Should.ThrowAsync<BlockFault>(() => GoAsync(session, "Edit"));
        (fault.Rule, string.Join(", ", fault.Allowed)).ShouldBe((Rules.Navigation.Ambiguous, "Edit (1), Edit (2), Edit (3)"));
        await GoAsync(session, "Edit (2)");
        session.Page.Url.ShouldEndWith("#edit=2");
    }

    [Theory]
    [InlineData("<p><a href=# onclick='to(1);return false'>1</a></p><p><a href=# onclick='to(1);return false'>1</a></p>", true)]
    [InlineData("<p><a href=# onclick='to(1);return false'>1</a></p><p><a href=# onclick='to(2);return false'>1</a></p>", false)]
    [InlineData("<p><a href=# onclick='to(this.id)' id=a>1</a></p><p><a href=# onclick='to(this.id)' id=b>1</a></p>", false)]
    public async Task Two_pagers_that_do_the_same_are_one(string page, bool one)
    {
        await using var site = await browser.SiteAsync(("/", page + "<script>const to = page => { location.hash = `page-${page}`; };</script>"));
        var session = await browser.OpenAsync(site.Portal(), "/");
        if (!one) (await Should.ThrowAsync<BlockFault>(() => GoAsync(session, "1"))).Rule.ShouldBe(Rules.Navigation.Ambiguous);
        else await GoAsync(session, "1");
        session.Page.Url.EndsWith("#page-1", StringComparison.Ordinal).ShouldBe(one);
    }

    [Theory]
    [InlineData("<button onclick=went()>New order</button>", "New order"), InlineData("<button onclick=went()>Invite</button>", "Invite")]
    [InlineData("<button onclick=went()>+ Add</button>", "+ Add")]
    [InlineData("<button onclick=went()><i></i>Bestellung</button><button onclick=went() aria-haspopup=dialog>Order</button>", "Order")]
    [InlineData("<table><tr><td>O-1<td><button>View</button><tr><td>O-2<td><button onclick=went()>View</button></table>", "View (2)")]
    [InlineData("<nav><div role=list><div role=listitem tabindex=-2 style='cursor:pointer' onclick=went()><i></i><span>Orders</span></div><div role=listitem>Others</div></div></nav>", "Orders")]
    public async Task A_button_that_opens_something_is_pressed(string page, string name)
    {
        await using var site = await browser.SiteAsync(("/", page + "<script>const went = () => { location.hash = 'open'; };</script>"));
        var session = await browser.OpenAsync(site.Portal(), "/");
        await GoAsync(session, name);
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
        await using var site = await browser.SiteAsync(("/", page));
        var session = await browser.OpenAsync(site.Portal(), "/");
        (await Should.ThrowAsync<BlockFault>(() => GoAsync(session, name))).Rule.ShouldBe(Rules.Navigation.UnknownSection);
    }

    [Fact]
    public async Task A_link_that_is_not_there_is_told_with_those_that_sound_like_it()
    {
        await using var site = await browser.SiteAsync(("/", "<a href=/a><span>Open orders</span></a> <a href=/b>Suppliers</a> <button>Orders</button>"));
        var session = await browser.OpenAsync(site.Portal(), "/");
        var fault = await Should.ThrowAsync<BlockFault>(() => GoAsync(session, "Orders"));
        fault.Rule.ShouldBe(Rules.Navigation.UnknownSection);
        fault.Allowed.ShouldBe(["Open orders"]);
        (await Should.ThrowAsync<BlockFault>(() => GoAsync(session, "Edit (2)"))).Allowed.ShouldBe(["Open orders", "Suppliers"]);
    }

    [Fact]
    public async Task A_link_that_says_it_is_a_button_is_one_by_where_it_leads()
    {
        await using var site = await browser.SiteAsync(("/", "<a role=button href=/contacts><span>Contacts</span></a> <a role=button href='#'>Dark mode</a> <a role=button href='javascript:void 0'>About</a>"), ("/contacts", "<h1>Contacts</h1>"));
        var session = await browser.OpenAsync(site.Portal(), "/");
        (await Should.ThrowAsync<BlockFault>(() => GoAsync(session, "Dark mode"))).Allowed.ShouldBe(["Contacts"]);
        await GoAsync(session, "Contacts");
        session.Page.Url.ShouldEndWith("/contacts");
    }

    [Fact]
    public async Task A_link_without_words_goes_by_its_address()
    {
        const string icon = "<svg width=20 height=20><rect width=20 height=20 /></svg>";
        await using var site = await browser.SiteAsync(("/", $"<a href=/users>{icon}</a><a href=/files>{icon}</a><a href=/files>Files</a><a href=/find?key=s3cret>{icon}</a>"), ("/users", "<h1>Users</h1>"));
        var session = await browser.OpenAsync(site.Portal(), "/");
        (await Should.ThrowAsync<BlockFault>(() => GoAsync(session, "People"))).Allowed.ShouldBe(["link:/users", "Files"]);
        await GoAsync(session, "link:/users");
        session.Page.Url.ShouldEndWith("/users");
    }

    [Theory]
    [InlineData("<nav><ul><li><a href='#' onclick='return false'>Reports</a><ul style='display:none'><li><a href=/sales><i></i> Sales</a><li><a href=/stock>Stock</a></ul></ul></nav>")]
    [InlineData("<style>nav li ul { visibility: hidden; opacity: 0; } nav li:hover ul { visibility: visible; opacity: 1; }</style><nav><ul><li>Reports <ul><li><a href=/sales><span>Sales</span></a></ul></ul></nav>")]
    [InlineData("<button data-bs-toggle=collapse data-bs-target='#menu'>Menu</button><p>Hello</p><div id=menu hidden><nav><a href=/sales>Sales</a></nav></div>")]
    [InlineData("<div><button aria-haspopup=true aria-expanded=false>Reports</button><div hidden><a href=/sales>Sales</a></div></div>")]
    [InlineData("<details><summary>Reports</summary><a href=/sales>Sales</a> <a href=/stock>Stock</a></details>")]
    [InlineData("<button aria-controls=menu>Menu</button><p>Hello</p><div id=menu hidden><a href=/sales>Sales</a></div><div id=again hidden><a href=/sales/old>Sales</a></div>")]
    [InlineData("<div><b>Reports</b> <button><svg width=9 height=9></svg></button></div><div style='max-height:0;visibility:hidden'><p><a href=/sales><i><span style='position:absolute;left:-999px'>Sales</span></i> <span>Sales</span></a></p></div>")]
    public async Task A_link_of_a_folded_menu_is_followed_by_its_name(string page)
    {
        await using var site = await browser.SiteAsync(("/", page), ("/sales", "<h1>Sales</h1>"));
        var session = await browser.OpenAsync(site.Portal(), "/");
        await GoAsync(session, "Sales");
        session.Page.Url.ShouldEndWith("/sales");
    }

    [Theory]
    [InlineData("<h1>Home</h1><p>Hello</p><div hidden><a href=/sales>Sales</a></div>")]
    [InlineData("<nav><a href=/home>Home</a><a href=/sales style='display:none'>Sales</a></nav>")]
    [InlineData("<nav><ul><li><a href=/home>Home</a><li hidden><a href=/sales>Sales</a></ul></nav>")]
    [InlineData("<header><a href=/home>Home</a> <a href=/help>Help</a></header><div hidden><a href=/sales>Sales</a></div>")]
    [InlineData("<p>Read our <a href=/terms>terms</a></p><div hidden><a href=/sales>Sales</a></div>")]
    [InlineData("<p>Read our terms <button>Print</button></p><div hidden><a href=/sales>Sales</a></div>")]
    [InlineData("<details><summary>Reports</summary><a href='#sales'>Sales</a> <a href='http://elsewhere.test/sales'>Sales</a> <a download href=/sales>Sales</a></details>")]
    public async Task A_link_that_nothing_seen_opens_is_not(string page)
    {
        await using var site = await browser.SiteAsync(("/", page));
        var session = await browser.OpenAsync(site.Portal(), "/");
        (await Should.ThrowAsync<BlockFault>(() => GoAsync(session, "Sales"))).Rule.ShouldBe(Rules.Navigation.UnknownSection);
    }

    [Fact]
    public async Task Links_of_folded_menus_come_after_those_that_are_seen()
    {
        await using var site = await browser.SiteAsync(
            ("/", "<details><summary>Old</summary><a href=/old>Sales</a> <a href=/a>Edit</a></details><ul><li>Users<ul hidden><li><a href=/b>Edit</a></ul></ul><a href=/sales>Sales</a>"), ("/sales", "<h1>Sales</h1>"), ("/b", "<h1>B</h1>"));
        var session = await browser.OpenAsync(site.Portal(), "/");
        var fault = await Should.ThrowAsync<BlockFault>(() => GoAsync(session, "Edit"));
        fault.Allowed.ShouldBe(["Edit (1)", "Edit (2)"]);
        fault.Quotes[1].ShouldStartWith("Edit (2): Users → ");
        (await Should.ThrowAsync<BlockFault>(() => GoAsync(session, "Orders"))).Allowed.ShouldBe(["Sales", "Edit"]);
        await GoAsync(session, "Sales");
        session.Page.Url.ShouldEndWith("/sales");
        await GoAsync(session, "path:/");
        await GoAsync(session, "Edit (2)");
        session.Page.Url.ShouldEndWith("/b");
    }

    private static Task<string?> GoAsync(BrowserSession session, string name) =>
        SectionRoad.GoAsync(session, name, Withheld.Of(Policed.Permit("portal_navigate", session.Portal, session.Facts)), CancellationToken.None);
}
