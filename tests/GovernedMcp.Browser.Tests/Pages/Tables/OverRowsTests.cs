using GovernedMcp.Browser.Tests.Fixtures;

namespace GovernedMcp.Browser.Tests.Pages.Tables;

/// <summary>Rows between the titles of a table and its records: fields that filter the columns, pictures that sort by them.</summary>
[Collection(SharedBrowser.Tables)]
public sealed class OverRowsTests(BrowserFixture browser)
{
    private const string Sorting = "<tr><td><span>Sort by</span></td><td><a href='?sort=no'><img alt='' width=9 height=9></a></td><td><a href='?sort=city'><img alt='' width=9 height=9></a></td></tr>";
    private const string Filter = "<tr><td><input type=checkbox> <button>Filter</button></td><td><input name=no size=5></td><td><input name=city><input type=submit value=' ' name=apply></td></tr>";
    private const string Records = "<tr><td><input type=checkbox></td><td>1</td><td>Bern</td></tr><tr><td><input type=checkbox></td><td>2</td><td>Graz</td></tr>";

    [Theory]
    [InlineData(Sorting + Filter)]
    [InlineData(Filter)]
    [InlineData("<tr><td></td><td><input name=no></td><td><select name=city><option>All<option>Bern</select></td></tr>")]
    [InlineData(Sorting + "<tr><td><button>Filter</button></td><td><input name=no></td><td><input name=city value='*R*'></td></tr>")]
    [InlineData("<tr><td></td><td><input name=no></td><td><input name=city value='r'></td></tr>")]
    public async Task They_are_no_records(string over) =>
        (await RowsAsync(over + Records)).ShouldBe(["no|1|Bern", "no|2|Graz"]);

    [Theory]
    [InlineData("<tr><td>yes</td><td><input value=0></td><td><input value=Rome></td></tr>" + Records, "yes|0|Rome")]
    [InlineData("<tr><td>a</td><td><input></td><td><input></td></tr><tr><td>b</td><td><input></td><td><input></td></tr>", "a||")]
    [InlineData("<tr><td>a</td><td><a href='/one'><img alt='' width=9 height=9></a></td><td><a href='/two'><img alt='' width=9 height=9></a></td></tr>" + Records, "a||")]
    [InlineData("<tr><td>a</td><td><a href='?edit=1'><img alt='' width=9 height=9></a></td><td><a href='?drop=1'><img alt='' width=9 height=9></a></td></tr>", "a||")]
    public async Task A_record_that_is_being_changed_is_one_and_so_are_those_that_all_hold_fields_or_lead_elsewhere(string rows, string first) =>
        (await RowsAsync(rows))[0].ShouldBe(first);

    [Fact]
    public async Task Where_nothing_fits_there_is_no_record() =>
        (await RowsAsync(Sorting + "<tr><td><button>Filter</button></td><td><input name=no></td><td><input name=city value=Rome></td></tr>")).ShouldBeEmpty();

    private async Task<IReadOnlyList<string>> RowsAsync(string rows)
    {
        await using var site = await TestSite.StartAsync(("/", $"<h2>Orders</h2><table><thead><tr><th>Actions</th><th>No.</th><th>City</th></tr></thead><tbody>{rows}</tbody></table>"));
        var result = await Extraction.AllAsync(browser, site.Portal(), "Orders");
        result.Complete.ShouldBeTrue(result.Why);
        return [.. result.Lines];
    }
}
