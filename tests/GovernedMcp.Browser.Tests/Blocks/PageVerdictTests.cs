using System.Collections.Frozen;
using GovernedMcp.Browser.Blocks;
using GovernedMcp.Browser.Tests.Fixtures;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Browser.Tests.Blocks;

/// <summary>What a page says became of a form that it still shows, in its own words: no Skill says how success looks.</summary>
[Collection(SharedBrowser.Verdicts)]
public sealed class PageVerdictTests(BrowserFixture browser)
{
    private const string Form = "<form method=post action=/save aria-label=Ticket><label>Subject <input name=s></label><button>Create</button></form>";

    private const string Held = "<form method=post action=/save aria-label=Ticket><label>Subject <input name=s value='Printer failed'></label><button>Create</button></form>";

    private const string Late = "<script src=/late.js></script>";

    /// <summary>The form of a page whose script sends it, and what the script does with the answer.</summary>
    private const string Scripted = "<form aria-label=Ticket onsubmit=\"event.preventDefault(); fetch('/save', { method: 'POST', body: new FormData(this) }).then(() => { {THEN} })\"><label>Subject <input name=s></label><button>Create</button></form>";

    [Theory]
    [InlineData("", "<div class=results><ul><li>Ticket 76 created in queue 'General'</li></ul></div>")]
    [InlineData("", "<div id=note>Der Eintrag wurde gespeichert.</div>")]
    [InlineData("<p>Ticket 75 created</p>", "<p>Ticket 76 created. You will get a mail.</p>")]
    [InlineData("<p>If there is an error, call us</p>", "<p>If there is an error, call us</p><div>Thank you, we received it</div>")]
    [InlineData("", "<table><tr><td>Ticket 76 created</td></tr></table>")]
    [InlineData("", "<div>Ticket 76 created: Printer failed</div>")]
    [InlineData("", "<div>已保存</div>")]
    [InlineData("", "<div>Le regole sono state create</div>")]
    [InlineData("", "<div>Starts changed from Not set to Wed May 12</div>")]
    [InlineData("", "<div class='alert alert-success'>Ticket modification ok</div>")]
    public async Task New_words_of_success_beside_the_form_confirm_it(string before, string after) =>
        (await SendAsync(before + Form, after + Form)).ShouldBe(SubmitState.Confirmed);

    [Theory]
    [InlineData("<p>Ticket 76 created</p>", "<p>Ticket 76 created</p>")]
    [InlineData("", "<p>Ticket 76 created</p><p>Could not send the mail</p>")]
    [InlineData("", "<div class='alert alert-success'>You may go on</div>")]
    [InlineData("", "<div class='alert alert-info'>Ticket modification ok</div>")]
    [InlineData("<div class='alert alert-success'>All is well</div>", "<div class='alert alert-success'>All is well</div>")]
    [InlineData("", "<div class='alert alert-success'>Ticket ok</div><div class='alert alert-danger'>Queue?</div>")]
    [InlineData("", "<p>Ticket 76 created</p><div class=error>Queue?</div>")]
    [InlineData("", "<p>The ticket was not created</p>")]
    [InlineData("", "<p>Your changes will be saved</p>")]
    [InlineData("", "<p>Has it been sent?</p>")]
    [InlineData("", "<p>Create a ticket for each printer, using the button above</p>")]
    [InlineData("", "<p>Last updated 3 minutes ago</p><p>Created by Ada on 2 May</p><p>start.txt · Last modified: 2026/11/30 06:47 by ada</p>")]
    [InlineData("", "<table><tr><th>Ticket<th>State<tr><td>75<td>Created</table>")]
    [InlineData("", "<p><a href=/75>Mail sent</a></p>")]
    [InlineData("<ul class=feed><li class=f>Ticket 74 created</ul>", "<ul class=feed><li class=f>Ticket 75 created<li class=f>Ticket 74 created</ul>")]
    [InlineData("", "<p style='position:absolute;left:-999px;top:-999px'>Ticket 76 created</p>")]
    [InlineData("", "")]
    public async Task What_may_mean_something_else_stays_unknown(string before, string after) =>
        (await SendAsync(before + Form, after + Form)).ShouldBe(SubmitState.Unknown);

