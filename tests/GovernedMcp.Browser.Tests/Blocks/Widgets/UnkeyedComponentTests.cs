using GovernedMcp.Browser.Tests.Fixtures;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Browser.Tests.Blocks.Widgets;

/// <summary>Components that keep to themselves what they hold: no element of the page, and nothing that a script could ask for, tells it.</summary>
[Collection(SharedBrowser.Widgets)]
public sealed class UnkeyedComponentTests(BrowserFixture browser)
{
    /// <summary>Sends as JSON what `order()` of the page's own script makes of the form.</summary>
    private const string Sending = """
        <script>
          document.forms[0].addEventListener('submit', async event => {
            event.preventDefault();
            await fetch('/save', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(order()) });
            document.body.innerHTML = '<h1>Thank you</h1>';
          });
        </script>
        """;

    /// <summary>A list that is opened by `pick`; what is pressed in it goes to `taken` and is shown in `shown`.</summary>
    private const string Listing = """
        <ul id="offers" role="listbox" hidden><li role="option">Java</li><li role="option">C#</li><li role="option">Go</li></ul>
        <script>
          const taken = new Set();
          const turn = open => { offers.hidden = !open; pick.setAttribute('aria-expanded', open); };
          offers.onclick = ({ target }) => { if (!several) taken.clear(); taken.has(target.textContent) ? taken.delete(target.textContent) : taken.add(target.textContent); shown.textContent = [...taken].join(', '); turn(several); };
          document.addEventListener('keydown', event => { if (event.key === 'Escape') turn(false); });
        </script>
        """;

    private const string Skills = "<span id=l>Skills</span><div role=combobox id=pick tabindex=0 aria-labelledby=l aria-haspopup=listbox aria-expanded=false aria-controls=offers onclick='turn(offers.hidden)'><span id=shown></span></div>";

    private const string Note = "<label>Note <input id=note></label><button>Save</button></form>";

    private Task<WidgetSite> StartAsync(string form, string script) =>
        WidgetSite.StartWithAsync(browser, $"<form aria-label=Order>{form}{Note}<script>{script}</script>{(form.Contains("id=pick", StringComparison.Ordinal) ? Listing : "")}{Sending}");

    [Theory]
    [InlineData("skills", "4711")]
    [InlineData("skillsId", "'0b0f6a2e-4e0c-4a57-9b55-2f0d0a1f6c11'")]
    [InlineData("skills", "'65f1a2b3c4d5e6f708192a3b'")]
    public async Task A_choice_is_sent_by_a_key_that_nothing_tells(string name, string key)
    {
        await using var site = await StartAsync(Skills, $"const several = false, order = () => ({{ {name}: {key}, note: note.value }});");
        (await site.OrderAsync(("Skills", "C#"), ("Note", "x")))[name].ShouldBe(key.Trim('\''));
    }

    [Theory]
    [InlineData("skills: 'Go'")]
    [InlineData("skills: '0x1'")]
    [InlineData("skills: [1, 2]")]
    [InlineData("other: 4711")]
    public async Task What_looks_like_no_key_or_stands_elsewhere_is_not_sent(string sent)
    {
        await using var site = await StartAsync(Skills, $"const several = false, order = () => ({{ {sent}, note: note.value }});");
        (await site.TrySendAsync(await site.FillAsync("Order", ("Skills", "C#"), ("Note", "x")))).Submit.ShouldBe(SubmitState.NotSent);
        site.Saved.ShouldBeNull();
    }

    [Fact]
    public async Task What_a_list_shows_in_one_line_is_sent_one_by_one()
    {
        await using var site = await StartAsync(Skills, "const several = true, order = () => ({ skills: [...taken], note: note.value });");
        (await site.OrderAsync(("Skills", new[] { "C#", "Go" }), ("Note", "x")))["skills"].ShouldBe("C#,Go");
    }

    [Fact]
    public async Task What_a_call_that_failed_asked_for_is_not_sent_by_a_later_plan()
    {
        await using var site = await StartAsync(Skills, "const several = false, order = () => ({ skills: ['C#'], note: note.value });");
        await Should.ThrowAsync<BlockFault>(() => site.FillAsync("Order", ("Skills", new[] { "C#", "Go" })));
        var filled = await site.FillAsync("Order", ("Note", "x"));
        (await site.TrySendAsync(filled)).Submit.ShouldBe(SubmitState.NotSent);
        site.Saved.ShouldBeNull();
    }

