using System.Text;
using GovernedMcp.Browser.Egress.Wire;
using GovernedMcp.Browser.Tests.Blocks.Widgets;
using GovernedMcp.Browser.Tests.Fixtures;
using GovernedMcp.Browser.Tests.Pages.Tables;
using Microsoft.AspNetCore.Http;

namespace GovernedMcp.Browser.Tests.Egress.Wire;

/// <summary>What tables of DataTables ask their server for, and what only looks like it.</summary>
[Collection(SharedBrowser.Grids)]
public sealed class DataTablesTests(BrowserFixture browser)
{
    private const string Form = "application/x-www-form-urlencoded";
    private const string Columns = "columns[0][data]=no&columns[0][name]=&columns[0][searchable]=true&columns[0][orderable]=true&columns[0][search][value]=&columns[0][search][regex]=false";
    private const string Page = $"draw=2&{Columns}&order[0][column]=0&order[0][dir]=asc&start=10&length=10&search[value]=&search[regex]=false";

    [Theory]
    [InlineData(Page)]
    [InlineData($"draw=1&{Columns}&start=0&length=-1")]
    [InlineData($"{Page}&columns[0][data][_]=no&order[0][name]=&search[fixed][0][name]=x&search[fixed][0][term]=y")]
    [InlineData($"{Page}&_token=Jk3dLq81xZpA")]
    [InlineData($"csrfmiddlewaretoken=Jk3dLq81xZpA&{Page}")]
    public async Task What_the_protocol_knows_reads(string body) => (await ReadsAsync(Form, body)).ShouldBeTrue();

    [Theory]
    [InlineData($"{Page}&action=delete")]
    [InlineData($"{Page}&id=5")]
    [InlineData($"{Page}&data[5][name]=x")]
    [InlineData($"{Page}&start=20")]
    [InlineData($"{Page}&_token=Jk3dLq81xZpA&csrf_token=Jk3dLq81xZpA")]
    [InlineData($"{Page}&_token=drop table")]
    [InlineData($"{Page}&columns[0][remove]=true")]
    [InlineData($"{Page}&columns[x][data]=no")]
    [InlineData($"{Columns}&start=0&length=10")]
    [InlineData($"draw=all&{Columns}&start=0&length=10")]
    [InlineData("draw=1&start=0&length=10")]
    [InlineData("")]
    public async Task Nothing_else_does(string body) => (await ReadsAsync(Form, body)).ShouldBeFalse();

    [Theory]
    [InlineData("""{"draw":1,"columns":[{"data":"no","name":"","searchable":true,"orderable":true,"search":{"value":"","regex":false}}],"order":[{"column":0,"dir":"asc"}],"start":0,"length":10,"search":{"value":"","regex":false}}""", true)]
    [InlineData("""{"draw":1,"columns":[{"data":"no"}],"start":0,"length":10,"approve":true}""", false)]
    [InlineData("""{"draw":1,"columns":[{"data":"no","save":1}],"start":0,"length":10}""", false)]
    public async Task Nor_in_json(string body, bool reads) => (await ReadsAsync("application/json", body)).ShouldBe(reads);

    [Theory]
    [InlineData("", true)]
    [InlineData(", data: sent => ({ ...sent, state: 'open' })", false)]
    public async Task A_table_that_its_server_pages_is_read_to_the_last_row(string more, bool complete)
    {
        await using var site = await browser.SiteAsync(("/", $$"""
            <!doctype html><meta charset=utf-8><title>Orders</title><h2>Orders</h2><table id=orders><thead><tr><th>No.<th>City</thead></table>
            <script src=/lib/jquery/dist/jquery.js></script><script src=/lib/datatables.net/js/dataTables.js></script>
            <script>new DataTable('#orders', { serverSide: true, columns: [{ data: 'no' }, { data: 'city' }], ajax: { url: '/rows', type: 'POST'{{more}} } })</script>
            """));
        site.Otherwise = WidgetSite.ServeAsync;
        site.Answer("/rows", async http =>
        {
            var asked = await http.Request.ReadFormAsync();
            var rows = Enumerable.Range(1, 34).Select(number => new { no = $"O-{number}", city = "Graz" }).Skip(int.Parse(asked["start"]!, null)).Take(int.Parse(asked["length"]!, null));
            await http.Response.WriteAsJsonAsync(new { draw = int.Parse(asked["draw"]!, null), recordsTotal = 34, recordsFiltered = 34, data = rows });
        });
        var all = await Extraction.AllAsync(browser, site.Portal(), "Orders");
        all.Complete.ShouldBe(complete, all.Why);
        if (complete) all.Lines.ShouldBe(Enumerable.Range(1, 34).Select(number => $"O-{number}|Graz"));
    }

    private static async Task<bool> ReadsAsync(string type, string body) => DataTables.Reads(await WireBody.ReadAsync(type, Encoding.UTF8.GetBytes(body)));
}