    [Theory]
    [InlineData("<div class=note>Cannot add it<ul><li>Ticket \"Printer failed\" already exists.</ul></div>", "", "value='Printer failed'", SubmitState.RejectedByPortal)]
    [InlineData("<div>Order number: Input must match [Like PO-1234]</div>", "", "value='Printer failed'", SubmitState.RejectedByPortal)]
    [InlineData("<p>The quota that you gave is too high!</p>", "", "value='Printer failed'", SubmitState.RejectedByPortal)]
    [InlineData("<p>The two addresses do not match.</p>", "", "value='Printer failed'", SubmitState.RejectedByPortal)]
    [InlineData("<p>You must choose a queue</p>", "", "value='Printer failed'", SubmitState.RejectedByPortal)]
    [InlineData("<p>Die Angabe ist falsch.</p>", "", "value='Printer failed'", SubmitState.RejectedByPortal)]
    [InlineData("<p>Name is required</p>", "", "", SubmitState.Unknown)]
    [InlineData("<p>Ticket 76 created</p><p>Could not send the mail</p>", "", "value='Printer failed'", SubmitState.Unknown)]
    [InlineData("<p>Could not send the mail</p>", "<input type=hidden name=id value=76>", "value='Printer failed'", SubmitState.Unknown)]
    [InlineData("<p>Cannot read this? Write to us</p>", "", "value='Printer failed'", SubmitState.Unknown)]
    public async Task The_same_form_filled_as_it_was_under_new_words_of_trouble_was_turned_down(string said, string kept, string held, SubmitState state) =>
        (await SendAsync("<p>Cannot read this? Write to us</p>" + Form, said + Form.Replace("<input name=s>", $"{kept}<input name=s {held}>", StringComparison.Ordinal))).ShouldBe(state);

    [Theory]
    [InlineData("this.before('Ticket 76 created')", SubmitState.Confirmed)]
    [InlineData("const note = document.createElement('div'); note.textContent = 'Ticket 76 created'; this.before(note); setTimeout(() => note.remove(), 300)", SubmitState.Confirmed)]
    [InlineData("this.s.required = true; this.reset(); this.before('Ticket 76 created')", SubmitState.Confirmed)]
    [InlineData("this.before('Ticket 76 created'); this.s.setCustomValidity('Too long'); ", SubmitState.RejectedByPortal)]
    [InlineData("setTimeout(() => this.before('Ticket 76 created'), 1000)", SubmitState.Confirmed)]
    [InlineData("this.outerHTML = '<div role=alert>The ticket could not be created</div>'", SubmitState.Unknown)]
    [InlineData("this.outerHTML = '<div>The ticket could not be created</div>'", SubmitState.Unknown)]
    [InlineData("this.outerHTML = '<div>Tickets</div><p>Failed: 3. This cannot be undone. If you could not find it, unable to sign in or an error occurred, call us.</p>'", SubmitState.Confirmed)]
    [InlineData("this.outerHTML = '<div>Tickets</div>'", SubmitState.Confirmed)]
    public async Task What_a_script_shows_counts_alike(string then, SubmitState state) =>
        (await SendAsync(Scripted.Replace("{THEN}", then, StringComparison.Ordinal), "")).ShouldBe(state);

    [Theory]
    [InlineData("this.s.closest('div').append(Object.assign(document.createElement('p'), { textContent: 'Validation of subject failed' }))", SubmitState.RejectedByPortal)]
    [InlineData("this.s.closest('div').insertAdjacentHTML('beforeend', '<p>Validation of subject failed</p>'); this.s.value = ''", SubmitState.Unknown)]
    [InlineData("this.s.closest('div').insertAdjacentHTML('beforeend', '<p>Validation of subject failed</p>'); this.insertAdjacentHTML('beforebegin', '<p>Ticket 76 created</p>')", SubmitState.Unknown)]
    [InlineData("this.insertAdjacentHTML('afterend', '<p>The list of tickets failed to load</p>')", SubmitState.Unknown)]
    [InlineData("this.s.closest('div').insertAdjacentHTML('beforeend', '<p>At most 80 characters</p>')", SubmitState.Unknown)]
    public async Task A_script_that_leaves_the_form_as_it_was_under_words_of_trouble_at_a_field_was_turned_down(string then, SubmitState state) =>
        (await SendAsync(Scripted.Replace("<label>Subject <input name=s></label>", "<div><label for=s>Subject</label> <input id=s name=s></div>", StringComparison.Ordinal).Replace("{THEN}", then.Replace('"', '\''), StringComparison.Ordinal), "")).ShouldBe(state);

