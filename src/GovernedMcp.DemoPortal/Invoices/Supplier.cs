namespace GovernedMcp.DemoPortal.Invoices;

internal sealed record Supplier(string Name, string Iban, string Currency, decimal VatPercent, Trade Trade);
