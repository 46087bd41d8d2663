namespace GovernedMcp.DemoPortal.Invoices;

internal enum InvoiceStatus
{
    Open,
    Paid,
    Overdue,
    Disputed,
}