    [Theory]
    [InlineData("say:Ticket 76 created", "<p>Nothing is chosen</p>", SubmitState.Confirmed)]
    [InlineData("say:Ticket 76 created", Form, SubmitState.Confirmed)]
    [InlineData("say:Ticket 76 created;show:/blank", Late, SubmitState.Confirmed)]
    [InlineData("say:Ticket 76 created;show:about:blank", Late, SubmitState.Confirmed)]
    [InlineData("say:Ticket 76 created;end:", Late, SubmitState.Confirmed)]
    [InlineData("", "<p>Nothing is chosen</p>", SubmitState.Confirmed)]
    [InlineData("end:", "", SubmitState.Confirmed)]
    [InlineData("say:The ticket could not be created", "<p>Nothing is chosen</p>", SubmitState.Unknown)]
    [InlineData("say:The ticket could not be created;show:/blank", Late, SubmitState.Unknown)]
    [InlineData("say:The ticket could not be created;end:", Late, SubmitState.Unknown)]
    [InlineData("say:The ticket could not be created", Form, SubmitState.Unknown)]
    [InlineData("say:The ticket could not be created", Held, SubmitState.RejectedByPortal)]
    [InlineData("", Late + "<script>parent.postMessage('say:The ticket could not be created', '*')</script>" + Held, SubmitState.RejectedByPortal)]
    public async Task Of_a_form_in_a_frame_what_the_page_around_it_says_counts_too(string tells, string shows, SubmitState state)
    {
        const string Around = """
            <h1>Tickets</h1><div id=said></div><script>
              document.write(`<iframe src='//HOST:${location.port}/form' width=600 height=300></iframe>`);
              const frame = document.querySelector('iframe');
              onmessage = ({ data }) => data.split(';').forEach(one => one.startsWith('say:') ? said.textContent = one.slice(4) : one.startsWith('show:') ? frame.src = one.slice(5) : one && frame.remove());
            </script>
            """;
        foreach (var host in (string[])["127.0.0.1", "localhost"])
        {
            await using var site = await TestSite.StartAsync(("/", Around.Replace("HOST", host, StringComparison.Ordinal)), ("/form", Form), ("/blank", "<p>Nothing is chosen</p>"), ("/save", $"<script>parent.postMessage('{tells}', '*')</script>{shows}"));
            site.Answer("/late.js", http => Task.Delay(2_500));
            var portal = site.Portal();
            (host, (await SendAsync(site, portal with { Origins = portal.Origins with { Navigate = portal.Origins.Navigate.Append($"http://localhost:{portal.BaseUrl.Port}").ToFrozenSet() } })).Submit).ShouldBe((host, state));
        }
    }

