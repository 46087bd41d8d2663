using System.Collections.Frozen;
using GovernedMcp.Browser.Blocks.Navigate;
using GovernedMcp.Browser.Pages;
using GovernedMcp.Browser.Sessions;
using GovernedMcp.Browser.Tests.Fixtures;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Browser.Tests.Blocks;

/// <summary>Links that each row of a list has, or each branch of a tree: each goes by a text of its row, or by its branch, too; and links that capitals tell apart.</summary>
[Collection(SharedBrowser.Blocks)]
public sealed class RowLinkTests(BrowserFixture browser)
{
    private static readonly string Page = "<form method=post action=/all><table><tr><th>No.<th>Name<th>Bank account<th>Do</tr>"
        + string.Concat(Enumerable.Range(1, 20).Select(no => $"<tr><td>{no}<td>Customer {(no > 18 ? "X" : no)}<td>DE-{no}<td><a href=/edit/{no}>Edit</a> <a href=/gone/{no}>Delete</a></tr>")) + "</table></form><ul><li><b>Old ones</b> <a href=/old>Edit</a></ul>";

    [Theory]
    [InlineData("Edit: Customer 14", "/edit/14")]
    [InlineData("edit: customer 14", "/edit/14")]
    [InlineData("Edit: 14", "/edit/14")]
    [InlineData("Edit: Old ones", "/old")]
    [InlineData("Edit: Customer X (2)", "/edit/20")]
    public async Task One_is_followed_by_its_name_and_any_one_text_of_its_row(string name, string path)
    {
        await using var site = await browser.SiteAsync(("/", Page));
        site.Page(path, "<h1>There</h1>");
        var session = await browser.OpenAsync(site.Portal(), "/");
        await GoAsync(session, name);
        new Uri(session.Page.Url).AbsolutePath.ShouldBe(path);
    }

    [Theory]
    [InlineData("Edit: Customer X")]
    [InlineData("Edit")]
    public async Task Several_that_are_meant_by_it_are_listed(string name)
    {
        await using var site = await browser.SiteAsync(("/", Page));
        var session = await browser.OpenAsync(site.Portal(), "/");
        var fault = await Should.ThrowAsync<BlockFault>(() => GoAsync(session, name));
        fault.Rule.ShouldBe(Rules.Navigation.Ambiguous);
        fault.Allowed.Take(2).ShouldBe([$"{name} (1)", $"{name} (2)"]);
        fault.Message.ShouldContain($"`{name}: …`");
    }

    [Fact]
    public async Task Where_tables_lay_out_the_page_each_is_told_with_its_own_row()
    {
        await using var site = await browser.SiteAsync(("/", $"<table><tr><td><h1>Shop</h1></td><td><a href=/all>Edit</a>{Page}</td></tr></table>"));
        var session = await browser.OpenAsync(site.Portal(), "/");
        var fault = await Should.ThrowAsync<BlockFault>(() => GoAsync(session, "Edit"));
        fault.Quotes[0].ShouldStartWith("Edit (1): Shop →");
        fault.Quotes[1].ShouldStartWith("Edit (2): 1 Customer 1 DE-1");
    }

    [Theory]
    [InlineData("Edit: Customer")]
    [InlineData("Edit: DE-14")]
    [InlineData("Edit: Edit")]
    public async Task Neither_a_part_of_a_text_nor_what_the_caller_is_not_shown_leads_to_one(string name)
    {
        await using var site = await browser.SiteAsync(("/", Page));
        var customers = new Table
        {
            Name = "customers", Root = Vendor.By(LocatorBy.Css, "table"), Columns = [new("account", ["Bank account"], GovernedMcp.Governance.Portals.ValueType.String) { Sensitive = Sensitivity.MaskLast4 }], RowKey = [], Source = SourceMark.BuiltIn,
        };
        var session = await browser.OpenAsync(site.Portal() with { Tables = new Dictionary<string, Table> { ["customers"] = customers }.ToFrozenDictionary() }, "/");
        (await Should.ThrowAsync<BlockFault>(() => GoAsync(session, name))).Rule.ShouldBe(Rules.Navigation.UnknownSection);
    }

