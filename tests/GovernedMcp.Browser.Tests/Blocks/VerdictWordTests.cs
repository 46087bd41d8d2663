using GovernedMcp.Browser.Blocks;
using GovernedMcp.Browser.Tests.Fixtures;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Browser.Tests.Blocks;

/// <summary>Sentences in which the common frameworks turn a form down: the form is shown again as it was filled, or empty, under one of them.</summary>
[Collection(SharedBrowser.Verdicts)]
public sealed class VerdictWordTests(BrowserFixture browser)
{
    private const string Form = "<form method=post action=/save aria-label=Ticket><label>Subject <input name=s></label><button>Create</button></form>";

    [Theory]
    [InlineData("The subject has already been taken.")]
    [InlineData("Subject has already been added.")]
    [InlineData("You have already submitted this ticket.")]
    [InlineData("This ticket was already created by Ada.")]
    [InlineData("This value is already used.")]
    [InlineData("This value should not be blank.")]
    [InlineData("Subject may not be empty")]
    [InlineData("Subject should be greater than 8")]
    [InlineData("subject is a required field")]
    [InlineData("Enter a valid subject.")]
    [InlineData("Please choose a different name.")]
    [InlineData("The subject is not unique")]
    [InlineData("Der Betreff wurde bereits angelegt.")]
    [InlineData("Bitte eine gültige Zahl eingeben.")]
    [InlineData("Saisissez une adresse de courriel valide.")]
    [InlineData("Introduzca una fecha válida.")]
    public async Task It_was_turned_down_where_the_form_holds_what_was_filled_in_and_never_confirmed(string says)
    {
        (await SendAsync($"<p>{says}</p>" + Form.Replace("name=s", "name=s value='Printer failed'", StringComparison.Ordinal))).ShouldBe(SubmitState.RejectedByPortal);
        (await SendAsync($"<p>{says}</p>" + Form)).ShouldNotBe(SubmitState.Confirmed);
    }

    [Theory]
    [InlineData("The record you attempted to edit was modified by another user.")]
    [InlineData("Someone else has changed this record in the meantime.")]
    [InlineData("This page has been updated since you opened it.")]
    [InlineData("Nothing was changed.")]
    [InlineData("0 records were updated.")]
    [InlineData("None of the tickets was created.")]
    [InlineData("The submitted form is incomplete.")]
    [InlineData("The data sent by your browser exceeds 2 MB.")]
    [InlineData("Saving was aborted, and the draft deleted.")]
    [InlineData("The transaction was rolled back after the ticket was created.")]
    [InlineData("Der Datensatz wurde zwischenzeitlich geändert.")]
    [InlineData("Es wurde nichts gespeichert.")]
    [InlineData("Rien n’a été enregistré.")]
    [InlineData("Nada ha sido guardado.")]
    [InlineData("Nessun record è stato salvato.")]
    public async Task What_others_did_or_nobody_did_is_no_word_of_success(string says) =>
        (await SendAsync($"<p>{says}</p>" + Form)).ShouldNotBe(SubmitState.Confirmed);

    [Theory]
    [InlineData("Ticket 76 was created by you.")]
    [InlineData("3 records were updated, 0.2 seconds.")]
    [InlineData("10 records were updated.")]
    [InlineData("Thank you! We received your message.")]
    [InlineData("Der Datensatz wurde geändert.")]
    public async Task What_was_done_now_is_one(string says) => (await SendAsync($"<p>{says}</p>" + Form)).ShouldBe(SubmitState.Confirmed);

    private async Task<SubmitState?> SendAsync(string answer)
    {
        await using var site = await TestSite.StartAsync(("/", Form), ("/save", answer));
        var portal = site.Portal();
        var session = await browser.OpenAsync(portal, "/");
        var filled = await new FillFormBlock(browser.Host, browser.Sessions).RunAsync(
            Policed.Permit("portal_fill_form", portal, session.Facts, null, ("form", "Ticket"), ("values", new Dictionary<string, FieldValue> { ["Subject"] = new("Printer failed") })), Policed.Run(), CancellationToken.None);
        var plan = session.Plans.Find((string)filled.Data["plan"]!)!.Facts;
        var sent = await new SubmitBlock(browser.Host, browser.Sessions) { Patience = TimeSpan.FromSeconds(8) }
            .RunAsync(Policed.Permit("portal_submit_form", portal, session.Facts, plan, ("plan", plan.Id)), Policed.Run(), CancellationToken.None);
        await browser.Sessions.EndAsync(session, "test");
        return sent.Submit;
    }
}
