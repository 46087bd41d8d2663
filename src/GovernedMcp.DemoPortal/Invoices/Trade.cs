namespace GovernedMcp.DemoPortal.Invoices;

/// <summary>What a supplier sells, which decides what its invoices list.</summary>
internal enum Trade
{
    Office,
    Freight,
    Technology,
    Premises,
    Catering,
    Industry,
}
