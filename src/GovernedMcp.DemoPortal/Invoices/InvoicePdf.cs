using System.Globalization;
using System.Text;
using GovernedMcp.DemoPortal.Pages;

namespace GovernedMcp.DemoPortal.Invoices;

/// <summary>The invoice as a PDF of one page: PDF 1.4, one built-in font, uncompressed.</summary>
internal static class InvoicePdf
{
    public static byte[] Render(Invoice invoice)
    {
        var content = Content(invoice);
        string[] objects =
        [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R /Resources << /Font << /F1 4 0 R >> >> >>",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
            $"<< /Length {content.Length} >>\nstream\n{content}\nendstream",
        ];

        // Every character is one byte (Latin-1), so that positions in the text are the offsets the cross-reference table needs.
        var file = new StringBuilder("%PDF-1.4\n");
        var table = new StringBuilder().Append(CultureInfo.InvariantCulture, $"xref\n0 {objects.Length + 1}\n0000000000 65535 f \n");
        for (var index = 0; index < objects.Length; index++)
        {
            table.Append(CultureInfo.InvariantCulture, $"{file.Length:0000000000} 00000 n \n");
            file.Append(CultureInfo.InvariantCulture, $"{index + 1} 0 obj\n{objects[index]}\nendobj\n");
        }
        var start = file.Length;
        file.Append(table);
        file.Append(CultureInfo.InvariantCulture, $"trailer\n<< /Size {objects.Length + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n");
        return Encoding.Latin1.GetBytes(file.ToString());
    }

    private static string Content(Invoice invoice)
    {
        var text = new StringBuilder();
        var y = 780;
        void Line(int size, int x, string words) =>
            text.Append(CultureInfo.InvariantCulture, $"BT /F1 {size} Tf {x} {y} Td ({Escaped(words)}) Tj ET\n");

        Line(20, 60, $"Invoice {invoice.Number}");
        y -= 28;
        Line(12, 60, invoice.Supplier.Name);
        foreach (var (label, value) in Pairs(invoice))
        {
            y -= 20;
            Line(10, 60, label);
            Line(10, 180, value);
        }
        y -= 14;
        foreach (var line in invoice.Lines)
        {
            y -= 18;
            Line(10, 60, $"{line.Position}.  {line.Quantity} x {line.Description}");
            Line(10, 460, Shown.Money(line.Amount));
        }
        y -= 28;
        Line(12, 60, $"Total {Shown.Money(invoice.Amount, invoice.Supplier.Currency)}");
        return text.ToString().TrimEnd('\n');
    }

    private static IEnumerable<(string Label, string Value)> Pairs(Invoice invoice) =>
    [
        ("Issued", Shown.Date(invoice.Issued)),
        ("Due date", Shown.Date(invoice.Due)),
        ("IBAN", invoice.Supplier.Iban),
        ("Purchase order", invoice.PurchaseOrder),
    ];

    private static string Escaped(string text) => string.Concat(text.Select(character => character switch
    {
        '(' or ')' or '\\' => $"\\{character}",
        '–' => "-",
        < ' ' or > 'ÿ' => "?",
        _ => character.ToString(),
    }));
}
