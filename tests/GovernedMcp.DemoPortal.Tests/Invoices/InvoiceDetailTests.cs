using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace GovernedMcp.DemoPortal.Tests.Invoices;

public sealed class InvoiceDetailTests : PortalTest
{
    [Fact]
    public async Task The_detail_page_agrees_with_the_list()
    {
        using var visitor = await Visitor.SignedInAsync(Portal);
        var row = (await visitor.GetAsync("/billing/invoices")).Rows()[7];

        var answer = await visitor.GetAsync($"/billing/invoices/{row[0]}");

        answer.Text.ShouldContain($"<h1>Invoice {row[0]}</h1>");
        string[] labels = ["Invoice no.", "Supplier", "Issued", "Due date", "Amount", "Currency", "Status", "IBAN"];
        labels.Select(label => Value(answer, label)).ShouldBe(row);
        Value(answer, "Purchase order").ShouldContain("PO-");
        answer.Text.ShouldContain($"href=\"/disputes/new?invoice={row[0]}\">Dispute this invoice</a>");
    }

    [Fact]
    public async Task Markup_in_a_note_is_text()
    {
        using var visitor = await Visitor.SignedInAsync(Portal);

        var answer = await visitor.GetAsync("/billing/invoices/NW-2026-00318");

        answer.Text.ShouldNotContain("<img src=x");
        Value(answer, "Note").ShouldBe("<b>URGENT</b> <img src=x onerror=alert(1)>");
    }

    [Fact]
    public async Task Each_block_of_fifty_has_one_odd_note_and_one_odd_order_number()
    {
        using var visitor = await Visitor.SignedInAsync(Portal);

        Value(await visitor.GetAsync("/billing/invoices/NW-2026-00018"), "Note").ShouldStartWith("=SUM(");
        Value(await visitor.GetAsync("/billing/invoices/NW-2026-00434"), "Purchase order").ShouldStartWith("=PO-");
    }

    [Fact]
    public async Task An_unknown_invoice_is_not_found()
    {
        using var visitor = await Visitor.SignedInAsync(Portal);

        var answer = await visitor.GetAsync("/billing/invoices/%3Cscript%3E");

        answer.Status.ShouldBe(HttpStatusCode.NotFound);
        answer.Text.ShouldContain("There is no invoice &lt;script&gt;.");
    }

    [Fact]
    public async Task The_PDF_is_downloaded_and_its_cross_reference_table_is_right()
    {
        using var visitor = await Visitor.SignedInAsync(Portal);

        using var response = await visitor.Client.GetAsync("/billing/invoices/NW-2026-00042/pdf");

        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/pdf");
        response.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
        response.Content.Headers.ContentDisposition.FileName.ShouldBe("NW-2026-00042.pdf");
        var text = Encoding.Latin1.GetString(await response.Content.ReadAsByteArrayAsync());
        text.ShouldStartWith("%PDF-1.4");
        text.ShouldContain("Invoice NW-2026-00042");
        var offsets = Regex.Matches(text, @"^(\d{10}) 00000 n $", RegexOptions.Multiline).Select(match => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)).ToList();
        offsets.Count.ShouldBe(5);
        offsets.Select((offset, index) => text[offset..].StartsWith($"{index + 1} 0 obj", StringComparison.Ordinal)).ShouldAllBe(found => found);
        var start = int.Parse(Regex.Match(text, @"startxref\n(\d+)").Groups[1].Value, CultureInfo.InvariantCulture);
        text[start..].ShouldStartWith("xref");
    }

    private static string Value(Answer answer, string label)
    {
        var value = Regex.Match(answer.Text, $"<dt>{Regex.Escape(label)}</dt><dd>(.*?)</dd>", RegexOptions.Singleline).Groups[1].Value;
        return WebUtility.HtmlDecode(Regex.Replace(value, "<[^>]*>", ""));
    }
}
