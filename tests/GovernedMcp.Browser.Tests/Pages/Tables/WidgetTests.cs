using GovernedMcp.Browser.Tests.Fixtures;
using Microsoft.AspNetCore.Http;

namespace GovernedMcp.Browser.Tests.Pages.Tables;

/// <summary>Grids that pages use, in the builds that their makers publish: each found by its heading, no Skill says anything.</summary>
[Collection(SharedBrowser.Grids)]
public sealed class WidgetTests(BrowserFixture browser)
{
    private const string Rows = "const rows = Array.from({ length: 300 }, (_, i) => ({ no: `O-${i + 1}`, supplier: ['Acme', 'Böhm', 'Čapek'][i % 3], due: '01.02.2026', amount: (i * 13.37).toFixed(2), city: `City ${i}`, status: i % 2 ? 'open' : 'paid' }));";

    [Theory]
    [InlineData("ag-grid", "No.|Supplier|Due|Amount|City|Status")]
    [InlineData("ag-grid-paged", "No.|Supplier|Due|Amount|City|Status")]
    [InlineData("tabulator", "No.|Supplier|Amount")]
    [InlineData("tabulator-paged", "No.|Supplier|Amount")]
    [InlineData("slickgrid", "No.|Supplier|Amount")]
    [InlineData("datatables", "No.|Supplier|Amount")]
    [InlineData("datatables-scrolled", "No.|Supplier|Amount")]
    public async Task Three_hundred_rows_of_a_grid_are_read_all(string widget, string columns)
    {
        await using var site = await browser.SiteAsync(("/", "<!doctype html><meta charset=utf-8><h2>Orders</h2>" + Page(widget)));
        site.Otherwise = ServeAsync;
        var result = await Extraction.AllAsync(browser, site.Portal(), "Orders");
        result.Complete.ShouldBeTrue(result.Why);
        string.Join('|', result.Columns).ShouldBe(columns);
        result.Lines.Select(line => line.Split('|')[0]).ShouldBe(Enumerable.Range(1, 300).Select(row => $"O-{row}"));
        result.Lines.Last().ShouldStartWith("O-300|Čapek|");
        result.Lines.ShouldAllBe(line => !line.Contains("||", StringComparison.Ordinal) && !line.EndsWith('|'));
    }

    private static string Page(string widget) => widget switch
    {
        "ag-grid" or "ag-grid-paged" => $$"""
            <div id=grid style="height:400px;width:600px"></div><script src=/ag-grid-community/dist/ag-grid-community.min.js></script>
            <script>{{Rows}}
            agGrid.createGrid(grid, { rowData: rows,{{(widget == "ag-grid" ? "" : " pagination: true, paginationPageSize: 50,")}} columnDefs: [{ field: 'no', headerName: 'No.', pinned: 'left' }, { field: 'supplier' }, { field: 'due' }, { field: 'amount' }, { field: 'city' }, { field: 'status' }] });
            </script>
            """,
        "tabulator" or "tabulator-paged" => $$"""
            <link rel=stylesheet href=/tabulator-tables/dist/css/tabulator.min.css><div id=grid></div><script src=/tabulator-tables/dist/js/tabulator.min.js></script>
            <script>{{Rows}}
            new Tabulator('#grid', { {{(widget == "tabulator" ? "height: 300" : "pagination: true, paginationSize: 20")}}, data: rows, columns: [{ title: 'No.', field: 'no' }, { title: 'Supplier', field: 'supplier' }, { title: 'Amount', field: 'amount' }] });
            </script>
            """,
        "slickgrid" => $$"""
            <link rel=stylesheet href=/slickgrid/dist/styles/css/slick.grid.css><div id=grid style="width:500px;height:300px"></div>
            <script src=/sortablejs/Sortable.min.js></script><script src=/slickgrid/dist/browser/slick.core.js></script><script src=/slickgrid/dist/browser/slick.interactions.js></script><script src=/slickgrid/dist/browser/slick.grid.js></script>
            <script>{{Rows}}
            new Slick.Grid('#grid', rows, [['no', 'No.'], ['supplier', 'Supplier'], ['amount', 'Amount']].map(([field, name]) => ({ id: field, field, name })), { enableColumnReorder: false });
            </script>
            """,
        _ => $$"""
            <table id=grid><thead><tr><th>No.</th><th>Supplier</th><th>Amount</th></tr></thead></table>
            <script type=module>import DataTable from '/datatables.net/js/dataTables.mjs'; {{Rows}}
            new DataTable('#grid', { data: rows.map(row => [row.no, row.supplier, row.amount]), order: [], pageLength: 50{{(widget == "datatables" ? "" : ", scrollY: 200")}} });
            </script>
            """,
    };

    private static async Task ServeAsync(HttpContext http)
    {
        http.Response.ContentType = Path.GetExtension(http.Request.Path) switch { ".css" => "text/css", ".html" => "text/html", _ => "text/javascript" };
        await http.Response.SendFileAsync(Path.Combine(Modules, http.Request.Path.Value!.TrimStart('/')));
    }

    private static string Modules { get; } = Folder();

    private static string Folder()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            var modules = Path.Combine(at.FullName, "tests", "interop", "node_modules");
            if (Directory.Exists(Path.Combine(modules, "ag-grid-community"))) return modules;
        }

        throw new DirectoryNotFoundException("the grids of tests/interop are not installed: `. tests/interop/setup.sh && interop_setup` does it, as ./run-tests does");
    }
}
