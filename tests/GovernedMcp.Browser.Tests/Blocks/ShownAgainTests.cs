using GovernedMcp.Browser.Blocks;
using GovernedMcp.Browser.Tests.Fixtures;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Tools;
using Microsoft.AspNetCore.Http;

namespace GovernedMcp.Browser.Tests.Blocks;

/// <summary>What became of a form that a portal answers with the same form, and no Skill says how success looks.</summary>
[Collection(SharedBrowser.Answers)]
public sealed class ShownAgainTests(BrowserFixture browser)
{
    [Theory]
    [InlineData("<p>There already exists a ticket with this subject</p>", "", SubmitState.RejectedByPortal)]
    [InlineData("<p>A ticket 'Printer failed' already exists</p>", "", SubmitState.RejectedByPortal)]
    [InlineData("<p>There already exists a ticket with this subject</p>", "<input type=hidden name=id value=7>", SubmitState.Unknown)]
    [InlineData("<p>There already exists a ticket with this subject</p><p>Ticket 76 created</p>", "", SubmitState.Unknown)]
    [InlineData("<p>There already exists a queue of that name</p>", "", SubmitState.Unknown)]
    [InlineData("<p>The subject could not be sent by mail</p>", "", SubmitState.Unknown)]
    public async Task An_empty_form_under_words_that_turn_one_of_its_fields_down_was_turned_down(string said, string more, SubmitState state)
    {
        await using var site = await TestSite.StartAsync(("/", Page("")), ("/save", said + Page("", more)));
        (await SendAsync(site)).Submit.ShouldBe(state);
    }

    [Theory]
    [InlineData("Ticket 'Printer failed' exists", SubmitState.RejectedByPortal)]
    [InlineData("The queue doesn't exist.", SubmitState.RejectedByPortal)]
    [InlineData("That isn't a printer", SubmitState.RejectedByPortal)]
    [InlineData("A ticket exists for each printer", SubmitState.Unknown)]
    [InlineData("It isn't long", SubmitState.Unknown)]
    public async Task A_form_as_it_was_filled_under_words_that_say_what_is_or_is_not_there_was_turned_down(string said, SubmitState state)
    {
        await using var site = await TestSite.StartAsync(("/", Page("")), ("/save", $"<p>{said}</p>" + Page("Printer failed")));
        (await SendAsync(site)).Submit.ShouldBe(state);
    }

    [Theory]
    [InlineData("/edit?id=7", "", "", SubmitState.Confirmed)]
    [InlineData("/edit?ticket[Id]=7&tab=1", "", "", SubmitState.Confirmed)]
    [InlineData("/tickets/7", "", "", SubmitState.Confirmed)]
    [InlineData("/edit?id=7", "", "<p>Invalid subject</p>", SubmitState.RejectedByPortal)]
    [InlineData("/edit?id=7", "<input type=hidden name=ticket value=7>", "", SubmitState.Unknown)]
    [InlineData("/edit?step=7", "", "", SubmitState.Unknown)]
    [InlineData("/again", "", "", SubmitState.Unknown)]
    public async Task Led_on_to_the_form_under_a_number_that_was_in_nothing_before_it_was_stored(string address, string more, string said, SubmitState state)
    {
        await using var site = await TestSite.StartAsync(("/", Page("", more)), (address.Split('?')[0], said + Page("Printer failed", more)));
        site.Answer("/save", http =>
        {
            http.Response.Redirect(address);
            return Task.CompletedTask;
        });
        (await SendAsync(site)).Submit.ShouldBe(state);
    }

    [Theory]
    [InlineData("place_id", "", "7", "", SubmitState.Confirmed)]
    [InlineData("id", "0", "7", "", SubmitState.Confirmed)]
    [InlineData("id", "0", "7", "<p>Invalid subject</p>", SubmitState.Unknown)]
    [InlineData("id", "7", "8", "", SubmitState.Unknown)]
    [InlineData("id", "", "0", "", SubmitState.Unknown)]
    [InlineData("token", "", "7", "", SubmitState.Unknown)]
    public async Task The_form_of_a_record_whose_number_was_in_nothing_before_says_that_it_was_stored(string name, string before, string after, string said, SubmitState state)
    {
        await using var site = await TestSite.StartAsync(("/", Page("", $"<input type=hidden name={name} value='{before}'>")), ("/save", said + Page("Printer failed", $"<input type=hidden name={name} value='{after}'>")));
        (await SendAsync(site)).Submit.ShouldBe(state);
    }

