using GovernedMcp.Governance.Flows;

namespace GovernedMcp.Governance.Tests.Flows;

/// <summary>What is followed from portal to portal, and what stands on any portal anyway.</summary>
public sealed class FollowedTests
{
    [Theory]
    [InlineData("INV-20417", "inv20417")]
    [InlineData("Inv. 20 417", "inv20417")]
    [InlineData("1,834.56", "183456")]
    [InlineData("1.834,560", "183456")]
    [InlineData("12345", "12345")]
    [InlineData("Hartmann GmbH", "hartmanngmbh")]
    [InlineData("Müller", "muller")]
    [InlineData("H\u200ba\u200br\u00adtmann", "hartmann")]
    [InlineData("jane.doe@example.com", "janedoeexamplecom")]
    [InlineData("DE89 3704 0044 0532 0130 00", "de89370400440532013000")]
    [InlineData("Freight of the order INV-20417 was charged twice by them, so they say.", "inv20417")]
    [InlineData("The account DE89 3704 0044 0532 0130 00 is the one that we pay to from now on.", "de89370400440532013000")]
    public void What_can_hardly_be_chance_is_followed(string text, string part) => Followed.In(text).ShouldContain(part);

    [Theory]
    [InlineData("Open")]
    [InlineData("Credit note")]
    [InlineData("Invoice number")]
    [InlineData("In progress")]
    [InlineData("EUR")]
    [InlineData("Q3 26")]
    [InlineData("500.00")]
    [InlineData("12000.00")]
    [InlineData("99.95")]
    [InlineData("2026-11-27")]
    [InlineData("27/11/2026")]
    [InlineData("27.11.2026 14:30")]
    [InlineData("2026-11-27T14:30:00Z")]
    [InlineData("true")]
    [InlineData("")]
    [InlineData("\ud800")]
    public void What_stands_on_any_portal_is_not(string text) => Followed.In(text).ShouldBeEmpty();

    [Fact]
    public void Of_running_text_rows_of_words_are_followed()
    {
        var parts = Followed.In("The warehouse in Rotterdam keeps the damaged pallets until the carrier collects them").ToList();
        parts.ShouldContain("rotterdamkeepsthedamagedpallets");
        parts.ShouldNotContain("rotterdam");
    }

    [Fact]
    public void A_part_of_a_number_is_another_number()
    {
        var folded = FoldedText.Of("No. INV204177, 1834560 and 183456.00");
        bool Holds(string part) => Enumerable.Range(0, folded.Letters.Length - part.Length + 1)
            .Any(at => folded.Letters.AsSpan(at, part.Length).SequenceEqual(part) && folded.StandsAlone(at, at + part.Length));
        Holds("inv20417").ShouldBeFalse();
        Holds("83456").ShouldBeFalse();
        Holds("183456").ShouldBeTrue();
        Holds("inv204177").ShouldBeTrue();
    }
}