    [Fact]
    public async Task What_opens_a_list_beside_the_field_of_it_is_no_field()
    {
        await using var site = await StartAsync("<div><label for=pick>Skill</label><div><span role=combobox id=pick tabindex=0 aria-haspopup=listbox aria-expanded=false aria-controls=offers onclick='turn(offers.hidden)'><span id=shown></span></span><div role=button aria-label='dropdown trigger' aria-haspopup=listbox aria-expanded=false>v</div></div></div>", "const several = false, order = () => ({ skill: [...taken][0], note: note.value });");
        (await site.OrderAsync(("Skill", "C#"), ("Note", "x")))["skill"].ShouldBe("C#");
    }

    [Fact]
    public async Task A_field_that_only_takes_the_keys_is_opened_where_a_person_sees_it()
    {
        await using var site = await StartAsync("""
            <label for=pick>Skills</label><div onclick="if (event.target !== pick) turn(offers.hidden)" style="width:200px;height:30px"><div style="position:absolute;width:1px;height:1px;overflow:hidden;clip:rect(0,0,0,0)"><input role=combobox id=pick aria-haspopup=listbox aria-expanded=false aria-controls=offers></div><div id=shown style="height:30px">Choose</div></div>
            """, "const several = false, order = () => ({ skills: shown.textContent, note: note.value });");
        (await site.OrderAsync(("Skills", "C#"), ("Note", "x")))["skills"].ShouldBe("C#");
    }

    [Fact]
    public async Task A_part_that_is_called_a_list_of_several_is_one()
    {
        await using var site = await StartAsync("""
            <label for=pick>Skills</label><div class="x-select x-select-multiple" onclick="turn(offers.hidden)"><span id=shown></span> <span><input id=pick autocomplete=off style="width:4px"></span></div>
            """, "const several = true, order = () => ({ skills: [...taken], note: note.value });");
        (await site.OrderAsync(("Skills", new[] { "C#", "Go" }), ("Note", "x")))["skills"].ShouldBe("C#,Go");
    }

    [Theory]
    [InlineData("new Date(at.dataset.day).toJSON()", true)]
    [InlineData("'2027-09-03T00:00:00.000Z'", false)]
    public async Task Of_a_day_that_its_figures_do_not_tell_what_was_given_does(string sent, bool same)
    {
        await using var site = await StartAsync("<label>Start <input id=at></label>", $$"""
            at.onblur = () => { at.dataset.day = at.value; const [y, m, d] = at.value.split('-'); if (d) at.value = `${+m}/${+d}/${y}`; };
            const order = () => ({ start: {{sent}}, note: note.value });
            """);
        var filled = await site.FillAsync("Order", ("Start", "2027-03-09"), ("Note", "x"));
        (await site.TrySendAsync(filled)).Submit.ShouldBe(same ? SubmitState.Confirmed : SubmitState.NotSent);
        (site.Saved?["start"]).ShouldBe(same ? "2027-03-09T00:00:00.000Z" : null);
    }

    [Fact]
    public async Task An_amount_is_typed_anew_with_the_other_sign_where_the_page_dropped_this_one()
    {
        await using var site = await StartAsync("<label>Salary <input id=at></label>", """
            at.onblur = () => { const [whole, part = ''] = at.value.replace(/[^\d,]/g, '').split(','); if (whole) at.value = `${whole.replace(/\B(?=(\d{3})+$)/g, '.')},${part.padEnd(2, '0')} €`; };
            const order = () => ({ salary: Number(at.value.replace(/[^\d,]/g, '').replace(',', '.')), note: note.value });
            """);
        (await site.OrderAsync(("Salary", "1234.5"), ("Note", "x")))["salary"].ShouldBe("1234.5");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(250)]
    public async Task A_day_that_is_not_kept_as_typed_is_pressed_in_the_calendar_that_the_field_opens(int fades)
    {
        await using var site = await StartAsync("<label>Start <input id=at role=combobox aria-autocomplete=none aria-haspopup=dialog aria-expanded=false></label>", $"const fades = {fades};" + """
            let chosen = '', going = 0;
            const days = document.createElement('div');
            days.setAttribute('role', 'dialog');
            days.innerHTML = '<p>March 2027</p><table>' + [0, 1, 2, 3, 4].map(week => `<tr>${[1, 2, 3, 4, 5, 6, 7].map(day => week * 7 + day).filter(day => day < 32).map(day => `<td>${day}</td>`).join('')}</tr>`).join('') + '</table>';
            days.onclick = ({ target }) => { if (target.tagName !== 'TD') return; chosen = `${target.textContent.padStart(2, '0')}.03.2027`; at.value = chosen; turn(false); };
            const turn = open => { at.setAttribute('aria-expanded', open); clearTimeout(going); if (open) document.body.append(days); else going = setTimeout(() => days.remove(), fades); };
            at.onclick = at.onfocus = () => turn(true);
            at.onblur = () => { at.value = chosen; turn(false); };
            document.addEventListener('mousedown', event => { if (event.target !== at && !days.contains(event.target)) turn(false); });
            const order = () => ({ start: at.value.split('.').reverse().join('-'), note: note.value });
            """);
        var filled = await site.FillAsync("Order", ("Start", "2027-03-09"), ("Note", "x"));
        filled.Warnings.ShouldNotContain(warning => warning.Contains("offered nothing", StringComparison.Ordinal));
        (await site.SendAsync(filled))["start"].ShouldBe("2027-03-09");
    }