    [Theory]
    [InlineData("<p>Failed to add the ticket</p>", "value='Printer failed'", "", SubmitState.RejectedByPortal)]
    [InlineData("<p>Failed to add the ticket</p>", "", "", SubmitState.Unknown)]
    [InlineData("<p>Failed to send the mail</p>", "value='Printer failed'", "<input type=hidden name=id value=76>", SubmitState.Unknown)]
    [InlineData("<p>Failed to send the mail</p>", "value='Printer failed'", "<script>history.pushState(null, '', '/tickets/76')</script>", SubmitState.Unknown)]
    [InlineData("<p>Ticket 76 created</p><p>Failed to send the mail</p>", "value='Printer failed'", "", SubmitState.Unknown)]
    [InlineData("", "value='Printer failed'", "", SubmitState.Unknown)]
    public async Task A_form_that_a_script_puts_anew_into_the_page_that_stays_is_judged_as_one_of_a_page_that_comes(string said, string held, string more, SubmitState state)
    {
        const string Within = "<main>{0}<form id=f method=post action=/save aria-label=Ticket><label>Subject <input name=s {1}></label>{2}<button>Create</button></form></main>";
        const string Script = "<script>const main = document.querySelector('main'); main.onsubmit = async event => { event.preventDefault(); const answer = await fetch('/save', { method: 'POST', body: new FormData(event.target) }); main.innerHTML = await answer.text(); main.querySelectorAll('script').forEach(one => (0, eval)(one.textContent)); };</script>";
        static string Page(string said, string held, string more) => Within.Replace("{0}", said, StringComparison.Ordinal).Replace("{1}", held, StringComparison.Ordinal).Replace("{2}", more, StringComparison.Ordinal);
        (await SendAsync(Page("", "", "") + Script, Page(said, held, more).Replace("main>", "section>", StringComparison.Ordinal))).ShouldBe(state);
    }

    [Fact]
    public async Task Words_of_trouble_at_a_field_that_stood_there_before_say_nothing_of_it() =>
        (await SendAsync(Scripted.Replace("<label>Subject <input name=s></label>", "<div><label for=s>Subject</label> <input id=s name=s><p>Wrong subjects are denied</p></div>", StringComparison.Ordinal).Replace("{THEN}", "this.insertAdjacentHTML('afterend', '<p>The list of tickets failed to load</p>')", StringComparison.Ordinal), "")).ShouldBe(SubmitState.Unknown);

    [Theory]
    [InlineData("<form method=post action=/sure><p>Click 'Continue' to disable it</p><input type=hidden name=ids value=7><input type=button value=Cancel onclick='history.back()'> <input type=submit value=Continue></form>", SubmitState.Unknown)]
    [InlineData("<form method=post action=/sure>Really?<label><input type=radio name=how> All of it</label><button>Yes, I'm sure</button> <a href=/>No, take me back</a></form>", SubmitState.Unknown)]
    [InlineData("<h1>Tickets</h1><div role=dialog><p>Ganz sicher?</p><button>Abbrechen</button><button>Ja</button></div>", SubmitState.Unknown)]
    [InlineData("<h1>Ticket 76</h1><form method=post action=/cancel><button>Cancel ticket</button></form><form method=post action=/close><button>Close</button></form>", SubmitState.Confirmed)]
    [InlineData("<h1>Ticket 76</h1><form method=post action=/edit><label>Owner <input name=o></label><button>Save</button> <a href=/>Cancel</a></form>", SubmitState.Confirmed)]
    [InlineData("<h1>Tickets</h1><p>Das Ticket konnte leider nicht angelegt werden.</p>", SubmitState.Unknown)]
    [InlineData("<h1>Tickets</h1><p>The ticket was not saved</p>", SubmitState.Unknown)]
    [InlineData("<h1>Tickets</h1><ul><li>What to do if it could not be printed?</ul>", SubmitState.Confirmed)]
    [InlineData("<h1>Ticket 76</h1><p>Saving the ticket. The supplied subjects do not match.</p>", SubmitState.Unknown)]
    [InlineData("<h1>Ticket 76</h1><form action=/find><a href=/>Back</a> <button>Print</button></form>", SubmitState.Confirmed)]
    public async Task A_page_that_asks_once_more_or_says_that_it_was_not_done_confirms_nothing(string after, SubmitState state) => (await SendAsync(Form, after)).ShouldBe(state);

