using GovernedMcp.DemoPortal.Invoices;
using GovernedMcp.DemoPortal.Pages;

namespace GovernedMcp.DemoPortal.Disputes;

internal static class DisputeFormView
{
    public static Markup Render(Visit visit, Portal portal, DisputeEntry entry, FieldErrors errors) => Html.Of($"""
        <nav class="trail" aria-label="Breadcrumb"><a href="/disputes">Disputes</a> <span aria-hidden="true">/</span> New dispute</nav>
        <div class="heading"><div>
          <h1>New dispute</h1>
          <p class="quiet">Fields marked with a dot are required.</p>
        </div></div>
        {errors.Summary()}
        <form class="card form" method="post" action="/disputes" enctype="multipart/form-data" aria-label="Dispute" novalidate{Html.Flag("data-typed-only", portal.Faults.Current.DropUntypedValues)}>
          {visit.TokenField}
          <div class="columns">
            {Field.Text(new("invoice", "Invoice", errors.For("invoice"), Required: true), entry.Invoice, Html.Of($" list=\"invoice-numbers\" placeholder=\"NW-2026-00000\""))}
            <datalist id="invoice-numbers">{portal.Invoices.All.Where(Disputable).Reverse().Select(Suggestion)}</datalist>
            {Field.Select(new("reason", "Reason", errors.For("reason"), Required: true), entry.Reason, [new("", "Select a reason"), .. DisputeChoices.Reasons])}
            {Field.Text(new("amount", "Amount", errors.For("amount"), Required: true, "In the currency of the invoice, such as 1,234.56"), entry.Amount, Html.Of($" inputmode=\"decimal\""))}
            {Field.Date(new("expected", "Expected by", errors.For("expected"), Hint: "When you need an answer"), entry.Expected)}
          </div>
          {Field.Radios(new("contact", "Contact by", errors.For("contact"), Required: true), entry.Contact, DisputeChoices.Contacts)}
          <div class="field">
            <label class="choice"><input type="checkbox" id="urgent" name="urgent" value="yes"{Html.Flag("checked", entry.Urgent)}> Urgent</label>
          </div>
          {Note(new("note", "Note", errors.For("note"), Hint: "Up to 500 characters; required when the reason is Other"), entry.Note)}
          {Attachment(new("attachment", "Attachment", errors.For("attachment"), Hint: "One PDF file, up to 10 MB"))}
          <div class="actions">
            <button class="button" type="submit">Submit dispute</button>
            <a class="button secondary" href="/disputes">Cancel</a>
          </div>
        </form>
        """);

    private static bool Disputable(Invoice invoice) => invoice.Status is InvoiceStatus.Open or InvoiceStatus.Overdue;

    private static Markup Suggestion(Invoice invoice) => Html.Of($"""<option value="{invoice.Number}">{invoice.Supplier.Name}</option>""");

    // The new line after the start tag is dropped by browsers; without it a note that starts with one would lose it.
    private static Markup Note(FieldSpec spec, string value) => Field.Frame(spec, Html.Of($"""
        <textarea id="{spec.Id}" name="{spec.Id}" rows="4" data-limit="{DisputeCheck.NoteLimit}"{Field.Aria(spec)}>
        {value}</textarea>
        """));

    private static Markup Attachment(FieldSpec spec) => Field.Frame(spec, Html.Of($"""
        <input type="file" id="{spec.Id}" name="{spec.Id}" accept=".pdf,application/pdf"{Field.Aria(spec)}>
        """));
}
