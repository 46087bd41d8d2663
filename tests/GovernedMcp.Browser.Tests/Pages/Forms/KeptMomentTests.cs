using GovernedMcp.Browser.Pages.Forms;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Portals;

namespace GovernedMcp.Browser.Tests.Pages.Forms;

/// <summary>Whether a field that a calendar fills holds what it was given.</summary>
public sealed class KeptMomentTests
{
    [Theory]
    [InlineData("2026-05-04", "04.05.2026", true)]
    [InlineData("2026-05-04", "05.05.2026", false)]
    [InlineData("2026-05-04", "04.05.2026 00:00", true)]
    [InlineData("2026-05-04", "04.05.2026 10:30", false)]
    [InlineData("2026-05-04T10:30", "04.05.2026 10:30", true)]
    [InlineData("2026-05-04T10:30", "2026-05-04 10:30:00", true)]
    [InlineData("2026-05-04T10:30", "04.05.2026", false)]
    [InlineData("2026-05-04T10:30", "04.05.2026 00:00", false)]
    [InlineData("2026-05-04T10:30", "04.05.2026 01:30", false)]
    [InlineData("2026-05-04T22:30", "2026-05-04 10:30 PM", true)]
    [InlineData("2026-05-04T00:00", "04.05.2026", true)]
    // Not in the portal's pattern: only what can be read in one way is taken.
    [InlineData("2026-12-25", "12/25/2026", true)]
    [InlineData("2026-04-04", "4/4/2026", true)]
    [InlineData("2026-05-04", "5/4/2026", false)]
    [InlineData("2026-05-04", "4/5/2026", false)]
    [InlineData("10:30", "10:30", true)]
    [InlineData("10:30", "04.05.2026", false)]
    public void A_time_of_day_is_part_of_it(string given, string held, bool kept)
    {
        var entry = new FieldEntry { Key = "Due", Field = new LookedField { Widget = "datepicker" }, Value = new FieldValue(given), Text = given, Kind = "datepicker" };
        entry.IsKept(new FieldValue(held), PortalLocale.Default with { Date = "dd.MM.yyyy" }).ShouldBe(kept);
    }

    [Theory]
    [InlineData("2026-05-04", "5/4/2026", true)]
    [InlineData("2026-05-04", "04.05.2026", true)]
    [InlineData("2026-05-04", "5/3/2026", false)]
    [InlineData("2026-05-04", "5/4/2025", false)]
    public void Figures_that_may_be_the_day_are_it_where_no_pattern_says_which_is_the_month(string given, string held, bool kept)
    {
        foreach (var kind in (string[])["datepicker", "autocomplete", "text"])
            new FieldEntry { Key = "Due", Field = new LookedField { Widget = kind }, Value = new FieldValue(given), Text = given, Kind = kind }.IsKept(new FieldValue(held), PortalLocale.Default).ShouldBe(kept, kind);
    }

    [Theory]
    [InlineData("1234.5", "1.234,50 €", true)]
    [InlineData("1234.5", "12.345,00 €", false)]
    [InlineData("1.234", "1,234", false)]
    [InlineData("12.5", "12,5", true)]
    [InlineData("1234", "1,234", true)]
    [InlineData("1234", "1.234", false)]
    public void A_number_is_read_by_the_other_sign_only_where_the_portals_makes_none_of_it(string given, string held, bool kept) =>
        new FieldEntry { Key = "Sum", Field = new LookedField { Widget = "text" }, Value = new FieldValue(given), Text = given, Kind = "text" }.IsKept(new FieldValue(held), PortalLocale.Default).ShouldBe(kept);
}
