using GovernedMcp.Browser.Tests.Fixtures;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Browser.Tests.Pages.Tables;

/// <summary>What tables go by where what names them stands within tables, in a row over all columns or in a cell that names a record; and which rows are titles where all are written as such.</summary>
[Collection(SharedBrowser.Tables)]
public sealed class TableTitleTests(BrowserFixture browser)
{
    [Fact]
    public async Task A_heading_in_the_first_row_names_its_table_and_not_the_next_one()
    {
        static string Listing(string title, string row) => $"<table><tr><td colspan=2><h2>{title}</h2></td></tr><tr><td>{row}</td><td>1</td></tr><tr><td>{row}{row}</td><td>2</td></tr></table>";
        await using var site = await browser.SiteAsync(("/", $"{Listing("Warehouses", "Graz")}{Listing("Carriers", "Post")}{Listing("Drivers", "Ada")}"));
        (await FoundAsync(site)).ShouldBe(["Warehouses", "Carriers", "Drivers"]);
        (await ReadAsync(site, "Warehouses")).ShouldBe(["Graz|1", "GrazGraz|2"]);
        (await ReadAsync(site, "Carriers")).ShouldBe(["Post|1", "PostPost|2"]);
        (await ReadAsync(site, "table-3")).ShouldBe(["Ada|1", "AdaAda|2"]);
    }

    // A table of one column only stacks what a page shows, also where its title is written as one of a column.
    [Fact]
    public async Task A_bar_over_a_stack_names_the_table_in_it()
    {
        await using var site = await browser.SiteAsync(("/", """
            <form><table width=100%><tr><th>Customers / Northwind</th></tr><tr height=5></tr><tr><td>All</td></tr>
            <tr><td><table><tr><th>Customer<th>City<tr><td>Alfreds<td>Berlin<tr><td>Bolid<td>Madrid</table></td></tr><tr><td><hr></td></tr></table></form>
            """));
        (await FoundAsync(site)).ShouldBe(["Customers / Northwind"]);
        (await ReadAsync(site, "Customers / Northwind")).ShouldBe(["Alfreds|Berlin", "Bolid|Madrid"]);
    }

    [Fact]
    public async Task A_box_to_tick_all_rows_is_no_title_however_it_is_drawn()
    {
        const string Box = "<button role=checkbox aria-checked=false style='width:16px;height:16px'></button>";
        await using var site = await browser.SiteAsync(("/", $"<h1>Staff</h1><table><thead><tr><th>{Box}<th>Name<th><span role=checkbox aria-checked=true>Active</span></thead><tr><td>{Box}<td>Ada<td>yes<tr><td>{Box}<td>Bo<td>no</table>"));
        (await Extraction.AllAsync(browser, site.Portal(), "Staff")).Columns.ShouldBe(["column_1", "Name", "Active"]);
    }

    [Fact]
    public async Task A_heading_in_a_row_names_no_table_that_comes_after_it()
    {
        await using var site = await browser.SiteAsync(("/", """
            <h1>Staff</h1>
            <table><tr><th>Who</th><th>Post</th></tr><tr><td><h6>Ada Winter</h6><p>ada@example.com</p></td><td>Clerk</td></tr><tr><td><h6>Bo Lang</h6><p>bo@example.com</p></td><td>Driver</td></tr></table>
            <table><tr><th>Depot</th><th>City</th></tr><tr><td>North</td><td>Graz</td></tr></table>
            """));
        (await FoundAsync(site)).ShouldBe(["Staff (1)", "Staff (2)"]);
        (await Should.ThrowAsync<BlockFault>(() => ReadAsync(site, "Bo Lang"))).Allowed.ShouldBe(["Staff (1)", "Staff (2)"]);
    }

    [Theory]
    [InlineData("Open", "Overdue", "Open, Overdue")]
    [InlineData("Open", "Open", "Invoices (1), Invoices (2)")]
    [InlineData("2026", "2027", "Invoices (1), Invoices (2)")]
    [InlineData("<select><option>Open</option></select>", "Overdue", "Invoices (1), Invoices (2)")]
    public async Task Words_over_all_columns_tell_tables_under_one_heading_apart(string one, string other, string found)
    {
        static string Listing(string title) => $"<table><tr><th colspan=2>{title}</th></tr><tr><th>No.</th><th>Sum</th></tr><tr><td>1</td><td>5</td></tr></table>";
        await using var site = await browser.SiteAsync(("/", $"<h1>Invoices</h1>{Listing(one)}{Listing(other)}"));
        string.Join(", ", await FoundAsync(site)).ShouldBe(found);
    }

