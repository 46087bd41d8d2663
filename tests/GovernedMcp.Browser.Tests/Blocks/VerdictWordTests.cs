using GovernedMcp.Browser.Blocks;
using GovernedMcp.Browser.Pages.Forms;
using GovernedMcp.Browser.Tests.Fixtures;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Browser.Tests.Blocks;

/// <summary>Sentences in which portals say what became of a form, as the common frameworks word them.</summary>
[Collection(SharedBrowser.Verdicts)]
public sealed class VerdictWordTests(BrowserFixture browser)
{
    private const string Form = "<form method=post action=/save aria-label=Ticket><label>Subject <input name=s></label><button>Create</button></form>";

    private static readonly string[] TurnsDown =
    [
        "The subject has already been taken.", "Subject has already been added.", "You have already submitted this ticket.", "This ticket was already created by Ada.", "This value is already used.", "A supplier of this name exists already.",
        "This value should not be blank.", "Subject may not be empty", "Subject should be greater than 8", "subject is a required field", "Enter a valid subject.", "Please choose a different name.", "The subject is not unique",
        "Der Betreff wurde bereits angelegt.", "Bitte eine gültige Zahl eingeben.", "Saisissez une adresse de courriel valide.", "Introduzca una fecha válida.", "Il campo non può essere vuoto.", "O assunto já existe.",
    ];

    private static readonly string[] Vain =
    [
        "0 tickets created.", "The record you attempted to edit was modified by another user.", "Someone else has changed this ticket.", "Nothing was changed.", "No changes were made.", "0 records updated", "You have already submitted this form.",
        "The transaction was rolled back.", "Der Vorgang wurde von einem anderen Benutzer bearbeitet.", "Der Vorgang wurde zwischenzeitlich gelöscht.", "Ce ticket a été modifié par un autre utilisateur.",
        "El registro fue modificado por otro usuario.", "Il record è stato modificato da un altro utente.", "O registro foi alterado por outro usuário.", "De aanvraag is door een andere gebruiker gewijzigd.",
    ];

    private static readonly string[] NotDone =
    [
        "2 problems prevented this ticket from being saved", "Your ticket is being created.", "Ticket partially saved", "Saved locally only", "Ticket sent for correction",
        "This page has been updated since you opened it.", "Someone else has stored it in the meantime.", "None of the tickets was created.", "The submitted form is incomplete.", "The data sent by your browser exceeds 2 MB.",
        "Saving was aborted, and the draft deleted.", "After the ticket was created it was discarded.", "Es wurde nichts gespeichert.", "Rien n’a été enregistré.", "Nada ha sido guardado.", "Nessun record è stato salvato.",
    ];

    private static readonly string[] Done =
    [
        "Ticket 76 was created by you.", "3 records were updated, 0.2 seconds.", "10 records were updated.", "10 rows imported and saved, 0 rows removed", "Thank you! We received your message.", "Der Datensatz wurde geändert.",
    ];

    private static readonly string[] Neither = ["You have not created any reports yet.", "Orders follow by post.", "Requests by others follow."];

    [Fact]
    public async Task Each_is_heard_as_what_it_says()
    {
        await using var site = await TestSite.StartAsync(("/", Form + string.Concat(TurnsDown.Concat(Vain).Concat(NotDone).Concat(Done).Concat(Neither).Select(says => $"<p>{says}</p>"))));
        var session = await browser.OpenAsync(site.Portal(), "/");
        var page = (await Aftermath.ReadAsync(session, new FormTarget("Ticket", null, []), CancellationToken.None, ["Printer failed"])).ShouldNotBeNull();

        page.Said.Select(line => line.Text).ShouldBe(Done, ignoreOrder: true);
        var troubles = page.Troubles.ToDictionary(line => line.Text);
        TurnsDown.Except(troubles.Keys).ShouldBeEmpty();
        Vain.Where(says => !troubles.TryGetValue(says, out var line) || !line.Vain).ShouldBeEmpty();
        Done.Concat(Neither).Where(troubles.ContainsKey).ShouldBeEmpty();
        await browser.Sessions.EndAsync(session, "test");
    }

    [Theory]
    [InlineData("The subject has already been taken.", "<form method=post action=/save aria-label=Ticket><label>Subject <input name=s value='Printer failed'></label><button>Create</button></form>", SubmitState.RejectedByPortal)]
    [InlineData("The record was modified by another user.", Form, SubmitState.Unknown)]
    [InlineData("Subject has already been added.", Form, SubmitState.RejectedByPortal)]
    [InlineData("The record was modified by another user.", "<a href=/>Tickets</a>", SubmitState.Unknown)]
    [InlineData("You have not created any reports yet.", "<a href=/>Tickets</a>", SubmitState.Confirmed)]
    public async Task It_decides_what_is_told(string says, string holds, SubmitState state)
    {
        await using var site = await TestSite.StartAsync(("/", Form), ("/save", $"<h1>Tickets</h1><p>{says}</p>{holds}"));
        var portal = site.Portal();
        var session = await browser.OpenAsync(portal, "/");
        var filled = await new FillFormBlock(browser.Host, browser.Sessions).RunAsync(
            Policed.Permit("portal_fill_form", portal, session.Facts, null, ("form", "Ticket"), ("values", new Dictionary<string, FieldValue> { ["Subject"] = new("Printer failed") })), Policed.Run(), CancellationToken.None);
        var plan = session.Plans.Find((string)filled.Data["plan"]!)!.Facts;
        var sent = await new SubmitBlock(browser.Host, browser.Sessions) { Patience = TimeSpan.FromSeconds(8) }
            .RunAsync(Policed.Permit("portal_submit_form", portal, session.Facts, plan, ("plan", plan.Id)), Policed.Run(), CancellationToken.None);
        sent.Submit.ShouldBe(state, sent.Message);
        await browser.Sessions.EndAsync(session, "test");
    }
}
