using System.Collections.Frozen;
using GovernedMcp.Browser.Tests.Blocks.Widgets;
using GovernedMcp.Browser.Tests.Fixtures;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Browser.Tests.Blocks;

/// <summary>What real portals do to those who fill in their forms.</summary>
[Collection(SharedBrowser.Filling)]
public sealed class HardFormTests(BrowserFixture browser)
{
    [Fact]
    public async Task A_wizard_is_filled_page_by_page_and_approved_as_a_whole()
    {
        await using var site = await WidgetSite.StartWithAsync(browser, """
            <form method="post" action="/save" aria-label="Order">
            <div class=page><label>Name <input name="name" required></label></div>
            <div class=page hidden><label>Amount <input name="amount"></label></div>
            <div class=page hidden><p>Please check</p></div>
            <button type="button" id="on">Next</button><button id="send" hidden>Send</button></form>
            <script>
              let at = 0; const pages = [...document.querySelectorAll('.page')];
              on.addEventListener('click', () => { if (!document.querySelector('form').reportValidity()) return; pages[at++].hidden = true; pages[at].hidden = false; on.hidden = at === 2; send.hidden = at < 2; });
            </script>
            """, Declared("details", "money", "review"));
        var filled = await site.FillAsync("Order", ("Amount", "12.50"), ("Name", "Ada"));
        filled.Data["fields"]!.AsArray().Select(field => (string)field!["field"]!).ShouldBe(["Name", "Amount"]);
        (await site.SendAsync(filled)).ShouldBe(new Dictionary<string, string> { ["name"] = "Ada", ["amount"] = "12.50" }, ignoreOrder: true);
    }

    [Fact]
    public async Task What_lies_over_a_form_and_takes_the_keys_is_told()
    {
        await using var site = await WidgetSite.StartWithAsync(browser, """
            <form method="post" action="/save" aria-label="Order"><label>Name <input name="name"></label><button>Send</button></form>
            <div style="position:fixed;inset:0;background:#fffc"></div><div role="dialog" style="position:fixed;top:50px;left:50px;background:#fff">Good morning <button id="begin">Begin</button></div>
            <script>document.querySelector('form').addEventListener('focusin', event => { event.target.value = ''; begin.focus(); }); document.querySelector('input').addEventListener('input', event => { event.target.value = ''; });</script>
            """);
        var fault = await Should.ThrowAsync<BlockFault>(() => site.FillAsync("Order", ("Name", "Ada")));
        fault.Rule.ShouldBe(Rules.Elements.NotUsable);
        fault.Quotes.ShouldBe(["Good morning Begin"]);
    }

    [Theory]
    [InlineData("<input type=submit name=go value='Save changes'><input type=submit name=look value='Show preview'><input type=submit name=diff value='Show changes'>", "Save changes")]
    [InlineData("<button name=go value=1>Speichern</button><button name=undo>Zurück</button><button name=gone>Löschen</button>", "Speichern")]
    public async Task Of_several_buttons_the_only_one_that_says_it_stores_sends(string buttons, string pressed)
    {
        await using var site = await WidgetSite.StartWithAsync(browser, $"""
            <form method="post" action="/save" aria-label="Order"><input type="hidden" name="token" value="t+"><textarea aria-label="Text" name="text" rows="25">= Old =</textarea>
            <label>Summary <input name="summary"></label><label><input type="checkbox" name="minor"> This is a minor edit</label>{buttons}<a href="/">Cancel</a></form>
            """);
        var filled = await site.FillAsync("Order", ("Text", "= New =\nline"), ("Summary", "why"), ("This is a minor edit", "true"));
        site.Session.Plans.Find((string)filled.Data["plan"]!)!.Facts.Button.ShouldBe(pressed, "who approves sees which");
        (await site.SendAsync(filled)).ShouldContainKey("go");
        site.Saved!["text"].ShouldBe("= New =\r\nline");
    }

    [Theory]
    [InlineData("<button name=go>Save</button><button name=post>Publish</button><button name=look>Preview</button>")]
    [InlineData("<button name=yes>Approve</button><button name=no>Reject</button>")]
    [InlineData("<button name=go>Save</button><button name=more>Add another row</button>")]
    public async Task Where_several_buttons_may_be_meant_none_is_guessed(string buttons)
    {
        await using var site = await WidgetSite.StartWithAsync(browser, $"""<form method="post" action="/save" aria-label="Order"><label>Name <input name="name"></label>{buttons}</form>""");
        (await Should.ThrowAsync<BlockFault>(() => site.FillAsync("Order", ("Name", "Ada")))).Rule.ShouldBe(Rules.Forms.Button);
    }

