using GovernedMcp.Browser.Tests.Blocks.Widgets;
using GovernedMcp.Browser.Tests.Fixtures;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Browser.Tests.Blocks;

/// <summary>Forms as servers write them: in tables, without labels, with buttons twice or outside.</summary>
[Collection(SharedBrowser.Filling)]
public sealed class ServerFormTests(BrowserFixture browser)
{
    [Fact]
    public async Task Fields_of_a_table_go_by_what_their_row_begins_with_and_by_the_title_of_their_column()
    {
        await using var site = await WidgetSite.StartWithAsync(browser, """
            <form method="post" action="/save" aria-label="Row"><table><thead><tr><th>Column</th><th>Type</th><th>Function</th><th>Value</th></tr></thead><tbody>
            <tr><td>id</td><td>int(11)</td><td><select name="f1"><option></option><option>MAX</option></select></td><td><input name="v1"></td></tr>
            <tr><td>active</td><td>enum</td><td></td><td><label><input type="radio" name="v2" value="y">yes</label><label><input type="radio" name="v2" value="n">no</label></td></tr>
            </tbody></table><button>Send</button></form>
            """);
        var filled = await site.FillAsync("Row", ("id Function", "MAX"), ("id Value", "7"), ("active Value", "no"));
        (await site.SendAsync(filled)).ShouldBe(new Dictionary<string, string> { ["f1"] = "MAX", ["v1"] = "7", ["v2"] = "n" }, ignoreOrder: true);
    }

    [Fact]
    public async Task A_form_does_not_go_by_the_question_of_one_of_its_fields()
    {
        await using var site = await WidgetSite.StartWithAsync(browser, "<h1>New order</h1><form method=post action=/save><label>Note <input name=note></label><fieldset><legend>Priority</legend><label><input type=radio name=p value=l> Low</label><label><input type=radio name=p value=h> High</label></fieldset><button>Send</button></form>");
        (await site.SendAsync(await site.FillAsync("New order", ("Note", "x"), ("Priority", "High")))).ShouldBe(new Dictionary<string, string> { ["note"] = "x", ["p"] = "h" });
    }

    [Theory]
    [InlineData("<h1>New place</h1>", "New place"), InlineData("", "Map")]
    [InlineData("<h1><ul><li><a href=/delete>delete</a><li><a href=/back>back</a></ul>New place</h1>", "New place")]
    [InlineData("<h1><ul><li>Harbour<li><a href=/>Places</a></ul>Map</h1>", "Harbour Places Map")]
    public async Task A_form_goes_neither_by_a_later_part_of_it_nor_by_what_can_be_done_beside_its_title(string heading, string name)
    {
        await using var site = await WidgetSite.StartWithAsync(browser, heading + "<form method=post action=/save><label>Title <input name=t></label><fieldset><legend>Map</legend><label>Latitude <input name=l></label></fieldset><button>Save</button></form>");
        (await site.SendAsync(await site.FillAsync(name, ("Title", "Harbour"), ("Latitude", "44.4")))).ShouldBe(new Dictionary<string, string> { ["t"] = "Harbour", ["l"] = "44.4" }, ignoreOrder: true);
    }

    [Fact]
    public async Task A_form_that_stacks_its_fields_under_a_bar_goes_by_that()
    {
        await using var site = await WidgetSite.StartWithAsync(browser, """
            <form method=post action=/save><table><tr><th>Add customer</th></tr><tr><td><table><tr><th>Name</th><td><input name=n></td></tr><tr><th>City</th><td><input name=c></td></tr></table></td></tr></table><button>Save</button></form>
            """);
        (await site.SendAsync(await site.FillAsync("Add customer", ("Name", "Ada"), ("City", "Graz")))).ShouldBe(new Dictionary<string, string> { ["n"] = "Ada", ["c"] = "Graz" }, ignoreOrder: true);
    }

