using GovernedMcp.DemoPortal.Invoices;
using GovernedMcp.DemoPortal.Pages;

namespace GovernedMcp.DemoPortal.Disputes;

/// <summary>What a dispute's own page shows, right after it was sent and later on.</summary>
internal static class DisputeReceivedView
{
    public static Markup Render(Dispute dispute) => Html.Of($"""
        <nav class="trail" aria-label="Breadcrumb"><a href="/disputes">Disputes</a> <span aria-hidden="true">/</span> {dispute.Reference}</nav>
        <section class="card receipt">
          <img src="/assets/tick.svg" alt="" width="44" height="44">
          <div>
            <h1>Request received</h1>
            <p class="reference">Ref. {dispute.Reference}</p>
            <p class="quiet">Keep this reference. We will answer within ten working days.</p>
          </div>
        </section>
        <section class="card pad" aria-label="Your request">
          <dl class="pairs">
            {Pairs(dispute).Select(pair => Html.Of($"""<div><dt>{pair.Label}</dt><dd>{pair.Value}</dd></div>"""))}
          </dl>
        </section>
        <p><a class="button secondary" href="/disputes">All disputes</a></p>
        """);

    private static IEnumerable<(string Label, Markup Value)> Pairs(Dispute dispute) =>
    [
        ("Invoice", InvoiceLink.To(dispute.Invoice)),
        ("Reason", Html.Of($"{dispute.Reason}")),
        ("Amount", Html.Of($"{Shown.Money(dispute.Amount, dispute.Currency)}")),
        ("Contact by", Html.Of($"{dispute.ContactBy}")),
        ("Expected by", Html.Of($"{(dispute.ExpectedBy is { } day ? Shown.Date(day) : "–")}")),
        ("Urgent", Html.Of($"{(dispute.Urgent ? "Yes" : "No")}")),
        ("Attachment", Html.Of($"{Shown.OrDash(dispute.Attachment?.FileName)}")),
        ("Status", Html.Of($"""<span class="badge open">{dispute.Status}</span>""")),
        ("Note", Html.Of($"""<span class="lines">{Shown.OrDash(dispute.Note)}</span>""")),
    ];
}
