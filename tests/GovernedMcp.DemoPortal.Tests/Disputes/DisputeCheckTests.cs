using System.Globalization;

namespace GovernedMcp.DemoPortal.Tests.Disputes;

public sealed class DisputeCheckTests : PortalTest
{
    [Theory]
    [InlineData("invoice", "", "Enter an invoice number")]
    [InlineData("invoice", "NW-1", "Invoice NW-1 was not found")]
    [InlineData("reason", "", "Select a reason")]
    [InlineData("reason", "because", "Select a reason")]
    [InlineData("amount", "", "Enter an amount")]
    [InlineData("amount", "1.234,56", "Enter the amount as a number, such as 1,234.56")]
    [InlineData("amount", "1,23", "Enter the amount as a number, such as 1,234.56")]
    [InlineData("amount", "-5", "Enter the amount as a number, such as 1,234.56")]
    [InlineData("amount", "0.00", "The amount must be more than 0.00")]
    [InlineData("amount", "999999999", "The amount must not be more than the invoice amount of ")]
    [InlineData("contact", "pigeon", "Choose how we may contact you")]
    [InlineData("expected", "2026-02-30", "Enter a real date")]
    public async Task A_wrong_field_is_named_and_nothing_is_stored(string field, string value, string message)
    {
        using var visitor = await Visitor.SignedInAsync(Portal);

        var answer = await visitor.PostAsync("/disputes", DisputeForm.With((field, value)));

        answer.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        answer.Text.ShouldContain("role=\"alert\"");
        answer.Text.ShouldContain($"<p class=\"error\" id=\"{field}-error\">{message}");
        answer.Text.ShouldMatch($"id=\"{field}\"[^>]*aria-describedby=\"{field}-error( {field}-hint)?\" aria-invalid=\"true\"");
        Portal.Disputes.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_form_that_comes_back_keeps_its_values()
    {
        using var visitor = await Visitor.SignedInAsync(Portal);

        var answer = await visitor.PostAsync("/disputes", DisputeForm.With(("amount", "12 \"x\" <b>")));

        answer.Text.ShouldContain("value=\"NW-2026-00042\"");
        answer.Text.ShouldContain("<option value=\"wrong_amount\" selected>");
        answer.Text.ShouldContain("value=\"12 &quot;x&quot; &lt;b&gt;\"");
        answer.Text.ShouldContain("value=\"phone\" checked");
        answer.Text.ShouldContain("value=\"2026-12-01\"");
        answer.Text.ShouldContain("name=\"urgent\" value=\"yes\" checked");
        answer.Text.ShouldContain("Two boxes were missing.</textarea>");
    }

    [Fact]
    public async Task The_reason_Other_needs_a_note_of_up_to_five_hundred_characters()
    {
        using var visitor = await Visitor.SignedInAsync(Portal);

        (await visitor.PostAsync("/disputes", DisputeForm.With(("reason", "other"), ("note", " ")))).Plain
            .ShouldContain("Enter a note when the reason is Other");
        (await visitor.PostAsync("/disputes", DisputeForm.With(("note", new string('x', 501))))).Plain
            .ShouldContain("The note must be 500 characters or fewer");
        (await visitor.PostAsync("/disputes", DisputeForm.With(("reason", "other"), ("note", new string('x', 500))))).Status
            .ShouldBe(HttpStatusCode.SeeOther);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("1.5")]
    [InlineData("12.50")]
    public async Task An_amount_may_be_written_short(string amount)
    {
        using var visitor = await Visitor.SignedInAsync(Portal);

        (await visitor.PostAsync("/disputes", DisputeForm.With(("amount", amount)))).Status.ShouldBe(HttpStatusCode.SeeOther);
    }

    [Fact]
    public async Task The_whole_amount_of_the_invoice_may_be_disputed_and_not_a_penny_more()
    {
        using var visitor = await Visitor.SignedInAsync(Portal);
        var row = (await visitor.GetAsync("/billing/invoices?q=NW-2026-00042")).Rows().ShouldHaveSingleItem();
        var amount = decimal.Parse(row[4], NumberStyles.Number, CultureInfo.InvariantCulture);
        var more = (amount + 0.01m).ToString(CultureInfo.InvariantCulture);

        (await visitor.PostAsync("/disputes", DisputeForm.With(("amount", more)))).Plain
            .ShouldContain($"The amount must not be more than the invoice amount of {row[4]} {row[5]}");
        (await visitor.PostAsync("/disputes", DisputeForm.With(("amount", row[4])))).Status.ShouldBe(HttpStatusCode.SeeOther);
        Portal.Disputes.ShouldHaveSingleItem().Amount.ShouldBe(amount);
    }

    [Theory]
    [InlineData("proof.txt", "%PDF-1.4")]
    [InlineData("proof.pdf", "MZ executable")]
    [InlineData("proof.pdf", "")]
    public async Task An_attachment_that_is_no_PDF_is_refused(string fileName, string content)
    {
        using var visitor = await Visitor.SignedInAsync(Portal);

        var answer = await visitor.PostFileAsync("/disputes", fileName, System.Text.Encoding.ASCII.GetBytes(content), DisputeForm.Valid);

        answer.Plain.ShouldContain("The attachment must be a PDF file");
        Portal.Disputes.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_attachment_over_ten_megabytes_is_refused()
    {
        using var visitor = await Visitor.SignedInAsync(Portal);

        var answer = await visitor.PostFileAsync("/disputes", "big.pdf", [.. "%PDF-"u8, .. new byte[10 * 1024 * 1024]], DisputeForm.Valid);

        answer.Plain.ShouldContain("The attachment must be 10 MB or smaller");
    }
}