    [Fact]
    public async Task Neither_how_a_day_is_written_nor_a_box_among_titles_keeps_a_field_from_its_label()
    {
        await using var site = await WidgetSite.StartWithAsync(browser, """
            <form method=post action=/save aria-label=Invoice><table><tr><th>Invoice date</th><td><input name=d title=mm-dd-yy value=11-29-2026></td></tr><tr><th>Due</th><td><input name=u title="dd.mm.yyyy HH:MM"></td></tr></table>
            <table><tr><th>Number</th><th><input type=checkbox onclick="for (const box of document.querySelectorAll('td [type=checkbox]')) box.checked = this.checked"></th><th>Qty</th></tr>
            <tr><td><input name=number_1></td><td><input type=checkbox name=detail_1></td><td><input name=qty_1></td></tr></table><button>Post</button></form>
            """);
        var filled = await site.FillAsync("Invoice", ("Invoice date", "11-30-2026"), ("Due", "30.11.2026 10:00"), ("Number", "P1"), ("Qty", "3"));
        (await site.SendAsync(filled)).ShouldBe(new Dictionary<string, string> { ["d"] = "11-30-2026", ["u"] = "30.11.2026 10:00", ["number_1"] = "P1", ["qty_1"] = "3" }, ignoreOrder: true);
    }

    [Fact]
    public async Task A_sentence_in_a_title_explains_a_field_that_has_a_text_beside_it()
    {
        await using var site = await WidgetSite.StartWithAsync(browser, """
            <form method=post action=/save aria-label=Person><table><tr><th>Full name:</th><td><input name=n title="The name as it stands in a passport."></td></tr>
            <tr><td colspan=2><input name=x title="What else the clerk should know"></td></tr></table><button>Save</button></form>
            """);
        (await site.SendAsync(await site.FillAsync("Person", ("Full name", "Ada"), ("What else the clerk should know", "No")))).ShouldBe(new Dictionary<string, string> { ["n"] = "Ada", ["x"] = "No" }, ignoreOrder: true);
    }

    [Fact]
    public async Task An_example_and_the_links_of_a_pager_label_no_field()
    {
        await using var site = await WidgetSite.StartWithAsync(browser, """
            <form method="post" action="/save" aria-label="Site"><div><div>Latitude</div><div><input name="lat" placeholder="example 38.88"></div></div>
            <div><div>Alternate name</div><div><input name="alt" placeholder="If the site goes by another name, enter it here."></div></div>
            <div><div><a href="#1">1</a> <a href="#2">2</a> <a href="#3">Next</a></div><select name="act"><option></option><option>Delete</option></select></div><button>Send</button></form>
            """);
        var filled = await site.FillAsync("Site", ("Latitude", "41.9"), ("Alternate name", "Rome"), ("act", "Delete"));
        filled.Data["fields"]!.AsArray().Select(field => (string)field!["label"]!).ShouldBe(["Latitude", "Alternate name", null]);
        (await site.SendAsync(filled)).ShouldBe(new Dictionary<string, string> { ["lat"] = "41.9", ["alt"] = "Rome", ["act"] = "Delete" }, ignoreOrder: true);
    }

    [Theory]
    [InlineData("<label class=switch title=Rush><input type=checkbox name=rush title=Rush style='display:none'><span></span></label>")]
    [InlineData("<div><div>Rush</div><div><input type=checkbox name=rush id=rush style='display:none'><label class=switch for=rush></label></div></div>")]
    public async Task A_box_to_tick_is_one_where_its_label_draws_it_and_says_nothing(string box)
    {
        await using var site = await WidgetSite.StartWithAsync(browser, $$"""
            <style>.switch { position: relative; display: inline-block; width: 45px; height: 24px; } .switch span { position: absolute; inset: 0; background: #ccc; }</style>
            <form method=post action=/save aria-label=Order><div>{{box}}</div><input type=checkbox name=trap style='display:none'><label>Note <input name=note></label><button>Save</button></form>
            """);
        (await Should.ThrowAsync<BlockFault>(() => site.FillAsync("Order", ("trap", "true")))).Allowed.ShouldBe(["Rush", "Note"]);
        var filled = await site.FillAsync("Order", ("Rush", "true"), ("Note", "x"));
        filled.Data["fields"]!.AsArray().Select(field => $"{field!["field"]}: {field["old"]} > {field["new"]}").ShouldBe(["Rush: false > true", "Note:  > x"]);
        (await site.SendAsync(filled)).ShouldBe(new Dictionary<string, string> { ["rush"] = "on", ["note"] = "x" }, ignoreOrder: true);
    }

