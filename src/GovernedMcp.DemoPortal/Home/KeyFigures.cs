using GovernedMcp.DemoPortal.Invoices;

namespace GovernedMcp.DemoPortal.Home;

/// <summary>The state of the invoices at a glance.</summary>
internal sealed record KeyFigures(int Open, int Overdue, int Disputed, IReadOnlyList<Invoice> DueNext)
{
    public static KeyFigures Of(IReadOnlyList<Invoice> invoices)
    {
        int Count(InvoiceStatus status) => invoices.Count(invoice => invoice.Status == status);
        return new KeyFigures(
            Count(InvoiceStatus.Open),
            Count(InvoiceStatus.Overdue),
            Count(InvoiceStatus.Disputed),
            [.. invoices.Where(invoice => invoice.Status == InvoiceStatus.Open).OrderBy(invoice => invoice.Due).ThenBy(invoice => invoice.Number, StringComparer.Ordinal).Take(5)]);
    }
}