    private const string Other = "<form><label>Street <input name=street></label><label>City <input name=city></label><input type=hidden name=id value={ID}></form>";

    [Theory]
    [InlineData("<form><label>Subject <input name=s value='Printer failed'></label><label>Owner <input name=o></label><input type=hidden name=id value=7></form>", SubmitState.Confirmed)]
    [InlineData("<form><label>Subject <input name=s></label><label>Owner <input name=o></label><input type=hidden name=id value=7></form>", SubmitState.Unknown)]
    [InlineData(Other, SubmitState.Confirmed, "7")]
    [InlineData(Other, SubmitState.Unknown)]
    [InlineData("<p>Invalid subject</p>" + Other, SubmitState.Unknown, "7")]
    public async Task What_a_script_puts_in_the_place_of_a_form_says_that_it_was_stored_where_it_is_of_a_record_that_is_new(string answer, SubmitState state, string id = "")
    {
        const string Form = "<main><form method=post action=/save onsubmit=\"event.preventDefault(); fetch('/save', { method: 'POST', body: new URLSearchParams(new FormData(this)) }).then(a => a.text()).then(t => { document.querySelector('main').innerHTML = t; })\">"
            + "<label>Subject <input name=s></label><label>Owner <input name=o></label><input type=hidden name=id><button>Create</button></form></main>";
        await using var site = await TestSite.StartAsync(("/", Form), ("/save", answer.Replace("{ID}", $"'{id}'", StringComparison.Ordinal)));
        var sent = await SendAsync(site, "form-1");
        sent.Submit.ShouldBe(state);
        if (answer == Other && state == SubmitState.Unknown) sent.Message.ShouldContain("another form stands in the place of this one");
    }

    [Theory]
    [InlineData(true, "/", SubmitState.Confirmed)]
    [InlineData(true, null, SubmitState.Confirmed)]
    [InlineData(false, "/?again", SubmitState.Unknown)]
    [InlineData(false, null, SubmitState.Unknown)]
    public async Task A_form_that_is_shown_again_without_a_word_is_asked_for_once_more(bool stores, string? leads, SubmitState state)
    {
        await using var site = await TestSite.StartAsync();
        var stored = "Old";
        static Task AnswerAsync(HttpContext http, string subject)
        {
            http.Response.ContentType = "text/html; charset=utf-8";
            return http.Response.WriteAsync(Page(subject));
        }

        site.Answer("/", http => AnswerAsync(http, http.Request.QueryString.Value == "?again" ? "Printer failed" : stored));
        site.Answer("/save", async http =>
        {
            var said = (await http.Request.ReadFormAsync())["s"].ToString();
            if (stores) stored = said;
            if (leads is not null) http.Response.Redirect(leads);
            else await AnswerAsync(http, said);
        });
        (await SendAsync(site)).Submit.ShouldBe(state);
    }

    private static string Page(string subject, string more = "") =>
        $"<form method=post action=/save aria-label=Ticket><label>Subject <input name=s value='{subject}'></label>{more}<button>Create</button></form>";

    private async Task<BlockResult> SendAsync(TestSite site, string form = "Ticket")
    {
        var session = await browser.OpenAsync(site.Portal(), "/");
        var values = new Dictionary<string, FieldValue> { ["Subject"] = new("Printer failed") };
        var filled = await new FillFormBlock(browser.Host, browser.Sessions).RunAsync(Policed.Permit("portal_fill_form", site.Portal(), session.Facts, null, ("form", form), ("values", values)), Policed.Run(), CancellationToken.None);
        var plan = session.Plans.Find((string)filled.Data["plan"]!)!.Facts;
        var sent = await new SubmitBlock(browser.Host, browser.Sessions) { Patience = TimeSpan.FromSeconds(8) }
            .RunAsync(Policed.Permit("portal_submit_form", site.Portal(), session.Facts, plan, ("plan", plan.Id)), Policed.Run(), CancellationToken.None);
        await browser.Sessions.EndAsync(session, "test");
        return sent;
    }
}