    [Theory]
    [InlineData("method=post action=/save", "value=0 checked", "false", "1")]
    [InlineData("method=post action=/save", "", "true", "1")]
    [InlineData("", "checked", "false", "0")]
    [InlineData("", "", "true", "1")]
    public async Task Of_a_box_a_script_sends_a_number(string form, string box, string to, string sent)
    {
        await using var site = await WidgetSite.StartWithAsync(browser, $$"""
            <form {{form}} aria-label=Order onsubmit="event.preventDefault(); fetch('/save', { method: 'POST', body: new URLSearchParams({ note: this.note.value, rush: {{sent}} }) }).then(() => this.replaceWith('Saved'))">
            <label>Note <input name=note></label><label><input type=checkbox name=rush {{box}}> Rush</label><button>Send</button></form>
            """);
        (await site.SendAsync(await site.FillAsync("Order", ("Note", "x"), ("Rush", to)))).ShouldBe(new Dictionary<string, string> { ["note"] = "x", ["rush"] = sent });
    }

    [Theory]
    [InlineData("0", "312.5", true)]
    [InlineData("", "0", true)]
    [InlineData("0", "a", false)]
    public async Task How_far_the_page_is_scrolled_may_change_while_a_form_is_sent(string before, string after, bool goes)
    {
        await using var site = await WidgetSite.StartWithAsync(browser, $"""
            <form method=post action=/save aria-label=Order onsubmit="this.pageScrollY.value = '{after}'"><input type=hidden name=pageScrollY value="{before}"><label>Note <input name=note></label><button>Send</button></form>
            """);
        var sent = await site.TrySendAsync(await site.FillAsync("Order", ("Note", "x")));
        sent.Submit.ShouldBe(goes ? SubmitState.Confirmed : SubmitState.NotSent, sent.Message);
        site.Saved?["pageScrollY"].ShouldBe(after);
    }

    [Fact]
    public async Task A_box_to_tick_that_is_drawn_by_what_is_around_it_a_picture_drawn_with_a_field_and_the_pattern_of_a_date()
    {
        await using var site = await WidgetSite.StartWithAsync(browser, """
            <form method=post action=/save aria-label=Order><div>Rush <span style="display:inline-block;width:20px;height:20px;border:1px solid"><input type=checkbox name=rush aria-label=Rush style="opacity:0;width:18px;height:18px"></span></div>
            <div><b>Due</b> <input value="v" readonly tabindex=-1 role=presentation> <input name=due placeholder="(yyyy-mm-dd)"></div><button>Send</button></form>
            """);
        var filled = await site.FillAsync("Order", ("Rush", "true"), ("Due", "2026-12-24"));
        (await site.SendAsync(filled)).ShouldBe(new Dictionary<string, string> { ["rush"] = "on", ["due"] = "2026-12-24" }, ignoreOrder: true);
    }

    [Fact]
    public async Task A_table_that_says_it_is_a_list_and_opens_one_is_chosen_from_and_sent_by_its_key()
    {
        await using var site = await WidgetSite.StartWithAsync(browser, """
            <form method=post action=/save aria-label=Order><label>Note <input name=note></label><div><label for=land>Country</label>
            <table role=listbox aria-haspopup=true tabindex=0 id=land><tr><td><span role=option aria-selected=true>Austria</span><input type=hidden name=land value=at></td><td><input value="v" readonly tabindex=-1 role=presentation></td></tr></table></div>
            <button>Send</button></form>
            <script>
              land.onclick = () => {
                const menu = document.createElement('div');
                menu.innerHTML = '<div role=option data-key=at>Austria</div><div role=option data-key=de>Germany</div>';
                menu.onclick = event => {
                  land.querySelector('span').textContent = event.target.textContent;
                  land.querySelector('[type=hidden]').value = event.target.dataset.key;
                  menu.remove();
                };
                document.body.append(menu);
              };
            </script>
            """);
        var filled = await site.FillAsync("Order", ("Note", "x"), ("Country", "Germany"));
        filled.Data["fields"]!.AsArray().Select(field => $"{field!["field"]}: {field["old"]} > {field["new"]}").ShouldBe(["Note:  > x", "Country: Austria > Germany"]);
        (await site.SendAsync(filled)).ShouldBe(new Dictionary<string, string> { ["note"] = "x", ["land"] = "de" }, ignoreOrder: true);
    }