    [Theory]
    [InlineData("<form method=post action=/edit><input type=hidden name=note value='It was not stored'></form><script>document.addEventListener('DOMContentLoaded', () => document.forms[0].submit())</script>", SubmitState.Unknown)]
    [InlineData("<form method=post action=/edit><input type=hidden name=note></form><script>setTimeout(() => document.forms[0].submit(), 500)</script>", SubmitState.Unknown)]
    [InlineData("<h1>Ticket 76</h1><iframe srcdoc='<form method=post action=/count></form><script>document.forms[0].submit()</script>'></iframe>", SubmitState.Confirmed)]
    [InlineData("<script>setTimeout(() => location = '/gone', 500)</script>", SubmitState.Confirmed)]
    public async Task A_page_that_would_send_a_form_of_its_own_on_confirms_nothing(string after, SubmitState state) => (await SendAsync(Form, after)).ShouldBe(state);

    [Theory]
    [InlineData("<form method=post action=/save aria-label=Ticket><p>Subject already exists</p><label>Subject <input name=s value='Printer failed'></label><button>Create</button></form>", SubmitState.RejectedByPortal)]
    [InlineData("<p>The ticket is in the queue</p>", SubmitState.Confirmed)]
    public async Task Of_a_page_that_a_script_holds_up_while_it_comes_the_rest_is_waited_for(string rest, SubmitState state)
    {
        await using var site = await TestSite.StartAsync(("/", Form), ("/save", "<h1>Tickets</h1><script src=/late.js></script>" + rest));
        site.Answer("/late.js", http => Task.Delay(1_500));
        (await SendAsync(site)).Submit.ShouldBe(state);
    }

    [Fact]
    public async Task What_asked_before_the_form_was_sent_says_nothing_of_it()
    {
        const string Cookies = "<form method=post action=/cookies><p>Cookies?</p><button>Yes</button><button>No</button></form>";
        (await SendAsync(Cookies + Form, Cookies + "<h1>Ticket 76</h1>")).ShouldBe(SubmitState.Confirmed);
    }

    [Theory]
    [InlineData("setTimeout(() => this.s.closest('div').insertAdjacentHTML('beforeend', '<p>Subject is required</p>'), 50)", "", SubmitState.NotSent)]
    [InlineData("fetch('/no', { method: 'POST', body: new FormData(this) }).then(() => setTimeout(() => this.insertAdjacentHTML('afterend', '<p>The subject must be unique</p>'), 200))", "must be unique", SubmitState.RejectedByPortal)]
    public async Task Why_a_script_did_not_send_it_or_the_portal_refused_it_is_told(string does, string says, SubmitState state)
    {
        await using var site = await TestSite.StartAsync(("/", $"<form aria-label=Ticket onsubmit=\"event.preventDefault(); {does}\"><div><label for=s>Subject</label> <input id=s name=s></div><button>Create</button></form>"));
        site.Answer("/no", http => { http.Response.StatusCode = 400; return Task.CompletedTask; });
        var sent = await SendAsync(site);
        sent.Submit.ShouldBe(state);
        sent.Data["page_messages"].ShouldNotBeNull().ToJsonString().ShouldContain(says.Length > 0 ? says : "Subject is required");
    }

    [Theory]
    [InlineData(201, "this.reset()", SubmitState.Confirmed)]
    [InlineData(201, "this.outerHTML = this.outerHTML", SubmitState.Confirmed)]
    [InlineData(200, "this.reset()", SubmitState.Unknown)]
    [InlineData(202, "this.reset()", SubmitState.Unknown)]
    [InlineData(201, "", SubmitState.Unknown)]
    [InlineData(201, "this.reset(); const more = this.s.cloneNode(); more.name = 'q'; more.value = 'Printer failed'; this.append(more)", SubmitState.Unknown)]
    [InlineData(201, "this.reset(); this.before('Could not send the mail')", SubmitState.Unknown)]
    public async Task What_was_created_by_the_word_of_http_and_emptied_its_form_is_confirmed(int status, string then, SubmitState state)
    {
        await using var site = await TestSite.StartAsync(("/", Scripted.Replace("{THEN}", then, StringComparison.Ordinal).Replace("<button>", "<label>Kind <select name=k><option>Fault<option>Wish</select></label><button>", StringComparison.Ordinal)));
        site.Answer("/save", http =>
        {
            http.Response.StatusCode = status;
            return Task.CompletedTask;
        });
        (await SendAsync(site)).Submit.ShouldBe(state);
    }