    [Theory]
    [InlineData("2027-03-09", false)]
    [InlineData("2028-11-30", false)]
    [InlineData("2026-02-01", true)]
    public async Task A_calendar_without_arrows_is_turned_by_its_lists_of_months_and_years(string day, bool plain)
    {
        await using var site = await StartAsync("<label>Start <input id=at role=combobox aria-autocomplete=none aria-haspopup=dialog aria-expanded=false></label>", $"const plain = {(plain ? "true" : "false")};" + """
            const names = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
            const years = ['2025', '2026', '2027', '2028'];
            let chosen = '', year = 2027, month = 2;
            const days = document.createElement('div');
            days.setAttribute('role', 'dialog');
            const list = (label, all, now) => plain ? `<select aria-label=${label}>${all.map(one => `<option${one === now ? ' selected' : ''}>${one}</option>`).join('')}</select>` : `<div role=combobox tabindex=0 aria-label=${label} aria-expanded=false>${now}</div>`;
            const draw = () => {
              const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate(), weeks = [0, 1, 2, 3, 4];
              days.innerHTML = list('Month', names, names[month]) + list('Year', years, String(year)) + `<table>${weeks.map(week => `<tr>${[1, 2, 3, 4, 5, 6, 7].map(day => week * 7 + day).filter(day => day <= last).map(day => `<td>${day}</td>`).join('')}</tr>`).join('')}</table>`;
            };
            const turned = text => { if (names.includes(text)) month = names.indexOf(text); else year = Number(text); draw(); };
            days.onchange = ({ target }) => turned(target.value);
            days.onclick = ({ target }) => {
              if (target.tagName === 'TD') { at.value = chosen = `${year}-${String(month + 1).padStart(2, '0')}-${target.textContent.padStart(2, '0')}`; turn(false); }
              if (!target.matches('[role=combobox]') || target.ariaExpanded === 'true') return;
              target.ariaExpanded = 'true';
              const open = document.createElement('ul');
              open.innerHTML = (target.ariaLabel === 'Month' ? names : years).map(one => `<li role=option>${one}</li>`).join('');
              open.onclick = event => { event.stopPropagation(); open.remove(); turned(event.target.textContent); };
              target.after(open);
            };
            const turn = open => { at.setAttribute('aria-expanded', open); if (open && !days.isConnected) { draw(); document.body.append(days); } else if (!open) days.remove(); };
            at.onclick = at.onfocus = () => turn(true);
            at.onblur = () => { at.value = chosen; };
            document.addEventListener('mousedown', event => { if (event.target !== at && !days.contains(event.target)) turn(false); });
            const order = () => ({ start: at.value, note: note.value });
            """);
        (await site.OrderAsync(("Start", day), ("Note", "x")))["start"].ShouldBe(day);
    }