    [Theory]
    [InlineData("Grü", "PO-1")]
    [InlineData("12 €", "Müller & Söhne")]
    public async Task A_text_that_ends_in_what_no_key_types_is_its_own_fields(string subject, string number)
    {
        await using var site = await WidgetSite.StartWithAsync(browser, "<form method=post action=/save aria-label=Order><label>Subject <input name=subject></label><label>Number <input name=number></label><label>Last <input name=last></label><button>Send</button></form>");
        (await site.OrderAsync(("Subject", subject), ("Number", number), ("Last", "é"))).ShouldBe(new Dictionary<string, string> { ["subject"] = subject, ["number"] = number, ["last"] = "é" }, ignoreOrder: true);
    }

    [Fact]
    public async Task A_form_whose_parts_all_float_has_no_height_and_is_one()
    {
        await using var site = await WidgetSite.StartWithAsync(browser, """
            <h2>Update</h2><form method=post action=/save aria-label=Update><div style="float:left;width:50%"><label>Status <select name=status><option>open<option>done</select></label></div>
            <div style="float:left;width:50%"><label>Note <input name=note></label><button>Send</button></div></form>
            """);
        (await site.SendAsync(await site.FillAsync("Update", ("Status", "done"), ("Note", "x")))).ShouldBe(new Dictionary<string, string> { ["status"] = "done", ["note"] = "x" }, ignoreOrder: true);
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("this.elements.whole.value = this.elements[1].value.replace('-', '')", true)]
    public async Task What_was_filled_into_a_field_that_its_form_does_not_send_is_not_called_sent(string then, bool sent)
    {
        await using var site = await WidgetSite.StartWithAsync(browser, $"""
            <form method=post action=/save aria-label=Order onchange="{then}"><input type=hidden name=whole><label>Requestor <input></label><label>Note <input name=note></label><button>Send</button></form>
            """);
        var result = await site.TrySendAsync(await site.FillAsync("Order", ("Requestor", "AB-12"), ("Note", "x")));
        result.Submit.ShouldBe(sent ? SubmitState.Confirmed : SubmitState.NotSent, result.Message);
        if (sent) site.Saved.ShouldBe(new Dictionary<string, string> { ["whole"] = "AB12", ["note"] = "x" }, ignoreOrder: true);
        else result.Quotes.ShouldContain("Requestor");
    }

    [Fact]
    public async Task A_button_that_is_drawn_in_place_of_one_that_nobody_sees_sends_what_that_sends()
    {
        await using var site = await WidgetSite.StartWithAsync(browser, """
            <form method=post action=/save aria-label=Order><label>Note <input name=note></label>
            <span><span role=button tabindex=0 onclick="this.parentElement.querySelector('input').click()">Go</span><input type=submit name=action value=post tabindex=-1 aria-hidden=true style="position:absolute;left:-9999px"></span></form>
            """);
        (await site.SendAsync(await site.FillAsync("Order", ("Note", "x")))).ShouldBe(new Dictionary<string, string> { ["note"] = "x", ["action"] = "post" }, ignoreOrder: true);
    }

    [Fact]
    public async Task A_box_that_a_script_sends_as_its_form_would_is_what_was_planned()
    {
        await using var site = await WidgetSite.StartWithAsync(browser, """
            <form aria-label=Order onsubmit="event.preventDefault(); fetch('/save', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(Object.fromEntries(new FormData(this))) }).then(() => document.body.innerHTML = '<h1>Thank you</h1>')">
            <label>Note <input name=note></label><label><input type=checkbox name=rush> Rush</label><button>Send</button></form>
            """);
        (await site.SendAsync(await site.FillAsync("Order", ("Note", "x"), ("Rush", "true")))).ShouldBe(new Dictionary<string, string> { ["note"] = "x", ["rush"] = "on" }, ignoreOrder: true);
    }

    [Theory]
    [InlineData("", "x", "y")]
    [InlineData("name=send", "send.x", "send.y")]
    public async Task A_picture_that_sends_a_form_tells_where_it_was_clicked(string named, string across, string down)
    {
        await using var site = await WidgetSite.StartWithAsync(browser, $"<form method=post action=/save aria-label=Order><label>Note <input name=note></label><input type=image alt=Send {named} src='data:image/gif;base64,R0lGODlhAQABAAAAACw=' width=40 height=20></form>");
        var saved = await site.SendAsync(await site.FillAsync("Order", ("Note", "x")));
        saved.Keys.ShouldBe(["note", across, down], ignoreOrder: true);
        int.Parse(saved[across], System.Globalization.CultureInfo.InvariantCulture).ShouldBeInRange(19, 21);
    }

