using GovernedMcp.Browser.Tests.Fixtures;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Browser.Tests.Blocks.Widgets;

/// <summary>How component libraries build what people choose in, type days into and open forms in.</summary>
[Collection(SharedBrowser.Widgets)]
public sealed class ComponentPatternTests(BrowserFixture browser)
{
    /// <summary>A form that sends what its script keeps, and a list of skills that takes several, told by `told` alone.</summary>
    private const string Skills = """
        <style>[role=option],[role=menuitemcheckbox],[role=menuitem]{display:block}</style>
        <form aria-label="Order"><label id="l" for="pick">Skills</label><BUTTON><label>Note <input id="note"></label><button id="send">Save</button></form>
        <script>
          const keys = { Java: 's1', Go: 's2', SQL: 's4' }, pick = document.getElementById('pick'), listed = document.createElement('div');
          let taken = ['Java', 'SQL'];
          const told = TOLD;
          const draw = () => {
            pick.SHOWN = COUNTS;
            listed.innerHTML = Object.keys(keys).map(name => told(name, taken.includes(name))).join('');
          };
          listed.setAttribute('role', 'ROLE');
          listed.id = 'listed';
          pick.addEventListener('click', () => {
            const open = pick.getAttribute('aria-expanded') !== 'true';
            pick.setAttribute('aria-expanded', open);
            if (open) document.body.append(listed); else listed.remove();
          });
          listed.addEventListener('click', ({ target }) => {
            const name = target.closest('[data-name]')?.dataset.name;
            if (!name || target.matches('input,b') !== PRESSED) return;
            taken = taken.includes(name) ? taken.filter(one => one !== name) : [...taken, name];
            draw();
          });
          document.addEventListener('keydown', event => { if (event.key === 'Escape') { pick.setAttribute('aria-expanded', false); listed.remove(); } });
          document.forms[0].addEventListener('submit', async event => {
            event.preventDefault();
            await fetch('/save', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ note: note.value, skills: taken }) });
            document.body.innerHTML = '<h1>Thank you</h1>';
          });
          draw();
        </script>
        """;

    private const string Combobox = """<button type="button" id="pick" role="combobox" aria-expanded="false" aria-controls="listed"></button>""";
    private const string Ticked = "(name, on) => `<div role=\"menuitemcheckbox\" data-name=\"${name}\" aria-checked=\"${on}\">${name}</div>`";
    private const string Boxes = "(name, on) => `<div role=\"menuitem\" data-name=\"${name}\"><label tabindex=\"-1\"><input type=\"checkbox\" ${on ? 'checked' : ''}> ${name}</label></div>`";

    private static string Page(string button, string told, string role, string counts, string pressed) => Skills.Replace("BUTTON", button, StringComparison.Ordinal).Replace("TOLD", told, StringComparison.Ordinal)
        .Replace("ROLE", role, StringComparison.Ordinal).Replace("COUNTS", counts, StringComparison.Ordinal).Replace("PRESSED", pressed, StringComparison.Ordinal).Replace("SHOWN", "textContent", StringComparison.Ordinal);

    [Theory]
    [InlineData("Java")]
    [InlineData("Go")]
    [InlineData("SQL", "Go")]
    public async Task A_list_that_takes_several_holds_what_is_asked_for_and_no_more(params string[] asked)
    {
        await using var site = await WidgetSite.StartWithAsync(browser, Page(Combobox, Ticked, "menu", "taken.join(', ')", "false"));
        (await site.OrderAsync(("Skills", asked), ("Note", "x")))["skills"].Split(',').ShouldBe(asked, ignoreOrder: true);
    }

    [Theory]
    [InlineData("Java")]
    [InlineData("SQL", "Go")]
    public async Task A_button_with_a_label_of_its_own_that_only_counts_what_is_taken_is_such_a_list(params string[] asked)
    {
        const string Button = """<button type="button" id="pick" aria-expanded="false"></button>""";
        await using var site = await WidgetSite.StartWithAsync(browser, Page(Button, Boxes, "menu", "taken.length + ' selected'", "true"));
        (await site.OrderAsync(("Skills", asked), ("Note", "x")))["skills"].Split(',').ShouldBe(asked, ignoreOrder: true);
    }

