namespace GovernedMcp.DemoPortal.Invoices;

internal sealed record Invoice
{
    public required string Number { get; init; }

    public required Supplier Supplier { get; init; }

    public required DateOnly Issued { get; init; }

    public required DateOnly Due { get; init; }

    public required InvoiceStatus Status { get; init; }

    public required string PurchaseOrder { get; init; }

    public required string? Note { get; init; }

    public required IReadOnlyList<InvoiceLine> Lines { get; init; }

    public decimal Net => Lines.Sum(line => line.Amount);

    public decimal Vat => decimal.Round(Net * Supplier.VatPercent / 100, 2, MidpointRounding.AwayFromZero);

    /// <summary>What is to be paid, in the supplier's currency.</summary>
    public decimal Amount => Net + Vat;
}