    [Theory]
    [InlineData("<div><div><span role=treeitem aria-expanded=true>{0}</span></div><div><div><div><span role=treeitem onclick=\"went('{0}')\">Search</span></div></div></div></div>")]
    [InlineData("<div role=treeitem aria-level=1 aria-expanded=true>{0}</div><div role=treeitem aria-level=2>New</div><div role=treeitem aria-level=2 onclick=\"went('{0}')\">Search</div>")]
    [InlineData("<div role=treeitem aria-expanded=true>{0}<div role=group><div role=treeitem onclick=\"went('{0}')\">Search</div></div></div>")]
    public async Task One_of_a_tree_goes_by_its_branch(string branch)
    {
        var tree = string.Concat(new[] { "Customers", "Parts", "Vendors" }.Select(name => branch.Replace("{0}", name, StringComparison.Ordinal)));
        await using var site = await browser.SiteAsync(("/", $"<h1>Shop</h1><div role=tree>{tree}</div><script>const went = to => {{ location.hash = to; }};</script>"));
        var session = await browser.OpenAsync(site.Portal(), "/");
        (await Should.ThrowAsync<BlockFault>(() => GoAsync(session, "Search"))).Quotes.ShouldBe(["Search (1): Customers", "Search (2): Parts", "Search (3): Vendors"]);
        await GoAsync(session, "Search: Parts");
        new Uri(session.Page.Url).Fragment.ShouldBe("#Parts");
    }

    [Theory]
    [InlineData("<div role=tree><div role=treeitem aria-expanded={0} onclick='fold(this)'>Customers</div></div>")]
    [InlineData("<nav><a href=# aria-expanded={0} onclick='fold(this)'>Customers</a></nav>")]
    public async Task A_branch_is_open_after_it_was_asked_for_whether_it_was_before_or_not(string branch)
    {
        const string Script = "<script>const fold = part => { presses++; part.ariaExpanded = part.ariaExpanded === 'false'; }; let presses = 0;</script>";
        await using var site = await browser.SiteAsync(("/open", Script + branch.Replace("{0}", "true", StringComparison.Ordinal)), ("/folded", Script + branch.Replace("{0}", "false", StringComparison.Ordinal)));
        foreach (var (path, presses) in new[] { ("/open", 2), ("/folded", 1) })
        {
            var session = await browser.OpenAsync(site.Portal(), path);
            await GoAsync(session, "Customers");
            (await session.Page.EvaluateAsync<string>("`${document.querySelector('[aria-expanded]').ariaExpanded} ${presses}`")).ShouldBe($"true {presses}");
        }
    }

    [Theory]
    [InlineData("Device Types", "/types")]
    [InlineData("device types", "/glossary")]
    [InlineData("DEVICE TYPES", "/glossary")]
    public async Task One_that_is_folded_up_is_told_by_its_capitals_from_one_that_is_seen(string name, string path)
    {
        await using var site = await browser.SiteAsync(("/", "<nav><ul><li><a href=# data-toggle=dropdown>Scheduler</a><ul style='display:none'><li><a href=/types>Device Types</a></ul></ul></nav><p>What <a href=/glossary>device types</a> are."));
        site.Page(path, "<h1>There</h1>");
        var session = await browser.OpenAsync(site.Portal(), "/");
        await GoAsync(session, name);
        new Uri(session.Page.Url).AbsolutePath.ShouldBe(path);
    }

    private static Task<string?> GoAsync(BrowserSession session, string name) =>
        SectionRoad.GoAsync(session, name, Withheld.Of(Policed.Permit("portal_navigate", session.Portal, session.Facts)), CancellationToken.None);
}
