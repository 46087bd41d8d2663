using GovernedMcp.Browser.Blocks.Navigate;
using GovernedMcp.Browser.Pages;
using GovernedMcp.Browser.Sessions;
using GovernedMcp.Browser.Tests.Fixtures;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Browser.Tests.Blocks;

/// <summary>What a link is for: one that only opens a menu leads nowhere, and one whose address carries a token changes something.</summary>
[Collection(SharedBrowser.Blocks)]
public sealed class LinkPurposeTests(BrowserFixture browser)
{
    /// <summary>A menu of links, opened by <c>{OPENER}</c>; nobody follows what opens it.</summary>
    private const string Menu = """
        <nav><ul><li>{OPENER}<ul hidden><li><a href="/orders">Orders</a></li><li><a href="/orders/new">New order</a></li></ul></li><li><a href="/about">About</a></li></ul></nav>
        <script>for (const opener of document.querySelectorAll('[aria-haspopup],[data-toggle]')) opener.onclick = event => { event.preventDefault(); opener.nextElementSibling.hidden = false; };</script>
        """;

    private const string Row = "<tr><td><a href='/order?no={0}'>{0}</a></td><td><a href='/switch?no={0}&amp;{1}'>Active</a></td></tr>";
    private const string Token = "token=e6476bc6009611d258ad8664dbb0a0e8";

    [Theory]
    [InlineData("<a href=/orders aria-haspopup=true aria-expanded=false>Orders ▾</a>")]
    [InlineData("<a href='#' data-toggle=dropdown>Orders</a>")]
    [InlineData("<button aria-haspopup=menu>Orders</button>")]
    public async Task What_only_opens_a_menu_stands_for_the_link_of_its_name_in_it(string opener)
    {
        await using var site = await browser.SiteAsync(("/", Menu.Replace("{OPENER}", opener.Replace(" ▾", " <span aria-hidden=true>▾</span>", StringComparison.Ordinal), StringComparison.Ordinal)), ("/orders", "<h1>Orders</h1>"));
        var session = await browser.OpenAsync(site.Portal(), "/");
        await GoAsync(session, "Orders");
        new Uri(session.Page.Url).AbsolutePath.ShouldBe("/orders");
    }

    [Fact]
    public async Task Where_it_leads_elsewhere_itself_none_of_the_two_is_guessed()
    {
        await using var site = await browser.SiteAsync(("/", Menu.Replace("{OPENER}", "<a href=/purchasing aria-haspopup=true>Orders</a>", StringComparison.Ordinal)), ("/orders", "<h1>Orders</h1>"));
        var session = await browser.OpenAsync(site.Portal(), "/");
        (await Should.ThrowAsync<BlockFault>(() => GoAsync(session, "Orders"))).Allowed.ShouldBe(["Orders (1)", "Orders (2)"]);
        await GoAsync(session, "Orders (2)");
        new Uri(session.Page.Url).AbsolutePath.ShouldBe("/orders");
    }

    [Fact]
    public async Task A_menu_in_which_no_link_goes_by_its_name_is_opened()
    {
        await using var site = await browser.SiteAsync(("/", Menu.Replace("{OPENER}", "<a href='#' aria-haspopup=true>Purchasing</a>", StringComparison.Ordinal)));
        var session = await browser.OpenAsync(site.Portal(), "/");
        await GoAsync(session, "Purchasing");
        (await session.Page.GetByText("New order").IsVisibleAsync()).ShouldBeTrue();
    }

