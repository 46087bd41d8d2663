namespace GovernedMcp.DemoPortal.Invoices;

/// <summary>One page of the invoices that a query finds.</summary>
internal sealed record InvoicePage
{
    public required InvoiceQuery Query { get; init; }

    public required int Pages { get; init; }

    /// <summary>How many invoices the query finds on all its pages.</summary>
    public required int Total { get; init; }

    public required IReadOnlyList<Invoice> Invoices { get; init; }

    public int First => Total == 0 ? 0 : ((Query.Page - 1) * Query.Size) + 1;

    public int Last => Total == 0 ? 0 : First + Invoices.Count - 1;
}