    [Theory]
    [InlineData("L")]
    [InlineData("S", "L")]
    public async Task Buttons_that_stay_pressed_are_choices(params string[] asked)
    {
        await using var site = await StartAsync("<span id=l>Size</span><div role=group aria-labelledby=l>SML</div>".Replace("SML", string.Concat("SML".Select(size => $"<button type=button aria-pressed={(size == 'M' ? "true" : "false")}>{size}</button>")), StringComparison.Ordinal), $$"""
            const all = [...document.querySelectorAll('[aria-pressed]')], alone = {{(asked.Length == 1 ? "true" : "false")}};
            for (const one of all) one.onclick = () => { const on = one.ariaPressed !== 'true'; if (alone) for (const other of all) other.ariaPressed = 'false'; one.ariaPressed = on; };
            const order = () => ({ size: all.filter(one => one.ariaPressed === 'true').map(one => one.textContent), note: note.value });
            """);
        (await site.OrderAsync(("Size", asked), ("Note", "x")))["size"].Split(',').ShouldBe(asked);
    }

    [Fact]
    public async Task Masks_that_draw_themselves_after_the_focus_take_what_is_typed_then()
    {
        await using var site = await StartAsync("<label>Phone <input class=masked></label><label>Fax <input class=masked></label>", """
            const masked = [...document.querySelectorAll('.masked')];
            for (const at of masked) {
              let typed = '', drawing = 0;
              const draw = () => { at.value = '___-____'.replace(/_/g, (_, index) => typed[index < 3 ? index : index - 1] ?? '_'); };
              at.onfocus = () => { drawing = setTimeout(() => { typed = ''; draw(); }, 60); };
              at.onkeydown = event => { if (/^\d$/.test(event.key)) { typed += event.key; draw(); } if (event.key.length === 1) event.preventDefault(); };
              at.onblur = () => { clearTimeout(drawing); if (typed.length < 7) at.value = typed = ''; };
              at.oninput = () => { at.value = ''; };
            }
            const order = () => ({ phone: masked[0].value, fax: masked[1].value, note: note.value });
            """);
        (await site.OrderAsync(("Phone", "555-1234"), ("Fax", "555-9876"), ("Note", "x"))).ShouldBe(new Dictionary<string, string> { ["phone"] = "555-1234", ["fax"] = "555-9876", ["note"] = "x" }, ignoreOrder: true);
    }

    [Fact]
    public async Task A_mask_that_loses_what_comes_faster_than_people_type_is_typed_into_at_their_pace()
    {
        await using var site = await StartAsync("<label>Phone <input id=at></label>", """
            let typed = '', last = 0;
            at.onkeydown = event => {
              if (event.key.length !== 1) return;
              if (/^\d$/.test(event.key) && event.timeStamp - last > 12) typed += event.key;
              last = event.timeStamp;
              at.value = typed;
              event.preventDefault();
            };
            at.oninput = () => { at.value = typed = ''; };
            const order = () => ({ phone: at.value, note: note.value });
            """);
        (await site.OrderAsync(("Phone", "5551234"), ("Note", "x")))["phone"].ShouldBe("5551234");
    }

    [Theory]
    [InlineData("vip")]
    [InlineData("vip", "a, b")]
    public async Task What_a_box_takes_by_the_Enter_key_is_put_in_one_by_one_and_sends_no_form(params string[] asked)
    {
        await using var site = await StartAsync("<label for=at>Tags</label><div class=x-chip-grid><span id=chips></span><div><input id=at></div></div>", """
            const tags = [];
            at.onkeydown = event => {
              if (event.key !== 'Enter' || !at.value) return;
              tags.push(at.value);
              chips.insertAdjacentHTML('beforeend', `<span class=x-chip><span>${at.value}</span><button type=button aria-label="remove ${at.value}">x</button></span>`);
              at.value = '';
            };
            const order = () => ({ tags, note: note.value });
            """);
        var filled = await site.FillAsync("Order", ("Tags", asked), ("Note", "x"));
        filled.Warnings.ShouldBeEmpty();
        site.Saved.ShouldBeNull();
        (await site.SendAsync(filled))["tags"].ShouldBe(string.Join(',', asked));
    }

    [Fact]
    public async Task Nothing_is_said_of_what_the_browser_would_object_to_where_it_is_not_asked()
    {
        await using var site = await WidgetSite.StartWithAsync(browser, "<form aria-label=Order method=post action=/save novalidate><label>Salary <input type=number name=salary></label><button>Save</button></form>");
        var filled = await site.FillAsync("Order", ("Salary", "1234.5"));
        filled.Data.ShouldNotContainKey("page_messages");
        (await site.SendAsync(filled))["salary"].ShouldBe("1234.5");
    }
}