    [Theory]
    [InlineData("Java")]
    [InlineData("SQL", "Go")]
    public async Task An_option_is_pressed_where_a_person_would_hit_it(params string[] asked)
    {
        const string Inner = "(name, on) => `<div role=\"option\" aria-selected=\"${on}\" data-name=\"${name}\"><input type=\"checkbox\" disabled style=\"position:absolute;left:0;width:9px\" ${on ? 'checked' : ''}><b style=\"display:block\">${name}</b></div>`";
        await using var site = await WidgetSite.StartWithAsync(browser, Page(Combobox, Inner, "listbox", "taken.join(', ')", "true"));
        (await site.OrderAsync(("Skills", asked), ("Note", "x")))["skills"].Split(',').ShouldBe(asked, ignoreOrder: true);
    }

    [Fact]
    public async Task What_was_not_taken_is_not_kept_where_the_field_only_counts()
    {
        const string Dead = "(name, on) => `<div role=\"menuitemcheckbox\" data-name=\"${name}\" aria-checked=\"${on}\">${name}</div>`";
        await using var site = await WidgetSite.StartWithAsync(browser, Page(Combobox, Dead, "menu", "'2 selected'", "true"));
        (await Should.ThrowAsync<BlockFault>(() => site.FillAsync("Order", ("Skills", "Go")))).Rule.ShouldBe(Rules.Fields.NotKept);
    }

    [Fact]
    public async Task What_was_there_before_beside_what_was_asked_for_is_not_kept()
    {
        const string Silent = "(name, on) => `<div role=\"option\" data-name=\"${name}\">${name}</div>`";
        await using var site = await WidgetSite.StartWithAsync(browser, Page(Combobox, Silent, "listbox", "taken.join(', ')", "false"));
        (await Should.ThrowAsync<BlockFault>(() => site.FillAsync("Order", ("Skills", "Go")))).Rule.ShouldBe(Rules.Fields.NotKept);
    }

    [Theory]
    [InlineData("placeholder='dd.mm.yyyy'", "09.03.2027")]
    [InlineData("placeholder='MM/DD/YYYY'", "03/09/2027")]
    [InlineData("placeholder='TT.MM.JJJJ'", "09.03.2027")]
    [InlineData("placeholder='yyyy-MM-dd' role=combobox aria-haspopup=menu aria-expanded=false", "2027-03-09")]
    [InlineData("role=combobox aria-haspopup=dialog aria-expanded=false onchange='value = new Date(value).toDateString()'", "Tue Mar 09 2027")]
    [InlineData("placeholder='e.g. tomorrow'", "2027-03-09")]
    public async Task A_day_is_typed_as_the_field_says_that_days_are_written(string attributes, string sent)
    {
        await using var site = await WidgetSite.StartWithAsync(browser, $"<form method=post action=/save aria-label=Order><label>Start <input name=start {attributes}></label><button>Save</button></form>");
        (await site.OrderAsync(("Start", "2027-03-09")))["start"].ShouldBe(sent);
    }

    [Theory]
    [InlineData("dd.mm.yyyy", "const [d, m, y] = at.value.split('.'); return `${y}-${m}-${d}`")]
    [InlineData("mm/dd/yyyy", "const [m, d, y] = at.value.split('/'); return `${y}-${m}-${d}T00:00:00.000Z`")]
    public async Task Such_a_day_is_sent_as_scripts_write_it(string pattern, string script)
    {
        await using var site = await WidgetSite.StartWithAsync(browser, $$"""
            <form aria-label="Order"><label>Start <input id="at" placeholder="{{pattern}}"></label><button>Save</button></form>
            <script>
              const day = () => { {{script}}; };
              document.forms[0].onsubmit = async event => {
                event.preventDefault();
                await fetch('/save', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ start: day() }) });
                document.body.innerHTML = '<h1>Thank you</h1>';
              };
            </script>
            """);
        (await site.OrderAsync(("Start", "2027-03-09")))["start"][..10].ShouldBe("2027-03-09");
    }

    [Fact]
    public async Task A_field_in_a_part_that_opens_a_calendar_is_the_field()
    {
        await using var site = await WidgetSite.StartWithAsync(browser, """
            <form method="post" action="/save" aria-label="Order"><div><label>Start</label><div role="combobox" tabindex="0" aria-label="Choose date" aria-expanded="false"><input name="" id="at"></div></div><input type="hidden" name="start" id="kept">
            <label>Note <input name="note"></label><button>Save</button></form>
            <script>at.addEventListener('input', () => { kept.value = at.value; });</script>
            """);
        (await site.OrderAsync(("Start", "2027-03-09"), ("Note", "x")))["start"].ShouldBe("2027-03-09");
    }