    [Theory]
    [InlineData("")]
    [InlineData("document.addEventListener('focusin', event => { if (!hello.hidden && !hello.contains(event.target)) start.focus(); });")]
    public async Task A_dialog_of_welcome_over_a_form_is_left_by_escape(string trap)
    {
        await using var site = await WidgetSite.StartWithAsync(browser, $$"""
            <form method="post" action="/save" aria-label="Order"><label>Name <input name="name"></label><button>Save changes</button></form>
            <div id="hello" style="position:fixed;inset:0;background:#fffc"><div role="dialog" aria-modal="true" style="position:fixed;top:50px;left:50px;background:#fff">Welcome, newcomer <button id="start">Start editing</button></div></div>
            <script>start.focus(); document.addEventListener('keydown', event => { if (event.key === 'Escape') hello.hidden = true, hello.style.display = 'none'; }); {{trap}}</script>
            """);
        var filled = await site.FillAsync("Order", ("Name", "Ada"));
        (await site.SendAsync(filled)).ShouldBe(new Dictionary<string, string> { ["name"] = "Ada" });
    }

    [Theory]
    [InlineData("Error text: Forbidden", true)]
    [InlineData("<div role=alert>It was not loaded <button type=button aria-label=Close>x</button></div>", true)]
    [InlineData("Delete all of it? <button type=button>Yes</button>", false)]
    [InlineData("Say <input>", false)]
    [InlineData("<div style='width:1100px;height:600px'>Loading</div>", false)]
    public async Task A_button_under_a_mere_message_is_pressed_by_the_keyboard(string said, bool pressed)
    {
        await using var site = await WidgetSite.StartWithAsync(browser, $$"""
            <form method="post" action="/save" aria-label="Order"><label>Name <input name="name"></label><button>Save changes</button></form>
            <div id="over" style="position:fixed;top:0;left:0;min-width:700px;min-height:200px;padding:4px;background:#fcc;display:none"><div>{{said}}</div></div>
            <script>document.querySelector('[name=name]').addEventListener('change', () => { over.style.display = 'block'; });</script>
            """);
        var filled = await site.FillAsync("Order", ("Name", "Ada"));
        if (pressed) (await site.SendAsync(filled)).ShouldBe(new Dictionary<string, string> { ["name"] = "Ada" });
        else (await Should.ThrowAsync<BlockFault>(() => site.SendAsync(filled))).Message.ShouldContain("is covered by something else");
    }

    [Fact]
    public async Task A_landmark_around_a_form_is_not_another_form()
    {
        await using var site = await WidgetSite.StartWithAsync(browser, """
            <div role="search" aria-label="Find"><form aria-label="Seek"><label>Words <input name="q"></label></form></div>
            <div role="search" aria-label="Quick"><label>Number <input></label></div>
            <form method="post" action="/save" aria-label="Order"><div role="search"><label>Name <input name="name"></label></div><button>Send</button></form>
            """);
        (await Should.ThrowAsync<BlockFault>(() => site.FillAsync("Elsewhere", ("Name", "Ada")))).Allowed.ShouldBe(["Seek", "Quick", "Order"]);
    }