    [Theory]
    [InlineData("<p>Invalid subject</p>", SubmitState.RejectedByPortal)]
    [InlineData("", SubmitState.Unknown)]
    public async Task What_was_left_empty_a_portal_may_fill_in_as_it_turns_a_form_down(string said, SubmitState state) =>
        (await SendAsync(Form.Replace("<button", "<label>Number <input name=n></label><button", StringComparison.Ordinal), said + Held.Replace("<button", "<label>Number <input name=n value=7></label><button", StringComparison.Ordinal))).ShouldBe(state);

    [Theory]
    [InlineData("token_1", "token_2", SubmitState.RejectedByPortal)]
    [InlineData("token_1", "token", SubmitState.Unknown)]
    [InlineData("token_1", "token_2><input type=hidden name=id value=7", SubmitState.Unknown)]
    public async Task A_token_that_is_numbered_anew_for_each_page_makes_no_other_form(string before, string after, SubmitState state) =>
        (await SendAsync(Form.Replace("<button", $"<input type=hidden name={before}><button", StringComparison.Ordinal), $"<p>Invalid subject</p>{Held.Replace("<button", $"<input type=hidden name={after}><button", StringComparison.Ordinal)}")).ShouldBe(state);

    [Theory]
    [InlineData("has-error", "", SubmitState.RejectedByPortal)]
    [InlineData("has-error", "<p>Ticket 76 created</p>", SubmitState.Unknown)]
    [InlineData("", "", SubmitState.Unknown)]
    public async Task A_field_whose_part_is_marked_as_wrong_was_turned_down_in_whatever_words(string mark, string said, SubmitState state) =>
        (await SendAsync(Form, $"{said}<form method=post action=/save aria-label=Ticket><div class='row {mark}'><label>Subject <input name=s value='Printer failed'></label><span>Think of another one</span></div><button>Create</button></form>")).ShouldBe(state);

    [Theory]
    [InlineData("<div class=has-error><label>Subject <input type=password name=s></label><span>That is not yours</span></div>", SubmitState.RejectedByPortal)]
    [InlineData("<label>Subject <input type=password name=s></label>", SubmitState.Unknown)]
    [InlineData("<label>Subject <input name=s></label><p>Wrong</p>", SubmitState.Unknown)]
    public async Task A_form_of_secrets_alone_is_as_it_was_filled_when_it_is_empty(string field, SubmitState state) =>
        (await SendAsync(Form.Replace("name=s", "name=s type=password", StringComparison.Ordinal), $"<form method=post action=/save aria-label=Ticket>{field}<button>Create</button></form>")).ShouldBe(state);

    [Theory]
    [InlineData("<p>Subject is required</p>", "", "<option selected>Low<option>High", SubmitState.RejectedByPortal)]
    [InlineData("<p>Subject is required</p>", "", "<option>Low<option selected>High", SubmitState.Unknown)]
    [InlineData("<p>Subject is required</p>", "<input type=hidden name=id value=76>", "<option selected>Low<option>High", SubmitState.Unknown)]
    [InlineData("<p>Ticket 76 created</p><p>Could not send the mail</p>", "", "<option selected>Low<option>High", SubmitState.Unknown)]
    [InlineData("", "", "<option selected>Low<option>High", SubmitState.Unknown)]
    public async Task A_form_that_was_sent_as_it_came_and_comes_again_under_words_of_trouble_was_turned_down(string said, string kept, string choices, SubmitState state)
    {
        var page = Form.Replace("<button>", "<select name=p aria-label=Priority><option selected>Low<option>High</select><button>", StringComparison.Ordinal);
        await using var site = await TestSite.StartAsync(("/", page), ("/save", said + page.Replace("<option selected>Low<option>High", choices, StringComparison.Ordinal).Replace("<label>", kept + "<label>", StringComparison.Ordinal)));
        (await SendAsync(site, values: [])).Submit.ShouldBe(state);
    }