    [Fact]
    public async Task The_label_that_a_person_sees_goes_before_a_name_that_says_nothing_of_it()
    {
        await using var site = await WidgetSite.StartWithAsync(browser, """
            <form method="post" action="/save" aria-label="Order"><label for="a">Salary</label><input id="a" name="salary" aria-label="Input"><label for="b">Start</label><input id="b" name="start" aria-label="Date picker">
            <label for="c">Mail</label><input id="c" name="mail" aria-label="Mail of the person"><button>Save</button></form>
            """);
        (await site.OrderAsync(("Salary", "12"), ("Start", "x"), ("Mail of the person", "a@b"))).ShouldBe(new Dictionary<string, string> { ["salary"] = "12", ["start"] = "x", ["mail"] = "a@b" }, ignoreOrder: true);
    }

    [Theory]
    [InlineData("<div role=combobox id=pick tabindex=0 aria-haspopup=listbox aria-expanded=false aria-controls=offers><span id=shown></span><input tabindex=-1 placeholder=Choose></div>")]
    [InlineData("<div><div role=combobox id=pick tabindex=0 aria-haspopup=listbox aria-expanded=false aria-controls=offers><span id=shown></span></div><div><input tabindex=-1></div></div>")]
    [InlineData("<div role=combobox id=pick aria-haspopup=listbox aria-expanded=false aria-controls=offers><button type=button><span id=shown>Choose</span></button></div>")]
    public async Task Where_a_list_is_searched_or_opened_is_a_part_of_it(string list)
    {
        await using var site = await WidgetSite.StartWithAsync(browser, $$"""
            <form aria-label="Order"><div><div><label>Manager</label></div><div>{{list}}</div></div><label>Note <input id="note"></label><button>Save</button></form>
            <ul id="offers" role="listbox" hidden><li role="option"><a tabindex="0">Ada</a></li><li role="option"><a tabindex="0">Bob</a></li></ul>
            <script>
              const turn = open => { offers.hidden = !open; pick.setAttribute('aria-expanded', open); };
              pick.addEventListener('click', () => turn(offers.hidden));
              for (const item of document.querySelectorAll('#offers a')) item.addEventListener('click', () => { shown.textContent = item.textContent; turn(false); });
              document.forms[0].onsubmit = async event => {
                event.preventDefault();
                await fetch('/save', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ manager: shown.textContent, note: note.value }) });
                document.body.innerHTML = '<h1>Thank you</h1>';
              };
            </script>
            """);
        (await site.OrderAsync(("Manager", "Bob"), ("Note", "x")))["manager"].ShouldBe("Bob");
    }

    /// <summary>A panel over the page, without a role, goes away on Escape and on a press beside it; the list in it stays open after a choice.</summary>
    [Fact]
    public async Task A_list_is_closed_without_the_panel_that_it_stands_in()
    {
        await using var site = await WidgetSite.StartWithAsync(browser, """
            <h1>Orders</h1>
            <div id="panel" style="position:fixed;right:0;top:0;width:300px;height:100%;background:#eee"><h2>Order</h2>
            <form><label id="l">Skill</label><div role="combobox" id="pick" tabindex="0" aria-labelledby="l" aria-haspopup="listbox" aria-expanded="false" aria-controls="offers"><span id="shown"></span></div>
            <label>Note <input id="note"></label><button>Save</button></form></div>
            <ul id="offers" role="listbox" hidden style="position:fixed;left:0;bottom:0"><li role="option">Java</li><li role="option">Go</li></ul>
            <script>
              const turn = open => { offers.hidden = !open; pick.setAttribute('aria-expanded', open); };
              pick.addEventListener('click', () => turn(offers.hidden));
              offers.addEventListener('click', ({ target }) => { shown.textContent = target.textContent; });
              document.addEventListener('keydown', event => { if (event.key === 'Escape') panel.remove(); });
              document.addEventListener('mousedown', ({ target }) => { if (!panel.contains(target) && !offers.contains(target)) panel.remove(); else if (!offers.contains(target) && !pick.contains(target)) turn(false); });
              document.forms[0].onsubmit = async event => {
                event.preventDefault();
                await fetch('/save', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ skill: shown.textContent, note: note.value }) });
                panel.innerHTML = '<h2>Thank you</h2>';
              };
            </script>
            """);
        (await site.OrderAsync(("Skill", "Go"), ("Note", "x")))["skill"].ShouldBe("Go");
    }

