using GovernedMcp.Browser.Blocks;
using GovernedMcp.Browser.Tests.Blocks.Widgets;
using GovernedMcp.Browser.Tests.Fixtures;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Browser.Tests.Blocks;

/// <summary>Fields that stand in no form: pages that scripts draw have a region with fields and a button that stores them.</summary>
[Collection(SharedBrowser.Filling)]
public sealed class FormlessFieldsTests(BrowserFixture browser)
{
    private const string Send = "fetch('/save', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({BODY}) }).then(() => { document.querySelector('main').innerHTML = '<h1>Articles</h1>'; })";

    /// <summary>An editor: the button stands in a bar above, the search box beside it, another card below with a button of its own.</summary>
    private const string Editor = """
        <title>Editor</title>
        <nav><input aria-label="Jump to"><button>Create</button></nav>
        <main>
          <header><h1>New article</h1><input type="search" placeholder="Search articles"><button id="go" type="button">Save</button></header>
          <div class="fields">
            <div><div><span id="l1">Title</span></div><input aria-labelledby="l1"></div>
            <div><label>Summary <textarea></textarea></label></div>
            <div><label>Status <select><option value="draft">Draft</option><option value="live">Live</option></select></label></div>
            <div><label><input type="checkbox"> Featured</label></div>
          </div>
          <section aria-label="Comments"><label>Comment <textarea></textarea></label><button type="button">Add comment</button></section>
        </main>
        """;

    [Fact]
    public async Task Fields_of_a_region_with_a_button_to_store_them_are_filled_and_sent_by_its_script()
    {
        await using var site = await WidgetSite.StartWithAsync(browser, Editor + Script("title: q('input[aria-labelledby]').value, summary: q('textarea').value, status: q('select').value, featured: q('.fields [type=checkbox]').checked"));
        var filled = await site.FillAsync("New article", ("Title", "Rates for 2027"), ("Summary", "What changes"), ("Status", "Live"), ("Featured", "true"));
        filled.Data["fields"]!.AsArray().Select(field => (string)field!["field"]!).ShouldBe(["Title", "Summary", "Status", "Featured"]);
        filled.Data["sends"]!.ToJsonString().ShouldBe("""{"by":"a script of the page","fields":4}""");
        (await site.SendAsync(filled)).ShouldBe(new Dictionary<string, string> { ["title"] = "Rates for 2027", ["summary"] = "What changes", ["status"] = "live", ["featured"] = "True" }, ignoreOrder: true);
    }

    [Fact]
    public async Task They_go_by_the_heading_of_their_region_and_regions_inside_it_stand_for_themselves()
    {
        await using var site = await WidgetSite.StartWithAsync(browser, Editor);
        (await NamesAsync(site)).ShouldBe(["New article", "Comments"]);
        (await Should.ThrowAsync<BlockFault>(() => site.FillAsync("New article", ("Comment", "x")))).Allowed.ShouldBe(["Title", "Summary", "Status", "Featured"]);
    }

    [Fact]
    public async Task A_table_that_lays_them_out_is_no_list_where_it_holds_one()
    {
        await using var site = await WidgetSite.StartWithAsync(browser, """
            <main><header><h1>Category</h1><button type=button>Save</button></header>
            <table><tr><td>Name:</td><td><input aria-label=Name></td></tr>
            <tr><td colspan=2><table><thead><tr><th><input type=checkbox></th><th>Child</th></tr></thead><tr><td><input type=checkbox></td><td><input aria-label=Child></td></tr></table></td></tr></table></main>
            """);
        (await NamesAsync(site)).ShouldBe(["Category"]);
        (await Should.ThrowAsync<BlockFault>(() => site.FillAsync("Category", ("Child", "x")))).Allowed.ShouldBe(["Name"]);
    }

    [Fact]
    public async Task A_bar_of_tools_is_no_menu_although_it_is_marked_up_as_one()
    {
        await using var site = await WidgetSite.StartWithAsync(browser, """<main><h1>Category</h1><nav role=toolbar><button type=button>New</button><button type=button title=Save><i></i></button></nav><div><label>Name <input></label></div></main>""");
        (await NamesAsync(site)).ShouldBe(["Category"]);
    }