    [Theory]
    [InlineData("<p>The ticket will be added.</p><form method=post action=/sure><button>Continue</button></form><form method=post action=/><button>Go back</button></form>", SubmitState.Unknown, "The ticket will be added.")]
    [InlineData("<p>The ticket will be added.</p><form method=post action=/sure><button>Continue</button></form><a href=/>Go back</a>", SubmitState.Unknown, "The ticket will be added.")]
    [InlineData("<p>The ticket has been added.</p><form method=post action=/sure><button>Continue</button></form><a href=/>Go back</a>", SubmitState.Confirmed, "has been added")]
    [InlineData("<h1>Tickets</h1><form method=post action=/sure><button>Lock</button></form><a href=/>Go back</a>", SubmitState.Confirmed, null)]
    [InlineData("<p>The queue stands at nothing.</p><form method=post action=/><button>Go back</button></form>", SubmitState.Unknown, "The queue stands at nothing.")]
    [InlineData("<p>The ticket has been inserted.</p><form method=post action=/><button>Go back</button></form>", SubmitState.Confirmed, "has been inserted")]
    [InlineData("<p>Done.</p><a href=/>Back to the tickets</a>", SubmitState.Confirmed, "Done.")]
    [InlineData("<p>To be done.</p><a href=/>Back to the tickets</a>", SubmitState.Unknown, "To be done.")]
    [InlineData("<p>The queue stands at nothing.</p><a href=/75>Ticket 75</a><a href=/>Go back</a>", SubmitState.Confirmed, null)]
    public async Task A_page_that_asks_once_more_in_parts_or_leads_nowhere_but_back_confirms_nothing(string answer, SubmitState state, string? told)
    {
        await using var site = await TestSite.StartAsync(("/", "<a href=/menu>Menu</a>" + Form), ("/save", "<a href=/menu>Menu</a>" + answer));
        var ended = await SendAsync(site);
        ended.Submit.ShouldBe(state);
        if (told is not null) ended.Data["page_messages"]!.ToJsonString().ShouldContain(told);
    }

    [Theory]
    [InlineData("<form method=post action=/find><input name=q placeholder='Find tickets'><button>Find</button></form>", SubmitState.Confirmed)]
    [InlineData("<form method=post action=/lock><button>Lock</button></form>", SubmitState.Confirmed)]
    [InlineData("<form method=post action=/save><label>Subject <input name=other></label><button>Create</button></form>", SubmitState.Unknown)]
    [InlineData("<form method=post action=/save><input name=s><button>Create</button></form>", SubmitState.Unknown)]
    public async Task Another_form_in_the_place_of_one_without_a_title_is_not_that_form(string answer, SubmitState state)
    {
        await using var site = await TestSite.StartAsync(("/", Form.Replace(" aria-label=Ticket", "", StringComparison.Ordinal)), ("/save", "<a href=/75>Ticket 75</a>" + answer));
        (await SendAsync(site, form: "form-1")).Submit.ShouldBe(state);
    }

    private async Task<SubmitState?> SendAsync(string page, string answer)
    {
        await using var site = await TestSite.StartAsync(("/", page), ("/save", answer));
        return (await SendAsync(site)).Submit;
    }

    private async Task<BlockResult> SendAsync(TestSite site, Portal? framed = null, Dictionary<string, FieldValue>? values = null, string form = "Ticket")
    {
        var portal = framed ?? site.Portal();
        var session = await browser.OpenAsync(portal, "/");
        values ??= new() { ["Subject"] = new("Printer failed") };
        var filled = await new FillFormBlock(browser.Host, browser.Sessions).RunAsync(Policed.Permit("portal_fill_form", portal, session.Facts, null, ("form", form), ("values", values)), Policed.Run(), CancellationToken.None);
        var plan = session.Plans.Find((string)filled.Data["plan"]!)!.Facts;
        var sent = await new SubmitBlock(browser.Host, browser.Sessions) { Patience = TimeSpan.FromSeconds(8) }
            .RunAsync(Policed.Permit("portal_submit_form", portal, session.Facts, plan, ("plan", plan.Id)), Policed.Run(), CancellationToken.None);
        await browser.Sessions.EndAsync(session, "test");
        return sent;
    }
}