    [Fact]
    public async Task A_form_whose_button_stands_outside_it_is_sent_by_that()
    {
        await using var site = await WidgetSite.StartWithAsync(browser, """
            <nav><button type=button>Create</button></nav><div><div><form method=post action=/save aria-label=Order><label>Note <input name=note></label></form></div>
            <p><button type=button onclick="document.forms[0].submit()">Save</button> <button type=button>Cancel</button></p></div>
            """);
        (await site.SendAsync(await site.FillAsync("Order", ("Note", "x"))))["note"].ShouldBe("x");
    }

    [Fact]
    public async Task A_form_that_the_table_around_it_tears_from_its_fields_is_sent_by_the_button_that_is_its_own()
    {
        await using var site = await WidgetSite.StartWithAsync(browser, """
            <h1>Hosts</h1><table><tr><form method=post name=edit action=/save><input type=button value=Save onclick="document.edit.submit()">
            <td><input type=button value=Delete onclick="document.edit.gone.value = 1; document.edit.submit()"><input type=hidden name=gone></td><td><label>Note <input name=note></label></td><td><label>Place <input name=place></label></td></form></tr></table>
            """);
        (await site.SendAsync(await site.FillAsync("Hosts", ("Note", "x")))).ShouldBe(new Dictionary<string, string> { ["gone"] = "", ["note"] = "x", ["place"] = "" }, ignoreOrder: true);
    }

    [Theory]
    [InlineData("Create new customer", "Create", true)]
    [InlineData("New customer", "Create", true)]
    [InlineData("Neuer Kunde", "Anlegen", true)]
    [InlineData("Add customer", "Add customer", true)]
    [InlineData("Customers", "Create", false)]
    [InlineData("New customer", "Add address", false)]
    public async Task A_button_outside_a_form_that_makes_what_the_title_announces_sends_it(string title, string button, bool sends)
    {
        await using var site = await WidgetSite.StartWithAsync(browser, $"<h1>{title}</h1><div><div><button type=button onclick='document.forms[0].submit()'>{button}</button></div><div><form method=post action=/save><label>Note <input name=note></label><label>Place <input name=place></label></form></div></div>");
        var plan = await site.FillAsync(title, ("Note", "x"));
        if (sends) (await site.SendAsync(plan))["note"].ShouldBe("x");
        else (await Should.ThrowAsync<BlockFault>(() => site.TrySendAsync(plan))).Submit.ShouldBe(SubmitState.NotSent);
    }

    [Theory]
    [InlineData("<div><form aria-label=Other><input name=q></form><button type=button>Save</button></div>")]
    [InlineData("<button type=button>Save</button><button type=button>Publish</button>")]
    [InlineData("<form aria-label=Other><input name=q><button type=button>Save</button></form>")]
    public async Task A_button_that_may_be_another_forms_sends_none(string beside)
    {
        await using var site = await WidgetSite.StartWithAsync(browser, $"<form method=post action=/save aria-label=Order><label>Note <input name=note></label><label>Place <input name=place></label></form>{beside}");
        (await Should.ThrowAsync<BlockFault>(async () => await site.TrySendAsync(await site.FillAsync("Order", ("Note", "x"))))).Submit.ShouldNotBe(SubmitState.Confirmed);
        site.Saved.ShouldBeNull();
    }

    [Theory]
    [InlineData("<button name=then value=list>Save</button>", "<button name=then value=list>Save</button>", true)]
    [InlineData("<input type=submit value=Save>", "<input type=submit value=Save>", true)]
    [InlineData("<button name=then value=list>Save</button>", "<button name=then value=again>Save</button>", false)]
    [InlineData("<button>Save</button>", "<button formaction=/elsewhere>Save</button>", false)]
    public async Task The_same_button_above_and_below_a_form_is_one_where_it_sends_the_same(string above, string below, bool one)
    {
        await using var site = await WidgetSite.StartWithAsync(browser, $"<form method=post action=/save aria-label=Order>{above}<label>Note <input name=note></label>{below}</form>");
        if (one) (await site.SendAsync(await site.FillAsync("Order", ("Note", "x"))))["note"].ShouldBe("x");
        else (await Should.ThrowAsync<BlockFault>(() => site.FillAsync("Order", ("Note", "x")))).Rule.ShouldBe(Rules.Forms.Button);
    }
}
