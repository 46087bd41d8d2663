using GovernedMcp.Browser.Blocks;
using GovernedMcp.Browser.Tests.Fixtures;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Browser.Tests.Blocks;

/// <summary>Pages that answer a form with another one, and no Skill says how success looks.</summary>
[Collection(SharedBrowser.Verdicts)]
public sealed class NextFormTests(BrowserFixture browser)
{
    private const string Form = "<form method=post action=/save aria-label=Queue><label>Name <input name=name></label><button>Create</button></form>";

    /// <summary>How a field of the next form is explained, in words that could as well turn something down.</summary>
    private const string Help = "User must have this role or higher to read its name, unless they are the owner";

    [Theory]
    [InlineData("<div class=row><label>Role <select name=role><option>admin</select></label><i>{0}</i></div>", SubmitState.Confirmed)]
    [InlineData("<div class=row><label>Role <select name=role><option>admin</select></label><i class=error>{0}</i></div>", SubmitState.Unknown)]
    [InlineData("<div class=row><label>Role <select name=role><option>admin</select></label><i>Could not save it</i></div>", SubmitState.Unknown)]
    [InlineData("<div class=row><label>Name <input name=name></label><i>{0}</i></div>", SubmitState.Unknown)]
    [InlineData("<div><i>{0}</i></div><div class=row><label>Role <select name=role><option>admin</select></label></div>", SubmitState.Unknown)]
    public async Task What_explains_a_field_of_another_form_says_nothing_of_the_one_that_was_sent(string field, SubmitState state)
    {
        var answer = $"<p>Queue Printers created</p><form method=post action=/roles aria-label=Roles>{string.Format(null, field, Help)}<div class=row><label>Note <input name=note></label></div><button>Save</button></form>";
        (await SendAsync(answer, led: true)).Submit.ShouldBe(state);
    }

    [Theory]
    [InlineData("/save", "Printers", false, SubmitState.Unknown)]
    [InlineData("/save", "%7B%22name%22%3A%22Printers%22%7D", false, SubmitState.Unknown)]
    [InlineData("/save", "%7B%22name%22%3A%22Printers%22%7D", true, SubmitState.Confirmed)]
    [InlineData("/other", "Printers", false, SubmitState.Confirmed)]
    [InlineData("/save", "7", false, SubmitState.Confirmed)]
    public async Task One_that_carries_what_was_filled_in_to_the_same_address_is_a_next_step(string action, string holds, bool led, SubmitState state)
    {
        var answer = $"<a href=/queues>Queues</a><form method=post action={action} aria-label='Options of it'><input type=hidden name=context value='{holds}'><label>Length <input name=length></label><button>Next</button></form>";
        var ended = await SendAsync(answer, led);
        ended.Submit.ShouldBe(state);
        if (state == SubmitState.Unknown) ended.Message.ShouldContain("a next step");
    }

    [Theory]
    [InlineData("post", "", "", SubmitState.Unknown)]
    [InlineData("post", "second", "", SubmitState.Confirmed)]
    [InlineData("get", "", "", SubmitState.Confirmed)]
    [InlineData("post", "", "history.pushState(null, '', '/?id=7')", SubmitState.Confirmed)]
    [InlineData("post", "", "history.pushState(null, '', '/queues/printers')", SubmitState.Confirmed)]
    public async Task One_that_a_script_puts_into_the_page_with_what_was_filled_in_and_more_to_write_is_a_next_step(string method, string length, string then, SubmitState state)
    {
        const string Script = "<script>document.querySelector('form').onsubmit = async event => { event.preventDefault(); const answer = await fetch('/save', { method: 'POST', body: new FormData(event.target) }); const text = await answer.text(); {THEN}; document.querySelector('main').innerHTML = text; };</script>";
        var answer = $"<a href=/queues>Queues</a><form method={method} action='/?step=2' aria-label='Options of it'><label>Name <input name=name value=Printers></label><label>Length <input name=length value='{length}'></label><button>Store</button></form>";
        var ended = await SendAsync(answer, led: false, $"<main>{Form}</main>" + Script.Replace("{THEN}", then, StringComparison.Ordinal));
        ended.Submit.ShouldBe(state, ended.Message);
        if (state == SubmitState.Unknown) ended.Message.ShouldContain("a next step");
    }

