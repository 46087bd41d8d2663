using GovernedMcp.DemoPortal.Settings;

namespace GovernedMcp.DemoPortal.Tests.Settings;

public sealed class BankTests : PortalTest
{
    [Fact]
    public async Task A_valid_account_is_saved()
    {
        using var visitor = await Visitor.SignedInAsync(Portal);

        var answer = await visitor.PostAsync("/settings/bank", ("iban", "gb82west12345698765432"), ("holder", "New & Co"));

        answer.Location.ShouldBe("/settings/bank?saved=1");
        var page = await visitor.GetAsync("/settings/bank?saved=1");
        page.Plain.ShouldContain("Bank details saved");
        page.Text.ShouldContain("value=\"GB82 WEST 1234 5698 7654 32\"");
        page.Text.ShouldContain("value=\"New &amp; Co\"");
        (await visitor.WitnessAsync("bank")).GetProperty("holder").GetString().ShouldBe("New & Co");
    }

    [Fact]
    public async Task An_IBAN_with_wrong_check_digits_is_not_saved()
    {
        using var visitor = await Visitor.SignedInAsync(Portal);

        var answer = await visitor.PostAsync("/settings/bank", ("iban", "GB83 WEST 1234 5698 7654 32"), ("holder", "New & Co"));

        answer.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        answer.Plain.ShouldContain("Enter a valid IBAN");
        (await visitor.WitnessAsync("bank")).GetProperty("holder").GetString().ShouldBe("Hansen & Söhne GmbH");
    }

    [Theory]
    [InlineData("DE89 3704 0044 0532 0130 00", true)]
    [InlineData("DE88 3704 0044 0532 0130 00", false)]
    [InlineData("", false)]
    [InlineData("12345678901234567890", false)]
    [InlineData("DE89 3704 0044 0532 0130 0é", false)]
    public void Check_digits_decide(string iban, bool valid) => Iban.IsValid(iban).ShouldBe(valid);
}
