using System.Text.Json;
using GovernedMcp.Browser.Pages.Tables;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Browser.Tests.Pages.Tables;

public sealed class TablePageTests
{
    [Fact]
    public void Rows_come_as_one_text_and_their_links_beside_it()
    {
        var page = Read("""{"outcome":"ok","at":[0,1],"lines":"Pump\t\nValve\t2\n\t\n","links":[["https://a/1",null],null]}""");
        page.Rows.Select(row => string.Join('|', row)).ShouldBe(
        [
            string.Join('|', new ShownCell("Pump", "https://a/1"), new ShownCell("", null)),
            string.Join('|', new ShownCell("Valve", null), new ShownCell("2", null)),
            string.Join('|', new ShownCell("", null), new ShownCell("", null)),
        ]);
    }

    [Fact]
    public void What_parts_them_is_told() =>
        Read("""{"outcome":"ok","at":[0,1],"parts":"|~","lines":"a|b~|~"}""").Rows.Select(row => (row[0].Text, row[1].Text)).ShouldBe([("a", "b"), ("", "")]);

    [Theory]
    [InlineData("", 0)]
    [InlineData("\\n", 1)]
    [InlineData("a\\nb\\n", 2)]
    public void A_row_of_one_empty_cell_is_a_row(string lines, int rows) =>
        Read($$"""{"outcome":"ok","at":[0],"lines":"{{lines}}"}""").Rows.Count.ShouldBe(rows);

    [Theory]
    [InlineData("a\\tb\\tc\\n")]
    [InlineData("a\\tb\\nc\\n")]
    public void Rows_that_do_not_fit_their_columns_are_not_read(string lines) =>
        Should.Throw<BlockFault>(() => Read($$"""{"outcome":"ok","at":[0,1],"lines":"{{lines}}"}""")).Rule.ShouldBe(Rules.Pages.Script);

    private static TablePage Read(string answer) => TablePage.Of(JsonDocument.Parse(answer).RootElement)!;
}