    [Fact]
    public async Task A_form_in_a_dialog_goes_by_what_the_dialog_is_called_not_by_the_choices_of_a_field()
    {
        await using var site = await WidgetSite.StartWithAsync(browser, """
            <h1>Orders</h1><div role="dialog" aria-modal="true" aria-labelledby="t"><p id="t">Order</p>
            <form method="post" action="/save"><label>Note <input name="note"></label><fieldset><legend>Contact by</legend><label><input type="radio" name="by" value="m"> Mail</label><label><input type="radio" name="by" value="p"> Phone</label></fieldset>
            <button>Save</button></form></div>
            """);
        (await site.OrderAsync(("Note", "x"), ("Contact by", "Phone")))["by"].ShouldBe("p");
    }

    [Theory]
    [InlineData("items: [{ id: 'k1', text: 'Ada' }, { id: 'k2', text: 'Bob' }]", "k2")]
    [InlineData("options: [['k1', 'Ada'], ['k2', 'Bob']]", "k2")]
    [InlineData("selectedItem: { id: 'k2', text: 'Bob' }", "k2")]
    public async Task The_key_of_a_choice_stands_beside_its_text_in_what_the_component_was_given(string given, string sent)
    {
        await using var site = await WidgetSite.StartWithAsync(browser, $$"""
            <form aria-label="Order"><label for="pick">Manager</label><button type="button" id="pick" role="combobox" aria-expanded="false" aria-controls="offers"></button><label>Note <input id="note"></label><button>Save</button></form>
            <ul id="offers" role="listbox" hidden><li role="option">Ada</li><li role="option">Bob</li></ul>
            <script>
              pick.__reactFiber$x = { type: () => null, memoizedProps: { {{given}} }, return: null, stateNode: null };
              const turn = open => { offers.hidden = !open; pick.setAttribute('aria-expanded', open); };
              pick.addEventListener('click', () => turn(offers.hidden));
              offers.addEventListener('click', ({ target }) => { pick.textContent = target.textContent; turn(false); });
              document.forms[0].onsubmit = async event => {
                event.preventDefault();
                await fetch('/save', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ manager: { Ada: 'k1', Bob: 'k2' }[pick.textContent], note: note.value }) });
                document.body.innerHTML = '<h1>Thank you</h1>';
              };
            </script>
            """);
        (await site.OrderAsync(("Manager", "Bob"), ("Note", "x")))["manager"].ShouldBe(sent);
    }

    [Fact]
    public async Task Choices_without_a_name_go_by_the_label_beside_them()
    {
        await using var site = await WidgetSite.StartWithAsync(browser, """
            <form aria-label="Order"><div><div><label>Contact</label></div><div><div><div><div><div role="radiogroup"><label><input type="radio" value="m"> Mail</label><label><input type="radio" value="p"> Phone</label></div></div></div></div></div></div>
            <label>Note <input id="note"></label><button>Save</button></form>
            <script>
              document.forms[0].onsubmit = async event => {
                event.preventDefault();
                await fetch('/save', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ by: document.querySelector('input:checked').value, note: note.value }) });
                document.body.innerHTML = '<h1>Thank you</h1>';
              };
            </script>
            """);
        (await site.OrderAsync(("Contact", "Phone"), ("Note", "x")))["by"].ShouldBe("p");
    }

    [Fact]
    public async Task Boxes_of_which_a_script_makes_a_list_are_sent()
    {
        await using var site = await WidgetSite.StartWithAsync(browser, """
            <form aria-label="Order"><label><input type="checkbox" checked> Rush</label><label><input type="checkbox"> Gift wrap</label><label><input type="checkbox" checked> Fragile</label><label>Note <input id="note"></label><button>Save</button></form>
            <script>
              document.forms[0].onsubmit = async event => {
                event.preventDefault();
                const tags = [...document.querySelectorAll('input:checked')].map(box => box.parentElement.textContent.trim());
                await fetch('/save', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ note: note.value, tags }) });
                document.body.innerHTML = '<h1>Thank you</h1>';
              };
            </script>
            """);
        (await site.OrderAsync(("Gift wrap", "true"), ("Fragile", "false"), ("Note", "x")))["tags"].ShouldBe("Rush,Gift wrap");
    }
}
