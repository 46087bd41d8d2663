using GovernedMcp.Browser.Pages.Values;
using GovernedMcp.Governance.Portals;
using ValueType = GovernedMcp.Governance.Portals.ValueType;

namespace GovernedMcp.Browser.Tests.Pages.Values;

/// <summary>What portals of many countries write, and what it means.</summary>
public sealed class LocaleTests
{
    [Theory]
    [InlineData("de-DE", "1.234.567,89 €", "1234567.89")]
    [InlineData("de-DE", "€ -1.234,50", "-1234.50")]
    [InlineData("de-DE", "(1.234,50) €", "-1234.50")]
    [InlineData("de-AT", "EUR 1.234,--", null)]
    [InlineData("fr-FR", "1\u202f234,50\u00a0€", "1234.50")]
    [InlineData("fr-FR", "-1\u00a0234,5 EUR", "-1234.5")]
    [InlineData("fr-FR", "1\u2009234 567,00", "1234567.00")]
    [InlineData("en-GB", "£1,234.50", "1234.50")]
    [InlineData("en-GB", "(£1,234.50)", "-1234.50")]
    [InlineData("en-US", "$(1,234.50)", "-1234.50")]
    [InlineData("en-US", "-$1,234.50", "-1234.50")]
    [InlineData("en-US", "USD 1,234", "1234")]
    [InlineData("en-US", "1,234.50-", "-1234.50")]
    [InlineData("de-CH", "CHF 1'234.50", "1234.50")]
    [InlineData("de-CH", "1’234’567.–", "1234567")]
    [InlineData("sv-SE", "1\u00a0234,50 kr", "1234.50")]
    [InlineData("sv-SE", "\u22121\u00a0234,50\u00a0kr", "-1234.50")]
    public void Money(string language, string shown, string? canonical) => Read(ValueType.Money, shown, language).ShouldBe(canonical);

    [Theory]
    [InlineData("de-DE", "12,5 %", "12.5")]
    [InlineData("de-DE", "(3,5 %)", "-3.5")]
    [InlineData("fr-FR", "\u221212,5\u202f%", "-12.5")]
    [InlineData("en-US", "1,234.5%", "1234.5")]
    [InlineData("en-US", "5 of 10", null)]
    public void Percents(string language, string shown, string? canonical) => Read(ValueType.Percent, shown, language).ShouldBe(canonical);

    [Theory]
    [InlineData("de-DE", "31.12.2026", "2026-12-31")]
    [InlineData("de-DE", "3. März 2026", "2026-03-03")]
    [InlineData("de-DE", "03. Mär. 2026", "2026-03-03")]
    [InlineData("de-DE", "Mo., 12. Okt. 2026", "2026-10-12")]
    [InlineData("de-AT", "1. Jänner 2026", "2026-01-01")]
    [InlineData("fr-FR", "1er janvier 2026", "2026-01-01")]
    [InlineData("fr-FR", "12 févr. 2026", "2026-02-12")]
    [InlineData("fr-FR", "5 juil. 2026", "2026-07-05")]
    [InlineData("fr-FR", "5 jui. 2026", null)]
    [InlineData("en-GB", "3 Sept 2026", "2026-09-03")]
    [InlineData("en-GB", "3 Sep 2026", "2026-09-03")]
    [InlineData("en-GB", "Tuesday, 3rd March 2026", "2026-03-03")]
    [InlineData("en-US", "2026/03/04", "2026-03-04")]
    [InlineData("de-DE", "2026.03.04", "2026-03-04")]
    [InlineData("en-US", "Mar 3, 2026", "2026-03-03")]
    [InlineData("en-US", "March 3rd, 2026", "2026-03-03")]
    [InlineData("sv-SE", "2026-03-03", "2026-03-03")]
    [InlineData("sv-SE", "3 maj 2026", "2026-05-03")]
    [InlineData("es-ES", "3 de marzo de 2026", "2026-03-03")]
    [InlineData("en-GB", "31 Feb 2026", null)]
    [InlineData("en-GB", "3 Xyz 2026", null)]
    public void Days(string language, string shown, string? canonical) => Read(ValueType.Date, shown, language).ShouldBe(canonical);

    private static string? Read(ValueType type, string shown, string language)
    {
        var locale = language switch
        {
            "de-DE" or "de-AT" => new PortalLocale(language, "UTC", ',', "dd.MM.yyyy"),
            "fr-FR" or "es-ES" => new PortalLocale(language, "UTC", ',', "dd/MM/yyyy"),
            "sv-SE" => new PortalLocale(language, "UTC", ',', "yyyy-MM-dd"),
            "en-US" => new PortalLocale(language, "UTC", '.', "MM/dd/yyyy"),
            "de-CH" => new PortalLocale(language, "UTC", '.', "dd.MM.yyyy"),
            _ => new PortalLocale(language, "UTC", '.', "dd/MM/yyyy"),
        };
        return ValueReading.TryRead(type, shown, null, locale, out var value, out _) ? value.Text : null;
    }
}