    [Fact]
    public async Task Words_over_all_columns_name_a_table_that_nothing_else_does_and_none_that_a_heading_is_over()
    {
        await using var site = await browser.SiteAsync(("/", """
            <table><tr><td colspan=2>Open orders</td></tr><tr><th>No.</th><th>Sum</th></tr><tr><td>1</td><td>5</td></tr></table>
            <h2>Invoices</h2><table><tr><td colspan=2>1 to 1 of 1, newest first</td></tr><tr><th>No.</th><th>Sum</th></tr><tr><td>7</td><td>5</td></tr></table>
            """));
        (await FoundAsync(site)).ShouldBe(["Open orders", "Invoices"]);
        (await ReadAsync(site, "Open orders")).ShouldBe(["1|5"]);
    }

    [Theory]
    [InlineData("<tr><th>From</th><th>Graz</th></tr>", "<tr><th>Linz</th><th>2</th></tr><tr><th>Wels</th><th>3</th></tr><tr><th>Enns</th><th>4</th></tr>", "From, Graz", "Linz|2, Wels|3, Enns|4")]
    [InlineData("<tr><th>From</th><th>Graz</th></tr>", "<tr><th>Linz</th><th>2</th></tr><tr><th>Wels</th><th>3</th></tr><tr><td colspan=2 style=\"background: blue\">&nbsp;</td></tr><tr><th>Enns</th><th>4</th></tr>", "From, Graz", "Linz|2, Wels|3, Enns|4")]
    [InlineData("<tr><th colspan=2>Days</th></tr><tr><th rowspan=2>From</th><th>Graz</th></tr><tr><th>by rail</th></tr>", "<tr><th>Linz</th><th>2</th></tr><tr><th>Wels</th><th>3</th></tr>", "From, Graz by rail", "Linz|2, Wels|3")]
    [InlineData("<thead><tr><th>From</th><th>Graz</th></tr><tr><th>city</th><th>days</th></tr><tr><th>a</th><th>b</th></tr><tr><th>c</th><th>d</th></tr></thead>", "", "From city a c, Graz days b d", "")]
    [InlineData("<tr><th colspan=2>Days</th></tr><tr><th>From</th><th>Graz</th></tr><tr><th>city</th><th>days</th></tr>", "", "From city, Graz days", "")]
    [InlineData("<thead><tr><th>Name</th></tr></thead>", "<tr><th><a href='/1'>customers_id</a></th></tr><tr><th>orders_id</th></tr>", "Name", "customers_id, orders_id")]
    [InlineData("<thead><tr><th>Name</th></tr></thead>", "<tr><th>orders_id</th></tr>", "Name", "orders_id")]
    [InlineData("<thead><tr><th>Name</th><th>Next</th></tr></thead>", "<tr><th>customers_id</th><th>7</th></tr><tr><th>orders_id</th><th>3</th></tr>", "Name, Next", "customers_id|7, orders_id|3")]
    [InlineData("<thead><tr><th>Name</th><th>Next</th></tr></thead>", "<tr><th><input></th><th><input></th></tr>", "Name, Next", "")]
    public async Task Rows_of_nothing_but_title_cells_are_rows_where_there_are_many_or_a_head_of_its_own(string head, string rows, string columns, string lines)
    {
        await using var site = await browser.SiteAsync(("/", $"<h1>Distances</h1><table>{head}{rows}</table>"));
        var read = await Extraction.AllAsync(browser, site.Portal(), "Distances");
        string.Join(", ", read.Columns).ShouldBe(columns);
        string.Join(", ", read.Lines).ShouldBe(lines);
    }

    private async Task<IReadOnlyList<string>> FoundAsync(TestSite site) => [.. (await Should.ThrowAsync<BlockFault>(() => ReadAsync(site, "nothing of this name"))).Allowed];

    private async Task<IReadOnlyList<string>> ReadAsync(TestSite site, string table) => [.. (await Extraction.AllAsync(browser, site.Portal(), table)).Lines];
}
