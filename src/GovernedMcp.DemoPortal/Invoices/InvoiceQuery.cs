using System.Globalization;

namespace GovernedMcp.DemoPortal.Invoices;

/// <summary>What the address of the invoice list asks for. What cannot be read in it counts as not asked.</summary>
internal sealed record InvoiceQuery
{
    public const string Path = "/billing/invoices";

    public static readonly int[] Sizes = [25, 50, 100];

    public InvoiceStatus? Status { get; init; }

    public string Search { get; init; } = "";

    public InvoiceSort Sort { get; init; } = InvoiceSort.Issued;

    public bool Descending { get; init; } = true;

    public int Page { get; init; } = 1;

    public int Size { get; init; } = 50;

    public bool IsFiltered => Status is not null || Search.Length > 0;

    public static InvoiceQuery From(IQueryCollection query)
    {
        var sorted = Enum.TryParse<InvoiceSort>(query["sort"], ignoreCase: true, out var sort) && Enum.IsDefined(sort);
        return new InvoiceQuery
        {
            Status = Enum.TryParse<InvoiceStatus>(query["status"], ignoreCase: true, out var status) && Enum.IsDefined(status) ? status : null,
            Search = query["q"].ToString().Trim(),
            Sort = sorted ? sort : InvoiceSort.Issued,
            Descending = sorted ? query["dir"] == "desc" : true,
            Page = Number(query["page"]) ?? 1,
            Size = Number(query["size"]) is { } size && Sizes.Contains(size) ? size : 50,
        };
    }

    public bool Matches(Invoice invoice) =>
        (Status is null || invoice.Status == Status)
        && (Contains(invoice.Supplier.Name) || invoice.Number.Contains(Search, StringComparison.OrdinalIgnoreCase));

    /// <summary>In a total order: equal rows follow their numbers, so that pages never overlap.</summary>
    public IEnumerable<Invoice> Order(IEnumerable<Invoice> invoices)
    {
        IComparable Key(Invoice invoice) => Sort.KeyOf(invoice);
        return Descending
            ? invoices.OrderByDescending(Key).ThenByDescending(invoice => invoice.Number, StringComparer.Ordinal)
            : invoices.OrderBy(Key).ThenBy(invoice => invoice.Number, StringComparer.Ordinal);
    }

    public string ToUrl()
    {
        var query = new QueryString()
            .Add("status", Status?.ToString() ?? "")
            .Add("q", Search)
            .Add("sort", Sort.ToString().ToLowerInvariant())
            .Add("dir", Descending ? "desc" : "asc")
            .Add("size", Size.ToString(CultureInfo.InvariantCulture))
            .Add("page", Page.ToString(CultureInfo.InvariantCulture));
        return Path + query.ToUriComponent();
    }

    private static int? Number(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    // "soh" finds "Söhne": people type without accents.
    private bool Contains(string text) => CultureInfo.InvariantCulture.CompareInfo.IndexOf(
        text, Search, CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace) >= 0;
}