    [Fact]
    public async Task A_wizard_that_does_not_go_on_says_what_its_page_says()
    {
        await using var site = await WidgetSite.StartWithAsync(browser, """
            <form method="post" action="/save" aria-label="Order"><label>Name <input name="name" required></label><label>Amount <input name="amount"></label><button type="button">Next</button></form>
            """, Declared("details", "review"));
        var fault = await Should.ThrowAsync<BlockFault>(() => site.FillAsync("Order", ("Amount", "1")));
        fault.Rule.ShouldBe(Rules.Forms.Step);
        fault.Message.ShouldContain("step `details` was not left");
        fault.Quotes.ShouldContain(quote => quote.StartsWith("Name: Please fill", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_group_that_is_labelled_by_its_first_option_goes_by_that_label_and_its_options_by_theirs()
    {
        await using var site = await WidgetSite.StartWithAsync(browser, """
            <form method="post" action="/save" aria-label="Order"><fieldset><label for="s_0">Status:</label><div id="s">
            <div><label for="s_0"><input type="radio" name="st" value="d" id="s_0"> Draft</label></div><div><label for="s_1"><input type="radio" name="st" value="p" id="s_1"> Published</label></div></div>
            <label>Note <input name="note"></label></fieldset><button>Send</button></form>
            """);
        var filled = await site.FillAsync("Order", ("Status", "Draft"), ("Note", "x"));
        filled.Data["fields"]!.AsArray().Select(field => (string)field!["field"]!).ShouldBe(["Status", "Note"]);
        (await site.SendAsync(filled)).ShouldBe(new Dictionary<string, string> { ["st"] = "d", ["note"] = "x" }, ignoreOrder: true);
    }

    [Fact]
    public async Task A_field_that_a_choice_takes_out_of_sight_by_style_alone_is_not_filled()
    {
        await using var site = await WidgetSite.StartWithAsync(browser, """
            <style>form:has(#private:checked) .trade { display: none }</style>
            <form method="post" action="/save" aria-label="Order"><label><input type="checkbox" name="private" id="private"> Private</label>
            <div class="trade"><label>Terms <select name="terms"><option>Now<option>Later</select></label></div><label>Note <input name="note"></label><button>Send</button></form>
            """);
        (await Should.ThrowAsync<BlockFault>(() => site.FillAsync("Order", ("Private", "true"), ("Terms", "Later"), ("Note", "x")))).Message.ShouldContain("`Terms` went away");
    }

    [Fact]
    public async Task A_field_that_a_choice_makes_anew_is_filled_as_it_is_then()
    {
        await using var site = await WidgetSite.StartWithAsync(browser, """
            <form method="post" action="/save" aria-label="Order"><label>Country <select name="country"><option>SE<option>DE</select></label>
            <div id="holder"><label>Terms <select name="terms"><option>Now<option>Later</select></label></div><button>Send</button></form>
            <script>document.querySelector('[name=country]').addEventListener('change', () => { holder.innerHTML = '<label>Terms <select name="terms2"><option>Now<option>Later</select></label>'; });</script>
            """);
        (await site.SendAsync(await site.FillAsync("Order", ("Country", "DE"), ("Terms", "Later")))).ShouldBe(new Dictionary<string, string> { ["country"] = "DE", ["terms2"] = "Later" }, ignoreOrder: true);
    }

    [Fact]
    public async Task What_a_page_sends_by_itself_is_neither_let_out_nor_taken_for_the_form()
    {
        await using var site = await WidgetSite.StartWithAsync(browser, """
            <form method="post" action="/save" aria-label="Order"><label>Note <input name="note"></label><button>Send</button></form>
            <script>document.querySelector('form').addEventListener('submit', event => {
              event.preventDefault();
              const beat = new XMLHttpRequest();
              beat.open('POST', '/save', false);
              try { beat.send(new URLSearchParams({ action: 'heartbeat' })); } catch { }
              fetch('/save', { method: 'POST', body: new URLSearchParams(new FormData(event.target)) }).then(() => { document.body.innerHTML = '<h1>Saved</h1>'; });
            });</script>
            """, portal => portal with { Background = [new KnownRequest(new RequestPattern("POST", "/save"), new Dictionary<string, string> { ["action"] = "heartbeat" })] });
        (await site.OrderAsync(("Note", "x"))).ShouldBe(new Dictionary<string, string> { ["note"] = "x" });
    }

    [Fact]
    public async Task A_list_that_depends_on_another_is_waited_for()
    {
        await using var site = await WidgetSite.StartWithAsync(browser, """
            <form method="post" action="/save" aria-label="Order"><label>Country <select name="country"><option>Austria</option><option>Germany</option></select></label>
            <label>City <select name="city"><option>Graz</option></select></label><label>Note <input name="note"></label><button>Send</button></form>
            <script>
              document.querySelector('[name=country]').addEventListener('change', async () => {
                const rows = await (await fetch('/cities?q=ber')).json();
                document.querySelector('[name=city]').innerHTML = rows.map(row => `<option>${row.name}</option>`).join('');
              });
            </script>
            """);
        (await site.OrderAsync(("City", "Bern"), ("Note", "x"), ("Country", "Germany")))
            .ShouldBe(new Dictionary<string, string> { ["country"] = "Germany", ["city"] = "Bern", ["note"] = "x" }, ignoreOrder: true);
    }

    [Fact]
    public async Task What_was_typed_before_the_page_was_rendered_anew_is_there_when_it_is_sent()
    {
        await using var site = await WidgetSite.StartWithAsync(browser, """
            <form method="post" action="/save" aria-label="Order"><label>Subject <input name="subject"></label>
            <label>Tracker <select name="tracker"><option>Bug</option><option>Feature</option></select></label><div id="rest"><label>Hours <input name="hours"></label></div><button>Send</button></form>
            <script>
              document.querySelector('[name=tracker]').addEventListener('change', async () => { await fetch('/cities'); rest.innerHTML = '<label>Hours <input name="hours"></label>'; });
            </script>
            """);
        (await site.OrderAsync(("Subject", "Ada"), ("Hours", "7"), ("Tracker", "Feature")))
            .ShouldBe(new Dictionary<string, string> { ["subject"] = "Ada", ["hours"] = "7", ["tracker"] = "Feature" }, ignoreOrder: true);
    }

    [Fact]
    public async Task Two_lists_with_arrows_between_are_one_field()
    {
        await using var site = await WidgetSite.StartWithAsync(browser, """
            <form method="post" action="/save" aria-label="Order"><div><label for="to">Groups</label>
            <div><select id="from" multiple><option value="1">Readers</option><option value="2">Writers</option><option value="3">Admins</option></select></div>
            <button type="button" id="add">Choose</button><button type="button" id="take">Remove</button>
            <div><select id="to" name="groups" multiple><option value="3">Admins</option></select></div></div><button id="send">Send</button></form>
            <script>
              from.querySelector('[value="3"]').remove();
              const move = (one, other) => { for (const option of [...one.selectedOptions]) other.append(option); };
              add.onclick = () => move(from, to); take.onclick = () => move(to, from);
              document.forms[0].addEventListener('formdata', event => { event.formData.delete('groups'); for (const option of to.options) event.formData.append('groups', option.value); });
            </script>
            """);
        var filled = await site.FillAsync("Order", ("Groups", new[] { "Readers", "Writers" }));
        (await site.SendAsync(filled))["groups"].ShouldBe("1,2");
    }

    [Fact]
    public async Task A_hint_that_stands_in_a_field_as_text_of_its_own_is_no_label()
    {
        await using var site = await WidgetSite.StartWithAsync(browser, """
            <form method="post" action="/save" aria-label="Order"><section><div><label for="gone">City</label><div><div><div id="hint">Select...</div><div><input name="city" role="combobox" aria-describedby="hint"></div></div></div></div></section><button>Send</button></form>
            """);
        (await Should.ThrowAsync<BlockFault>(() => site.FillAsync("Order", ("Nothing", "x")))).Allowed.ShouldBe(["City"]);
    }

    [Fact]
    public async Task Aria_widgets_are_chosen_from_and_moved()
    {
        await using var site = await WidgetSite.StartAsync(browser, "aria");
        var sent = await site.OrderAsync(("Colours", new[] { "Red", "Blue" }), ("Place", "Osaka"), ("Volume", "30"), ("Copies", "4"), ("Alerts", "true"), ("Speed", "Fast"));
        sent.ShouldBe(new Dictionary<string, string> { ["all"] = "Blue,Red|Osaka|30|4|true|Fast" });
    }

    [Fact]
    public async Task Thirty_fields_take_few_round_trips()
    {
        var fields = string.Concat(Enumerable.Range(1, 30).Select(at => $"<p><label>Field {at} <input name=\"f{at}\"></label></p>"));
        await using var site = await WidgetSite.StartWithAsync(browser, $"""
            <form method="post" action="/save" aria-label="Order">{fields}<button>Send</button></form>
            <script>window.focused = 0; addEventListener('focusin', () => focused++); window.trusted = 0; addEventListener('keyup', event => trusted += event.isTrusted);</script>
            """);
        var sent = await site.OrderAsync([.. Enumerable.Range(1, 30).Select(at => ($"Field {at}", (object)$"value no. {at}"))]);
        sent.ShouldBe(Enumerable.Range(1, 30).ToDictionary(at => $"f{at}", at => $"value no. {at}"), ignoreOrder: true);
    }

    [Fact]
    public async Task The_plan_says_what_was_matched_and_what_the_page_objects_to()
    {
        await using var site = await WidgetSite.StartWithAsync(browser, """
            <form method="post" action="/save" aria-label="Order"><label>Mail <input name="mail" type="email" value="a@b.example"></label><label>Count <input name="count" type="number" max="5"></label><button>Send</button></form>
            """);
        var filled = await site.FillAsync("Order", ("Count", "7"));
        var count = filled.Data["fields"]![0]!;
        ((string)count["matched"]!).ShouldBe("number by its label, sent as count");
        ((string)filled.Data["page_messages"]![0]!).ShouldContain("less than or equal to 5");
    }

    private static Func<Portal, Portal> Declared(params string[] steps) => portal => portal with
    {
        Forms = new[]
        {
            new Form { Name = "Order", Root = new Locator { By = LocatorBy.Role, Role = "form", Value = "Order" }, Fields = [new() { Key = "Name" }, new() { Key = "Amount" }], Steps = steps, Source = SourceMark.BuiltIn },
        }.ToFrozenDictionary(form => form.Name),
    };
}
