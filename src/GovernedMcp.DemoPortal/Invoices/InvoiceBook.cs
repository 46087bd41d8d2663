namespace GovernedMcp.DemoPortal.Invoices;

/// <summary>The invoices; never changed after the start.</summary>
internal sealed class InvoiceBook(IReadOnlyList<Invoice> invoices)
{
    private readonly Dictionary<string, Invoice> _byNumber = invoices.ToDictionary(invoice => invoice.Number, StringComparer.OrdinalIgnoreCase);

    public IReadOnlyList<Invoice> All => invoices;

    public Invoice? Find(string number) => _byNumber.GetValueOrDefault(number.Trim());

    public InvoicePage Read(InvoiceQuery query)
    {
        var found = query.Order(invoices.Where(query.Matches)).ToList();
        var pages = Math.Max(1, (found.Count + query.Size - 1) / query.Size);
        var page = Math.Clamp(query.Page, 1, pages);
        return new InvoicePage
        {
            Query = query with { Page = page },
            Pages = pages,
            Total = found.Count,
            Invoices = [.. found.Skip((page - 1) * query.Size).Take(query.Size)],
        };
    }
}
