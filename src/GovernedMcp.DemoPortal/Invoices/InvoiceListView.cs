using GovernedMcp.DemoPortal.Pages;

namespace GovernedMcp.DemoPortal.Invoices;

internal static class InvoiceListView
{
    public static Markup Render(InvoicePage page) => Html.Of($"""
        <div class="heading"><div>
          <h1>Invoices</h1>
          <p class="quiet">All invoices received since January 2026</p>
        </div></div>
        <div class="card">
          {Filter(page.Query)}
          <div class="scroll">
            <table aria-label="Invoices">
              <thead><tr>{InvoiceColumns.All.Select(column => Header(column.Sort, column.Header, page.Query))}</tr></thead>
              <tbody>
              {page.Invoices.Select(Row)}
              </tbody>
            </table>
          </div>
          {Html.When(page.Total == 0, () => Html.Of($"""<p class="empty">No invoices match your filter.</p>"""))}
          {Pagination.Render(page)}
        </div>
        """);

    private static Markup Filter(InvoiceQuery query) => Html.Of($"""
        <form id="filter" class="filter" method="get" action="{InvoiceQuery.Path}" role="search" aria-label="Filter invoices">
          <div class="field">
            <label for="status">Status</label>
            <select id="status" name="status">
              {Statuses.Select(choice => Field.Option(choice, query.Status?.ToString() ?? ""))}
            </select>
          </div>
          <div class="field grow">
            <label for="q">Search</label>
            <input type="search" id="q" name="q" value="{query.Search}" placeholder="Supplier or invoice no." autocomplete="off">
          </div>
          <input type="hidden" name="sort" value="{query.Sort.ToString().ToLowerInvariant()}">
          <input type="hidden" name="dir" value="{(query.Descending ? "desc" : "asc")}">
          <button class="button" type="submit">Apply</button>
          {Html.When(query.IsFiltered, () => Html.Of($"""<a class="button secondary" href="{InvoiceQuery.Path}">Clear</a>"""))}
        </form>
        """);

    private static IEnumerable<Choice> Statuses =>
        [new("", "All"), .. Enum.GetNames<InvoiceStatus>().Select(status => new Choice(status, status))];

    private static Markup Header(InvoiceSort sort, string header, InvoiceQuery query)
    {
        var sorted = query.Sort == sort;
        var order = sorted ? query.Descending ? "descending" : "ascending" : null;
        var target = query with { Sort = sort, Descending = sorted && !query.Descending, Page = 1 };
        var kind = sort == InvoiceSort.Amount ? "number" : null;
        return Html.Of($"""<th scope="col"{Html.Attribute("class", kind)}{Html.Attribute("aria-sort", order)}><a href="{target.ToUrl()}">{header}</a></th>""");
    }

    private static Markup Row(Invoice invoice) => Html.Of($"""
        <tr>
          <td>{InvoiceLink.To(invoice.Number)}</td>
          <td>{invoice.Supplier.Name}</td>
          <td>{Shown.Date(invoice.Issued)}</td>
          <td>{Shown.Date(invoice.Due)}</td>
          <td class="number">{Shown.Money(invoice.Amount)}</td>
          <td>{invoice.Supplier.Currency}</td>
          <td>{InvoiceLink.Badge(invoice.Status)}</td>
          <td class="mono">{invoice.Supplier.Iban}</td>
        </tr>
        """);
}
