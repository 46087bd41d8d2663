using GovernedMcp.Browser.Pages.Tables;
using GovernedMcp.Browser.Pages.Values;
using GovernedMcp.Governance.Gates;
using GovernedMcp.Governance.Portals;
using ValueType = GovernedMcp.Governance.Portals.ValueType;

namespace GovernedMcp.Browser.Tests.Pages.Tables;

public sealed class RowFilterTests
{
    private static readonly PortalLocale British = new("en-GB", "UTC", '.', "dd/MM/yyyy");

    [Theory]
    [InlineData("22,171.54", true)]
    [InlineData("£ 99.00", false)]
    [InlineData("on request", null)]
    [InlineData(null, false)]
    public void A_bound_is_asked_of_the_number_that_the_portal_shows(string? cell, bool? passes)
    {
        var filter = new RowFilter(new Dictionary<string, Matcher> { ["amount"] = new Matcher.Over(500) });
        filter.Passes([new Column("amount", ["Amount"], ValueType.String)], [cell is null ? CellValue.Nothing : CellValue.Of(cell)], British).ShouldBe(passes);
    }
}
