namespace GovernedMcp.DemoPortal.Invoices;

internal sealed record InvoiceLine(int Position, string Description, int Quantity, decimal UnitPrice)
{
    public decimal Amount => Quantity * UnitPrice;
}