    [Fact]
    public async Task An_outline_tells_them()
    {
        await using var site = await WidgetSite.StartWithAsync(browser, Editor);
        var read = await new ReadBlock(browser.Host, browser.Sessions).RunAsync(Policed.Permit("portal_read", site.Portal, site.Session.Facts, null, ("what", "outline")), Policed.Run(), CancellationToken.None);
        var form = read.Data["untrusted"]!["forms"]!.AsArray()[0]!;
        ((string)form["form"]!).ShouldBe("New article");
        form["fields"]!.AsArray().Select(field => (string)field!).ShouldBe(["Title (text)", "Summary (textarea)", "Status (select)", "Featured (checkbox)"]);
    }

    [Theory]
    [InlineData("""<input type="search" aria-label="Search orders"><button>Save</button>""")]
    [InlineData("""<label>Filter by name <input></label><label>Rows per page <select><option>10</select></label><button>Save</button>""")]
    [InlineData("""<h1>Users</h1><label>Status <select><option>All</select></label><label>Since <input type="date"></label><button>Add user</button><table><tr><th>Name<th>Role<tr><td>Ada<td>Clerk</table>""")]
    [InlineData("""<table><thead><tr><th>Name<th>Role<th></tr></thead><tr><td>Ada<td><input aria-label="Role"><td><button>Save</button><tr><td>Bob<td><input aria-label="Role"><td><button>Save</button></table>""")]
    [InlineData("""<label>From <input type="date"></label><label>Customer <input></label><button class="btn-primary">Search</button>""")]
    [InlineData("""<label>User <input></label><label>Password <input type="password"></label><button class="primary">Log in</button>""")]
    [InlineData("""<ul><li class="c"><h3>Pen</h3><label>Note <input></label><button>Add</button><li class="c"><h3>Ink</h3><label>Note <input></label><button>Add</button><li class="c"><h3>Pad</h3><label>Note <input></label><button>Add</button></ul>""")]
    [InlineData("""<header><button>Create</button></header><main><label>Title <input></label></main>""")]
    public async Task What_seeks_or_filters_and_the_rows_of_a_list_are_no_form(string html)
    {
        await using var site = await WidgetSite.StartWithAsync(browser, html);
        (await NamesAsync(site)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""<div role="dialog" aria-label="Add service"><p>Choose a service</p><input role="combobox" aria-autocomplete="list" placeholder="Search for services…"><button class="button _button_1c4va_12 _primary_1c4va_15">Continue</button></div>""", "Add service", "button \"Continue\"")]
    [InlineData("""<div role="dialog" aria-label="Add user"><input placeholder="Name"><footer><button>Cancel</button><button>Create</button></footer></div><label>Behind <input></label>""", "Add user", "button \"Create\"")]
    [InlineData("""<section><h2>Anschrift</h2><label>Ort <input></label><button>Speichern</button></section><section><h2>Konto</h2><label>IBAN <input></label><button>Speichern</button></section>""", "Anschrift, Konto", "button \"Speichern\"")]
    [InlineData("""<title>Profile</title><div><label>Nickname <input></label><div class="btn btn-primary" role="button">Go on</div></div>""", "Profile", "button \"Go on\"")]
    [InlineData("""<form aria-label="Seek"><label>Words <input></label></form><div><h2>Note</h2><table><tr><td>Text</td><td><input></td></tr></table><button>Send</button></div>""", "Seek, Note", "button \"Send\"")]
    [InlineData("""<header><h1>Settings</h1><button aria-label="Save"></button></header><main><label>Site name <input></label><div><label>Tags <input></label><button>Add tag</button></div><button>Create new</button></main>""", "Settings", "button \"Save\"")]
    [InlineData("""<header role="banner"><button>Save</button></header><main><h1>Settings</h1><label>Site name <input></label></main>""", "Settings", "button \"Save\"")]
    public async Task It_is_named_and_sent_by_what_its_region_says(string html, string named, string sender)
    {
        await using var site = await WidgetSite.StartWithAsync(browser, html);
        var names = await NamesAsync(site);
        string.Join(", ", names).ShouldBe(named);
        var look = await site.Session.RunAsync("sender", new { name = names[^1], declared = false, fields = Array.Empty<object>() }, CancellationToken.None);
        $"button \"{look.GetProperty("name").GetString()}\"".ShouldBe(sender);
    }

    [Fact]
    public async Task Lists_and_buttons_that_say_what_they_are_to_the_eye_alone_are_known_by_it()
    {
        await using var site = await WidgetSite.StartWithAsync(browser, """
            <style>.bar { display: flex } i[data-icon]::before { content: attr(data-icon) } .list { list-style: none }</style>
            <div class="page"><header class="bar"><h1>Creating an article</h1><button type="button"><i data-icon="arrow_back"></i></button><button type="button" id="go"><span><i data-icon="check"></i></span></button></header>
            <main><div class="field"><div class="name">Title</div><div><input type="text"></div></div>
            <div class="field"><div class="name">State</div><div class="v-select"><div id="opens"><input type="text" readonly placeholder="Select an item..."></div></div></div>
            <div class="field"><div class="name">On the front page</div><button type="button" role="checkbox" aria-pressed="false"><span>Enabled</span></button></div></main></div>
            <script>
              const [title, state] = document.querySelectorAll('input'), box = document.querySelector('[role=checkbox]');
              box.onclick = () => box.setAttribute('aria-pressed', box.getAttribute('aria-pressed') === 'false');
              opens.onclick = () => { const list = document.createElement('ul'); list.className = 'list'; list.innerHTML = '<li>Draft<li>In review';
                for (const item of list.children) item.onclick = () => { state.value = item.textContent; list.remove(); }; document.body.append(list); };
              go.onclick = () => fetch('/save', { method: 'PATCH', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ title: title.value, state: state.value.toLowerCase().replace(' ', '_'), front: box.getAttribute('aria-pressed') === 'true' }) }).then(() => document.querySelector('main').remove());
            </script>
            """);
        var filled = await site.FillAsync("Creating an article", ("Title", "Rates"), ("State", "In review"), ("Enabled", "true"));
        (await site.SendAsync(filled)).ShouldBe(new Dictionary<string, string> { ["title"] = "Rates", ["state"] = "in_review", ["front"] = "True" }, ignoreOrder: true);
    }

    /// <summary>Parts with a title each, that opens a menu; one title tells that its field was changed. A list's items are buttons in it.</summary>
    private const string TitledParts = """
        <title>Article</title><style>input { pointer-events: none }</style><header><h1>New article</h1><button id="go">Save</button></header>
        <main><div class="field first"><div class="menu"><div><button type="button"><div>Title</div><span><i></i></span></button></div></div><div class="box"><div><input></div></div><div></div></div>
        <div class="field"><div class="menu"><div><button type="button"><span class="dot"></span><div>Summary</div><span><i></i></span></button></div></div><div class="box"><div><textarea></textarea></div></div><div></div></div>
        <div class="field"><div class="menu"><div><button type="button"><div>State</div><span><i></i></span></button></div></div><div class="v-select"><div id="opens"><input readonly placeholder="Select an item..."></div></div><div></div></div></main>
        <div id="outlet"></div>
        <script>
          opens.onclick = () => { outlet.innerHTML = '<div class="content"><ul><button type="button"><div><span>Draft</span></div></button><button type="button"><div><span>In review</span></div></button></ul></div>';
            for (const item of outlet.querySelectorAll('button')) item.onclick = () => { opens.firstChild.value = item.textContent; outlet.innerHTML = ''; }; };
          go.onclick = () => fetch('/save', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ title: document.querySelector('input').value, summary: document.querySelector('textarea').value, state: opens.firstChild.value.toLowerCase().replace(' ', '_') }) }).then(() => document.querySelector('main').remove());
        </script>
        """;

    [Fact]
    public async Task Fields_in_parts_built_alike_go_by_what_each_part_begins_with()
    {
        await using var site = await WidgetSite.StartWithAsync(browser, TitledParts);
        (await Should.ThrowAsync<BlockFault>(() => site.FillAsync("New article", ("Text", "x")))).Allowed.ShouldBe(["Title", "Summary", "State"]);
        (await site.SendAsync(await site.FillAsync("New article", ("Title", "Rates"), ("Summary", "of 2027")))).ShouldBe(new Dictionary<string, string> { ["title"] = "Rates", ["summary"] = "of 2027", ["state"] = "" }, ignoreOrder: true);
    }

    [Fact]
    public async Task What_a_list_that_opened_holds_may_be_buttons()
    {
        await using var site = await WidgetSite.StartWithAsync(browser, TitledParts.Replace("<input readonly placeholder=", "<input readonly aria-label=State placeholder=", StringComparison.Ordinal).Replace("<input>", "<input aria-label=Title>", StringComparison.Ordinal));
        (await site.SendAsync(await site.FillAsync("New article", ("Title", "Rates"), ("State", "In review"))))["state"].ShouldBe("in_review");
    }

    [Theory]
    [InlineData("<div class=f><div><button type=button>Add</button></div><div><input></div><p></p></div><div class=f><div><button type=button>Add</button></div><div><input></div><p></p></div>")]
    [InlineData("<div class=f><div><button type=button>Add one</button><button type=button>Drop</button></div><div><input></div><p></p></div><div class=f><div><button type=button>Add two</button><button type=button>Drop</button></div><div><input></div><p></p></div>")]
    [InlineData("<div class=f><div><button type=button>Address</button></div><div><input><input></div></div><div class=f><div><button type=button>Bill</button></div><div><input><input></div></div>")]
    public async Task Buttons_that_begin_several_parts_or_stand_over_several_fields_name_none(string parts)
    {
        await using var site = await WidgetSite.StartWithAsync(browser, $"<main><h1>Note</h1><label>Text <textarea></textarea></label>{parts}<button id=go>Save</button></main>");
        (await Should.ThrowAsync<BlockFault>(() => site.FillAsync("Note", ("Other", "x")))).Allowed.ShouldNotContain(name => name.StartsWith("Add") || name == "Address" || name == "Bill");
    }

    [Theory]
    [InlineData("{ title: 'Other' }")]
    [InlineData("{ title: 'Rates', role: 'admin' }")]
    [InlineData("{ title: 'Rates', owner: 'Ada', admin: true }")]
    [InlineData("{ owner: 'Rates', title: 'Ada' }")]
    [InlineData("{ title: 'Rates' }")]
    [InlineData("{ title: 'Rates', owner: 'Ada' }, 'DELETE'")]
    public async Task What_is_not_as_it_was_planned_stays_here(string sent)
    {
        await using var site = await WidgetSite.StartWithAsync(browser, $$"""
            <main><h1>Note</h1><label>Title <input></label><label>Owner <input></label><button id="go">Save</button></main>
            <script>const send = (body, method = 'POST') => fetch('/save', { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }); go.onclick = () => send({{sent}});</script>
            """);
        (await site.TrySendAsync(await site.FillAsync("Note", ("Title", "Rates"), ("Owner", "Ada")))).Submit.ShouldBe(SubmitState.NotSent);
        site.Saved.ShouldBeNull();
    }

    [Fact]
    public async Task What_was_not_changed_need_not_be_sent()
    {
        await using var site = await WidgetSite.StartWithAsync(browser, """
            <main><h1>Note</h1><label>Title <input value="Old"></label><label>Owner <input value="Ada"></label><button id="go">Save</button></main>
            <script>go.onclick = () => fetch('/save', { method: 'PATCH', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ title: document.querySelector('input').value }) }).then(() => document.querySelector('main').remove());</script>
            """);
        (await site.SendAsync(await site.FillAsync("Note", ("Title", "Rates")))).ShouldBe(new Dictionary<string, string> { ["title"] = "Rates" });
    }

    [Fact]
    public async Task What_the_page_reports_meanwhile_stays_here_and_keeps_nothing_from_being_sent()
    {
        await using var site = await WidgetSite.StartWithAsync(browser, """
            <main><h1>Note</h1><label>Title <input></label><button id="go">Save</button></main>
            <script>const send = body => fetch('/save', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
              go.onclick = async () => { await send({ event: 'click', name: 'Save' }); await send({ title: document.querySelector('input').value }); document.querySelector('main').remove(); };</script>
            """);
        (await site.SendAsync(await site.FillAsync("Note", ("Title", "Rates")))).ShouldBe(new Dictionary<string, string> { ["title"] = "Rates" });
    }

    [Fact]
    public async Task Of_several_buttons_that_may_send_it_one_must_be_named()
    {
        await using var site = await WidgetSite.StartWithAsync(browser, """<main><h1>Note</h1><label>Text <input></label><button>Save</button><button>Save and send</button><button>Cancel</button></main>""");
        var fault = await Should.ThrowAsync<BlockFault>(() => site.FillAsync("Note", ("Text", "x")));
        fault.Rule.ShouldBe(Rules.Forms.Button);
        fault.Allowed.ShouldBe(["Save", "Save and send"]);
    }

    [Fact]
    public async Task A_button_that_takes_away_what_a_form_shows_sends_none_beside_which_another_may()
    {
        await using var site = await WidgetSite.StartWithAsync(browser, """
            <main><h1>Person Ada</h1><form><label>Name <textarea>Ada</textarea></label><button onclick="event.preventDefault(); send({ name: document.querySelector('textarea').value, gone: true })">Delete person</button></form><div><button>Back</button><button id="go">Apply</button></div></main>
            <script>const send = body => fetch('/save', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }).then(() => document.querySelector('main').remove()); go.onclick = () => send({ name: document.querySelector('textarea').value });</script>
            """);
        (await site.SendAsync(await site.FillAsync("Person Ada", ("Name", "Ida")))).ShouldBe(new Dictionary<string, string> { ["name"] = "Ida" });
    }

    /// <summary>Buttons of no type, for lists in the form, while what stores it stands in a bar above: the one that says it stores is meant, else one is named.</summary>
    [Theory]
    [InlineData("Facet Red", "<button>«</button><button>1</button><button>10 per page</button>", "Update", null)]
    [InlineData("New product", "<button>Add picture</button><button>Add option</button>", "Create", "Create")]
    public async Task Several_buttons_in_a_form_that_do_not_say_that_they_store_it_leave_that_to_one_beside_it(string title, string inside, string beside, string? named)
    {
        await using var site = await WidgetSite.StartWithAsync(browser, $$"""
            <main><h1>{{title}}</h1><div><button id="go">{{beside}}</button></div><form><label>Name <input></label>{{inside}}</form></main>
            <script>document.forms[0].onsubmit = event => event.preventDefault(); go.onclick = () => fetch('/save', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ name: document.querySelector('input').value }) }).then(() => document.querySelector('main').remove());</script>
            """);
        if (named is null)
        {
            (await site.SendAsync(await site.FillAsync(title, ("Name", "Ida")))).ShouldBe(new Dictionary<string, string> { ["name"] = "Ida" });
            return;
        }

        var fault = await Should.ThrowAsync<BlockFault>(() => site.FillAsync(title, ("Name", "Ida")));
        (fault.Rule, fault.Allowed![^1]).ShouldBe((Rules.Forms.Button, named));
    }

    [Fact]
    public async Task Alone_it_sends_the_form_that_asks_for_it()
    {
        await using var site = await WidgetSite.StartWithAsync(browser, """
            <main><h1>Delete Ada</h1><form><label>Reason <input></label><button onclick="event.preventDefault(); fetch('/save', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ reason: document.querySelector('input').value }) }).then(() => document.querySelector('main').remove())">Delete</button></form><p><button>Back</button></p></main>
            """);
        (await site.SendAsync(await site.FillAsync("Delete Ada", ("Reason", "retired")))).ShouldBe(new Dictionary<string, string> { ["reason"] = "retired" });
    }

    [Theory]
    [InlineData("")]
    [InlineData("method=post action='javascript:void(0)'")]
    public async Task A_form_that_names_no_address_is_sent_to_where_its_script_sends_it(string address)
    {
        await using var site = await WidgetSite.StartWithAsync(browser, """
            <main><form aria-label="Order" ADDRESS><label>Your e-mail <input name="mail"></label><label>Pieces <input name="n" type="number"></label><button>Send</button></form></main>
            <script>document.querySelector('form').addEventListener('submit', event => { event.preventDefault(); const f = event.target;
              fetch('/save', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ email: f.mail.value, n: +f.n.value, ref: null }) }).then(() => f.remove()); });</script>
            """.Replace("ADDRESS", address, StringComparison.Ordinal));
        (await site.OrderAsync(("Your e-mail", "ada@example.com"), ("Pieces", "3"))).ShouldBe(new Dictionary<string, string> { ["email"] = "ada@example.com", ["n"] = "3", ["ref"] = "" }, ignoreOrder: true);
    }

    private static string Script(string body) => $"<script>const q = s => document.querySelector('main ' + s); go.onclick = () => {Send.Replace("{BODY}", "{ " + body + " }", StringComparison.Ordinal)};</script>";

    private static async Task<IReadOnlyList<string>> NamesAsync(WidgetSite site) => (await Should.ThrowAsync<BlockFault>(() => site.FillAsync("Elsewhere", ("Title", "x")))).Allowed;
}