    [Theory]
    [InlineData("menu", "", true)]
    [InlineData("dialog", "", true)]
    [InlineData("dialog", "<li><input name=state></li>", false)]
    public async Task A_menu_or_a_dialog_that_asks_for_nothing_is_left_for_a_link_under_it(string role, string more, bool left)
    {
        await using var site = await browser.SiteAsync(("/", $"<a href=/orders>Orders</a> <button aria-haspopup=menu onclick='over.hidden = false'>Add filter</button><div id=over hidden><div style='position:fixed;inset:0'></div><ul role={role} style='position:fixed;top:90px'><li role=menuitem tabindex=0>State</li>{more}</ul></div><script>onkeydown = event => {{ if (event.key === 'Escape') over.hidden = true; }}</script>"), ("/orders", "<h1>Orders</h1>"));
        var session = await browser.OpenAsync(site.Portal(), "/");
        await GoAsync(session, "Add filter");
        if (left) await GoAsync(session, "Orders");
        else (await Should.ThrowAsync<BlockFault>(() => GoAsync(session, "Orders"))).Rule.ShouldBe(Rules.Elements.NotUsable);
        new Uri(session.Page.Url).AbsolutePath.ShouldBe(left ? "/orders" : "/");
    }

    [Theory]
    [InlineData(Token)]
    [InlineData("_wpnonce=5d1c2ab9f0")]
    [InlineData("sesskey=aB3dE5fG7h")]
    public async Task A_link_with_a_token_that_few_links_of_the_page_have_is_not_followed(string token)
    {
        await using var site = await browser.SiteAsync(("/", Rows(token, "")));
        var session = await browser.OpenAsync(site.Portal(), "/");
        (await Should.ThrowAsync<BlockFault>(() => GoAsync(session, "Active (2)"))).Rule.ShouldBe(Rules.Navigation.Acts);
        site.Requests.ShouldNotContain("GET /switch");
        await GoAsync(session, "About");
        site.Requests.ShouldContain("GET /about");
    }

    [Theory]
    [InlineData(Token, "?" + Token)]
    [InlineData("key=ORDERS-2026-11", "")]
    [InlineData("token=north", "")]
    public async Task A_parameter_that_each_link_has_or_that_proves_nothing_says_nothing(string parameter, string everywhere)
    {
        await using var site = await browser.SiteAsync(("/", Rows(parameter, everywhere)));
        var session = await browser.OpenAsync(site.Portal(), "/");
        await GoAsync(session, "Active (2)");
        site.Requests.ShouldContain("GET /switch");
    }

    [Theory]
    [InlineData("<a href=/jobs/7/cancel>Cancel</a>", "Cancel", true)]
    [InlineData("<a href=/jobs/7/cancel/><i></i> Cancel job</a>", "Cancel job", true)]
    [InlineData("<a href=/jobs/7/approve?all=1>Approve: all of it</a>", "Approve: all of it", true)]
    [InlineData("<a href=/jobs>Cancel</a>", "Cancel", false)]
    [InlineData("<a href=/jobs/7/cancel>Job 7</a>", "Job 7", false)]
    [InlineData("<a href=/jobs/7/delete>Delete</a>", "Delete", false)]
    public async Task What_may_be_done_at_once_by_following_a_link_is_not(string link, string name, bool acts)
    {
        await using var site = await browser.SiteAsync(("/", link));
        var session = await browser.OpenAsync(site.Portal(), "/");
        if (!acts) await GoAsync(session, name);
        else (await Should.ThrowAsync<BlockFault>(() => GoAsync(session, name))).Rule.ShouldBe(Rules.Navigation.Acts);
        site.Requests.Any(request => request.StartsWith("GET /jobs", StringComparison.Ordinal)).ShouldBe(!acts);
    }

    private static string Rows(string parameter, string everywhere) =>
        $"<nav><a href='/about{everywhere}'>About</a> <a href='/orders{everywhere}'>Orders</a> <a href='/help{everywhere}'>Help</a></nav><table><tr><th>No.</th><th>State</th></tr>"
        + string.Concat(new[] { "1", "2" }.Select(number => Row.Replace("{0}", number, StringComparison.Ordinal).Replace("{1}", parameter, StringComparison.Ordinal))) + "</table>";

    private static Task<string?> GoAsync(BrowserSession session, string name) =>
        SectionRoad.GoAsync(session, name, Withheld.Of(Policed.Permit("portal_navigate", session.Portal, session.Facts)), CancellationToken.None);
}
