using GovernedMcp.DemoPortal.Pages;

namespace GovernedMcp.DemoPortal.Invoices;

internal static class InvoiceDetailView
{
    public static Markup Render(Invoice invoice, bool mayDispute) => Html.Of($"""
        <nav class="trail" aria-label="Breadcrumb"><a href="{InvoiceQuery.Path}">Invoices</a> <span aria-hidden="true">/</span> {invoice.Number}</nav>
        <div class="heading">
          <div>
            <h1>Invoice {invoice.Number}</h1>
            <p class="quiet">{invoice.Supplier.Name}</p>
          </div>
          <div class="actions">
            <a class="button secondary" href="{InvoiceLink.Url(invoice.Number)}/pdf" download>PDF</a>
            {Html.When(mayDispute, () => Html.Of($"""<a class="button" href="/disputes/new?invoice={Uri.EscapeDataString(invoice.Number)}">Dispute this invoice</a>"""))}
          </div>
        </div>
        <section class="card pad" aria-label="Details">
          <dl id="invoice-details" class="pairs">
            {Pairs(invoice).Select(pair => Html.Of($"""<div><dt>{pair.Label}</dt><dd>{pair.Value}</dd></div>"""))}
          </dl>
        </section>
        <section class="card" aria-labelledby="lines-title">
          <h2 id="lines-title" class="pad">Line items</h2>
          <div class="scroll">{Lines(invoice)}</div>
        </section>
        """);

    private static IEnumerable<(string Label, Markup Value)> Pairs(Invoice invoice) =>
    [
        ("Invoice no.", Html.Of($"{invoice.Number}")),
        ("Supplier", Html.Of($"{invoice.Supplier.Name}")),
        ("Issued", Html.Of($"{Shown.Date(invoice.Issued)}")),
        ("Due date", Html.Of($"{Shown.Date(invoice.Due)}")),
        ("Amount", Html.Of($"{Shown.Money(invoice.Amount)}")),
        ("Currency", Html.Of($"{invoice.Supplier.Currency}")),
        ("Status", InvoiceLink.Badge(invoice.Status)),
        ("IBAN", Html.Of($"""<span class="mono">{invoice.Supplier.Iban}</span>""")),
        ("Purchase order", Html.Of($"{invoice.PurchaseOrder}")),
        ("Note", Html.Of($"{Shown.OrDash(invoice.Note)}")),
    ];

    private static Markup Lines(Invoice invoice) => Html.Of($"""
        <table class="lines-table" aria-label="Line items">
          <thead><tr>
            <th scope="col">Pos.</th><th scope="col">Description</th><th scope="col" class="number">Quantity</th>
            <th scope="col" class="number">Unit price</th><th scope="col" class="number">Line total</th>
          </tr></thead>
          <tbody>
            {invoice.Lines.Select(line => Html.Of($"""
              <tr><td>{line.Position}</td><td class="text">{line.Description}</td><td class="number">{Shown.Count(line.Quantity)}</td><td class="number">{Shown.Money(line.UnitPrice)}</td><td class="number">{Shown.Money(line.Amount)}</td></tr>
              """))}
          </tbody>
          <tfoot>
            <tr><th scope="row" colspan="4">Net</th><td class="number">{Shown.Money(invoice.Net)}</td></tr>
            <tr><th scope="row" colspan="4">VAT</th><td class="number">{Shown.Money(invoice.Vat)}</td></tr>
            <tr class="total"><th scope="row" colspan="4">Total {invoice.Supplier.Currency}</th><td class="number">{Shown.Money(invoice.Amount)}</td></tr>
          </tfoot>
        </table>
        """);
}
