using GovernedMcp.DemoPortal.Accounts;
using GovernedMcp.DemoPortal.Invoices;
using GovernedMcp.DemoPortal.Pages;

namespace GovernedMcp.DemoPortal.Home;

internal static class HomeView
{
    private static readonly (string Day, string Title, string Text)[] Notices =
    [
        ("20/11/2026", "Year-end closing", "Please send invoices for 2026 by 18 December, so that they are paid this year."),
        ("16/11/2026", "Changed bank details", "We never change bank details on request by e-mail or telephone."),
        ("02/11/2026", "Disputes online", "Disputes can now be raised here. Earlier ones are handled by the supplier desk."),
    ];

    public static Markup Render(Account account, KeyFigures figures, int disputesMade) => Html.Of($"""
        <div class="heading"><div>
          <h1>Welcome, {account.FirstName}</h1>
          <p class="quiet">{Shown.LongDate(Portal.Today)}</p>
        </div></div>
        <section class="figures" aria-label="Key figures">
          {Figure("Open invoices", figures.Open, "/billing/invoices?status=Open")}
          {Figure("Overdue", figures.Overdue, "/billing/invoices?status=Overdue", "bad")}
          {Figure("Disputed", figures.Disputed, "/billing/invoices?status=Disputed")}
          {Figure("Disputes raised here", disputesMade, "/disputes")}
        </section>
        <div class="split">
          <section class="card" aria-labelledby="due-title">
            <h2 id="due-title" class="pad">Due next</h2>
            <div class="scroll">{DueNext(figures.DueNext)}</div>
          </section>
          <section class="card pad notices" aria-labelledby="notices-title">
            <h2 id="notices-title">Notices</h2>
            <ul>{Notices.Select(notice => Html.Of($"""<li><p class="small quiet">{notice.Day}</p><h3>{notice.Title}</h3><p>{notice.Text}</p></li>"""))}</ul>
          </section>
        </div>
        """);

    private static Markup Figure(string label, int value, string href, string mood = "") => Html.Of($"""
        <a class="card figure {mood}" href="{href}"><span class="label">{label}</span> <span class="value">{Shown.Count(value)}</span></a>
        """);

    private static Markup DueNext(IReadOnlyList<Invoice> invoices) => Html.Of($"""
        <table aria-label="Due next">
          <thead><tr><th scope="col">Invoice no.</th><th scope="col">Supplier</th><th scope="col">Due date</th><th scope="col" class="number">Amount</th></tr></thead>
          <tbody>
          {invoices.Select(invoice => Html.Of($"""
            <tr><td>{InvoiceLink.To(invoice.Number)}</td><td>{invoice.Supplier.Name}</td><td>{Shown.Date(invoice.Due)}</td><td class="number">{Shown.Money(invoice.Amount, invoice.Supplier.Currency)}</td></tr>
            """))}
          </tbody>
        </table>
        """);
}
