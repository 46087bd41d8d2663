using GovernedMcp.Browser.Pages.Values;
using GovernedMcp.Governance.Portals;
using ValueType = GovernedMcp.Governance.Portals.ValueType;

namespace GovernedMcp.Browser.Tests.Pages.Values;

public sealed class ValueReadingTests
{
    private static readonly PortalLocale German = new("de-DE", "Europe/Berlin", ',', "dd.MM.yyyy");
    private static readonly PortalLocale British = new("en-GB", "Europe/London", '.', "dd/MM/yyyy");

    [Theory]
    [InlineData("1.234,50", "1234.50")]
    [InlineData("1.234,50 €", "1234.50")]
    [InlineData("EUR 1 234,50", "1234.50")]
    [InlineData("-12,5", "-12.5")]
    [InlineData("12,50-", "-12.50")]
    [InlineData("(12,50)", "-12.50")]
    [InlineData("− 7", "-7")]
    [InlineData("12,–", "12")]
    [InlineData("1.234", "1234")]
    [InlineData(",5", "0.5")]
    [InlineData("–", null)]
    public void Money_reads_as_the_portal_writes_it(string shown, string? canonical) => Read(ValueType.Money, shown, German).ShouldBe(canonical);

    [Theory]
    [InlineData("1.23,45")]
    [InlineData("1,234.50")]
    [InlineData("12,34,56")]
    [InlineData("1.2345")]
    [InlineData("about 12")]
    [InlineData("12 of 30")]
    [InlineData("--5")]
    [InlineData("")]
    public void What_is_no_amount_is_not_guessed(string shown) => ValueReading.TryRead(ValueType.Money, shown.Length == 0 ? "x" : shown, null, German, out _, out _).ShouldBeFalse();

    [Theory]
    [InlineData("31.12.2026", "2026-12-31")]
    [InlineData("1.2.2026", "2026-02-01")]
    [InlineData("2026-02-01", "2026-02-01")]
    [InlineData("1. Februar 2026", "2026-02-01")]
    [InlineData("1 Feb 2026", "2026-02-01")]
    [InlineData("31.12.2026 10:15", "2026-12-31")]
    public void Days_read_in_the_portals_pattern_or_as_words(string shown, string canonical) => Read(ValueType.Date, shown, German).ShouldBe(canonical);

    [Theory]
    [InlineData("12/31/2026")]
    [InlineData("31/12/26")]
    [InlineData("30.02.2026")]
    [InlineData("soon")]
    public void A_day_of_another_order_is_not_turned_round(string shown) => ValueReading.TryRead(ValueType.Date, shown, null, British, out _, out _).ShouldBeFalse();

    [Theory]
    [InlineData("31/12/2026 10:15", "2026-12-31T10:15:00")]
    [InlineData("31/12/2026, 3:05 pm", "2026-12-31T15:05:00")]
    [InlineData("2026-12-31T10:15:30Z", "2026-12-31T10:15:30Z")]
    public void Moments_keep_their_time_and_zone(string shown, string canonical) => Read(ValueType.Datetime, shown, British).ShouldBe(canonical);

    [Theory]
    [InlineData(ValueType.Boolean, "Ja", "true")]
    [InlineData(ValueType.Boolean, "✗", "false")]
    [InlineData(ValueType.Percent, "12,5 %", "12.5")]
    [InlineData(ValueType.Integer, "1.000", "1000")]
    [InlineData(ValueType.Email, "a@b.example", "a@b.example")]
    [InlineData(ValueType.String, "a\u202eb", "a[U+202E]b")]
    public void Other_types_read_too(ValueType type, string shown, string canonical) => Read(type, shown, German).ShouldBe(canonical);

    private static string? Read(ValueType type, string shown, PortalLocale locale)
    {
        ValueReading.TryRead(type, shown, null, locale, out var value, out _).ShouldBeTrue();
        return value.Text;
    }
}
