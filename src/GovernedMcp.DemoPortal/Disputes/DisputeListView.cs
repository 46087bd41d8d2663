using GovernedMcp.DemoPortal.Invoices;
using GovernedMcp.DemoPortal.Pages;

namespace GovernedMcp.DemoPortal.Disputes;

internal static class DisputeListView
{
    public static Markup Render(IReadOnlyList<Dispute> disputes, bool mayAdd) => Html.Of($"""
        <div class="heading">
          <div>
            <h1>Disputes</h1>
            <p class="quiet">Disputes are answered within ten working days</p>
          </div>
          <div class="actions">{Html.When(mayAdd, () => Html.Of($"""<a class="button" href="/disputes/new">New dispute</a>"""))}</div>
        </div>
        <div class="card">
          <div class="scroll">
            <table>
              <caption>Disputes</caption>
              <thead><tr>
                <th scope="col">Reference</th><th scope="col">Invoice</th><th scope="col">Reason</th>
                <th scope="col" class="number">Amount</th><th scope="col">Status</th><th scope="col">Created</th>
              </tr></thead>
              <tbody>
              {disputes.Reverse().Select(Row)}
              </tbody>
            </table>
          </div>
          {Html.When(disputes.Count == 0, () => Html.Of($"""<p class="empty">You have not raised any disputes yet.</p>"""))}
        </div>
        """);

    private static Markup Row(Dispute dispute) => Html.Of($"""
        <tr>
          <th scope="row"><a href="/disputes/{dispute.Reference}">{dispute.Reference}</a></th>
          <td>{InvoiceLink.To(dispute.Invoice)}</td>
          <td>{dispute.Reason}</td>
          <td class="number">{Shown.Money(dispute.Amount)}</td>
          <td><span class="badge open">{dispute.Status}</span></td>
          <td>{Shown.Moment(dispute.CreatedAt)}</td>
        </tr>
        """);
}