    [Theory]
    [InlineData("Add queue", "Add queue", "<input name=name>", SubmitState.Unknown)]
    [InlineData("Move", "Move it", "<input type=hidden name=op value=move><input type=hidden name=ID value=7><select name=to><option>one</select>", SubmitState.Unknown)]
    [InlineData("Move", "Move it", "<input type=hidden name=op value=move><input type=hidden name=ID value=8><select name=to><option>one</select>", SubmitState.Confirmed)]
    [InlineData("Move", "Stop it", "<input type=hidden name=op value=move><input type=hidden name=id value=7>", SubmitState.Confirmed)]
    [InlineData("Move", "Search", "<input name=q>", SubmitState.Confirmed)]
    [InlineData("Move", "Queues", "<input type=hidden name=op value=move><input type=hidden name=id value=7><input name=note>", SubmitState.Confirmed)]
    public async Task One_with_fields_for_a_form_that_had_none_is_a_next_step(string name, string next, string holds, SubmitState state)
    {
        const string Queues = "<form method=post action=/save><h2>Queues</h2><input type=hidden name=op value=move><input type=hidden name=id value=7><input name=note><button>Note</button></form>";
        var page = $"<form method=post action=/save ><input type=hidden name=op value=move><input type=hidden name=id value=7><input type=hidden name=csrf value=9f86d081884c7d659a2f><button>{name}</button></form>{(next == "Queues" ? Queues : "")}";
        var ended = await SendAsync($"<a href=/queues>Queues</a><form method=post action=/save aria-label='{next}'>{holds}<button>Go on</button></form>", led: false, page, name);
        ended.Submit.ShouldBe(state, ended.Message);
        if (state == SubmitState.Unknown) ended.Message.ShouldContain("a next step");
    }

    [Theory]
    [InlineData("<p>Error:</p><blockquote>Letters alone are taken</blockquote>", SubmitState.Unknown)]
    [InlineData("<h2>Error</h2><p>Letters alone are taken</p>", SubmitState.Unknown)]
    [InlineData("<p>The name may only contain letters.</p>", SubmitState.Unknown)]
    [InlineData("<p>The name may not be blank.</p>", SubmitState.Unknown)]
    [InlineData("<table><tr><td rowspan=2><img alt=''></td><td>Could not change it.</td></tr><tr><td>Letters alone are taken</td></tr></table>", SubmitState.Unknown)]
    [InlineData("<table><tr><td>12:04</td><td>Could not change it.</td></tr></table>", SubmitState.Confirmed)]
    [InlineData("<p>Error:</p><p>0</p>", SubmitState.Confirmed)]
    [InlineData("<h4>Error</h4><p>None so far</p>", SubmitState.Confirmed)]
    [InlineData("<p>Guests may not be able to print</p>", SubmitState.Confirmed)]
    public async Task A_page_that_says_error_and_then_of_what_kind_confirms_nothing(string says, SubmitState state) =>
        (await SendAsync($"<a href=/queues>Queues</a><main>{says}</main>", led: false)).Submit.ShouldBe(state);

    [Theory]
    [InlineData("form-1", "sent.remove()", SubmitState.Confirmed)]
    [InlineData("form-1", "sent.hidden = true", SubmitState.Confirmed)]
    [InlineData("form-1", "", SubmitState.Unknown)]
    [InlineData("form-1", "sent.outerHTML = '<form><label>Colour <input name=colour></label><button>Paint</button></form>'", SubmitState.Unknown)]
    [InlineData("form-2", "document.forms[0].remove()", SubmitState.Unknown)]
    public async Task One_that_stood_beside_it_and_goes_by_its_number_now_is_none_in_its_place(string form, string then, SubmitState state)
    {
        const string Script = "<script>for (const one of document.forms) one.onsubmit = async event => { event.preventDefault(); const sent = event.target; await fetch('/save', { method: 'POST', body: new FormData(sent) }); {THEN} }</script>";
        var page = string.Concat(new[] { "name", "name", "note" }.Select(name => $"<form><label>{char.ToUpperInvariant(name[0])}{name[1..]} <input name={name}></label><button>Save</button></form>"));
        var ended = await SendAsync("{}", led: false, page + Script.Replace("{THEN}", then, StringComparison.Ordinal), form);
        ended.Submit.ShouldBe(state, ended.Message);
    }

    private async Task<BlockResult> SendAsync(string answer, bool led, string page = Form, string form = "Queue")
    {
        await using var site = await TestSite.StartAsync(("/", page), ("/queue", answer), ("/save", answer));
        if (led) site.Answer("/save", http =>
        {
            http.Response.Redirect("/queue");
            return Task.CompletedTask;
        });
        var portal = site.Portal();
        var session = await browser.OpenAsync(portal, "/");
        var values = form is "Queue" or "form-1" or "form-2" ? new Dictionary<string, FieldValue> { ["Name"] = new("Printers") } : [];
        var filled = await new FillFormBlock(browser.Host, browser.Sessions).RunAsync(Policed.Permit("portal_fill_form", portal, session.Facts, null, ("form", form), ("values", values)), Policed.Run(), CancellationToken.None);
        var plan = session.Plans.Find((string)filled.Data["plan"]!)!.Facts;
        var sent = await new SubmitBlock(browser.Host, browser.Sessions) { Patience = TimeSpan.FromSeconds(8) }
            .RunAsync(Policed.Permit("portal_submit_form", portal, session.Facts, plan, ("plan", plan.Id)), Policed.Run(), CancellationToken.None);
        await browser.Sessions.EndAsync(session, "test");
        return sent;
    }
}
