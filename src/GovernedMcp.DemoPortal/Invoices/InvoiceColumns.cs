namespace GovernedMcp.DemoPortal.Invoices;

/// <summary>The columns of the list: what they are called and what they are sorted by.</summary>
internal static class InvoiceColumns
{
    public static readonly (InvoiceSort Sort, string Header)[] All =
    [
        (InvoiceSort.Number, "Invoice no."),
        (InvoiceSort.Supplier, "Supplier"),
        (InvoiceSort.Issued, "Issued"),
        (InvoiceSort.Due, "Due date"),
        (InvoiceSort.Amount, "Amount"),
        (InvoiceSort.Currency, "Currency"),
        (InvoiceSort.Status, "Status"),
        (InvoiceSort.Iban, "IBAN"),
    ];

    public static IComparable KeyOf(this InvoiceSort sort, Invoice invoice) => sort switch
    {
        InvoiceSort.Supplier => invoice.Supplier.Name,
        InvoiceSort.Issued => invoice.Issued,
        InvoiceSort.Due => invoice.Due,
        InvoiceSort.Amount => invoice.Amount,
        InvoiceSort.Currency => invoice.Supplier.Currency,
        InvoiceSort.Status => invoice.Status.ToString(),
        InvoiceSort.Iban => invoice.Supplier.Iban,
        _ => invoice.Number,
    };
}
