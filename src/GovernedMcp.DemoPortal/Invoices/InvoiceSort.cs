namespace GovernedMcp.DemoPortal.Invoices;

internal enum InvoiceSort
{
    Number,
    Supplier,
    Issued,
    Due,
    Amount,
    Currency,
    Status,
    Iban,
}
