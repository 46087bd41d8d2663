using GovernedMcp.Browser.Tests.Blocks.Widgets;
using GovernedMcp.Browser.Tests.Fixtures;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Browser.Tests.Blocks;

/// <summary>Fields that a page made of parts that tell nobody what they are.</summary>
[Collection(SharedBrowser.Filling)]
public sealed class HomemadeFieldTests(BrowserFixture browser)
{
    private const string List = """
        <form method="post" action="/save" aria-label="Order"><label for="pick">Terms</label>
        <my-choice><button type="button" id="pick">At once</button><input type="hidden" name="terms" value="0"><ul hidden><li value="0">At once</li><li value="1">In a month</li></ul></my-choice>
        <label>Note <input name="note"></label><button>Save</button></form>
        <script>
          const box = document.querySelector('my-choice'), [press, keeper, list] = box.children;
          press.addEventListener('click', () => { list.hidden = !list.hidden; });
          list.addEventListener('click', event => { list.hidden = true; keeper.value = event.target.getAttribute('value'); press.textContent = event.target.textContent; });
        </script>
        """;

    /// <summary>A box that gathers cities by their names and sends their numbers.</summary>
    private const string Box = """
        <form method="post" action="/save" aria-label="Order"><label for="seek">Cities</label>
        <div class="multiselect"><ul class="chosen"></ul><input id="seek" type="text" autocomplete="off" placeholder="type here" aria-label="Cities. type here"><div class="offers"></div></div>
        <label>Note <input name="note"></label><button>Save</button></form>
        <script>
          const chosen = document.querySelector('.chosen'), offers = document.querySelector('.offers');
          seek.addEventListener('keyup', async () => {
            const rows = seek.value ? await (await fetch('/cities?q=' + seek.value)).json() : [];
            offers.innerHTML = '<ul>' + rows.map(row => `<li data-id="${row.id}">${row.name}</li>`).join('') + '</ul>';
          });
          offers.addEventListener('click', event => {
            const { id } = event.target.dataset;
            chosen.insertAdjacentHTML('beforeend', `<li><span>${event.target.textContent}</span><span class="remove-it" style="display:inline-block;width:9px;height:9px"></span><input type="hidden" name="city[]" value="${id}"></li>`);
            seek.value = offers.innerHTML = '';
          });
          chosen.addEventListener('click', event => { if (event.target.matches('.remove-it')) event.target.parentElement.remove(); });
        </script>
        """;

    /// <summary>A field that is empty again after each choice; what was chosen stands in a list below it, counted in the label, and is sent by its number.</summary>
    private const string Relation = """
        <main><h1>Order</h1><section><label for="seek" id="called">Cities</label><div><input id="seek" role="combobox" aria-autocomplete="list" aria-expanded="false" aria-controls="offers"></div><ol id="chosen" hidden></ol></section>
        <section><label>Note <input id="note"></label></section><button id="save">Save</button></main><ul id="offers" role="listbox"></ul>
        <script>
          const ids = [];
          const draw = () => { chosen.hidden = !ids.length; called.textContent = ids.length ? `Cities (${ids.length})` : 'Cities'; };
          seek.addEventListener('input', async () => {
            const rows = seek.value ? await (await fetch('/cities?q=' + seek.value)).json() : [];
            offers.innerHTML = rows.filter(row => !ids.includes(row.id)).map(row => `<li role="option" data-id="${row.id}">${row.name}</li>`).join('');
          });
          offers.addEventListener('click', ({ target }) => {
            const { id } = target.dataset;
            ids.push(id);
            chosen.insertAdjacentHTML('beforeend', `<li data-id="${id}"><button type="button">${target.textContent}</button> <span>Published</span> <button type="button"><svg width="9" height="9"></svg></button></li>`);
            seek.value = offers.innerHTML = '';
            draw();
          });
          chosen.addEventListener('click', ({ target }) => {
            const item = target.closest('li');
            if (target.closest('button') !== item.lastElementChild) { document.querySelector('main').remove(); return; }
            ids.splice(ids.indexOf(item.dataset.id), 1);
            item.remove();
            draw();
          });
          save.onclick = async () => {
            await fetch('/save', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ note: note.value, cities: ids.map(id => ({ id })) }) });
            document.querySelector('main').innerHTML = '<h1>Thank you</h1>';
          };
        </script>
        """;

    /// <summary>A field that says nothing of its list: a press opens all of it a moment later, and what was typed by then is not searched for.</summary>
    private const string Late = """
        <form method="post" action="/save" aria-label="Order"><label for="seek">City</label> <input id="seek" class="ui-autocomplete-input" autocomplete="off"><input type="hidden" name="city" id="kept">
        <ul id="offers" style="position:absolute;top:200px" hidden></ul><button>Save</button></form>
        <script>
          let term = '', typing;
          const search = async text => {
            term = seek.value;
            offers.innerHTML = (await (await fetch('/cities?q=' + text)).json()).slice(0, 2).map(row => `<li data-id="${row.id}">${row.name}</li>`).join('');
            offers.hidden = false;
          };
          seek.addEventListener('click', () => setTimeout(() => search(''), 200));
          seek.addEventListener('input', () => { clearTimeout(typing); typing = setTimeout(() => { if (seek.value !== term || offers.hidden) search(seek.value); }, 300); });
          offers.addEventListener('click', ({ target }) => { seek.value = target.textContent; kept.value = target.dataset.id; offers.hidden = true; });
        </script>
        """;

    [Fact]
    public async Task What_a_list_of_its_own_shows_and_does_not_offer_cannot_be_chosen()
    {
        await using var site = await WidgetSite.StartWithAsync(browser, List.Replace("<li value=\"1\">", "<li value=\"2\">At once and for all</li><li value=\"1\" disabled>", StringComparison.Ordinal));
        var fault = await Should.ThrowAsync<BlockFault>(() => site.FillAsync("Order", ("Terms", "In a month")));
        (fault.Rule, string.Join(", ", fault.Allowed)).ShouldBe((Rules.Fields.Value, "At once, At once and for all"));
    }

    /// <summary>A field that searches by words and knows nothing of signs; its list goes with Escape alone.</summary>
    private const string Search = """
        <form method="post" action="/save" aria-label="Order"><label for="firm">Firm</label>
        <div><input id="firm" role="combobox" aria-autocomplete="list" aria-expanded="false" aria-controls="firms" name="firm"><div id="firms" role="listbox" aria-label="Firm" hidden></div></div>
        <input type="hidden" name="taken"><label>Note <input name="note"></label><button>Save</button></form>
        <script>
          const firms = ['Abel a.s.', 'Kern & Co.', 'Kern', 'Kern'], input = document.getElementById('firm'), list = document.getElementById('firms');
          const show = on => { list.hidden = !on; input.setAttribute('aria-expanded', on); };
          input.oninput = () => setTimeout(() => {
            list.replaceChildren(...(/[.&]/.test(input.value) ? [] : firms.filter(name => name.toLowerCase().includes(input.value.toLowerCase()))).map(name => Object.assign(document.createElement('div'), { role: 'option', textContent: name })));
            show(list.children.length > 0);
          }, 50);
          input.onkeydown = event => { if (event.key === 'Escape') show(false); };
          list.onclick = event => { document.forms[0].taken.value = input.value = event.target.textContent; show(false); };
        </script>
        """;

    [Theory]
    [InlineData("Hamburg", "103")]
    [InlineData("Bern", "101")]
    public async Task What_is_typed_while_a_list_opens_late_is_searched_for(string city, string id)
    {
        await using var site = await WidgetSite.StartWithAsync(browser, Late);
        var filled = await site.FillAsync("Order", ("City", city));
        filled.Data["fields"]!.AsArray().Select(field => $"{field!["field"]}: {field["new"]}").ShouldBe([$"City: {city}"]);
        (await site.SendAsync(filled))["city"].ShouldBe(id);
    }

    [Fact]
    public async Task What_it_does_not_offer_is_told_with_what_it_does()
    {
        await using var site = await WidgetSite.StartWithAsync(browser, Late);
        (await Should.ThrowAsync<BlockFault>(() => site.FillAsync("Order", ("City", "Graz")))).Rule.ShouldBe(Rules.Fields.Value);
    }

    [Fact]
    public async Task A_field_that_is_empty_again_holds_what_its_list_shows()
    {
        await using var site = await WidgetSite.StartWithAsync(browser, Relation);
        await site.FillAsync("Order", ("Cities", "Hamburg"), ("Note", "x"));
        var filled = await site.FillAsync("Order", ("Cities", new[] { "Bern", "Berlin" }));
        filled.Data["fields"]!.AsArray().Select(field => $"{field!["field"]}: {field["old"]} > {field["new"]}").ShouldBe(["Cities:  > Bern, Berlin", "Note:  > x"]);
        (await site.SendAsync(filled)).ShouldBe(new Dictionary<string, string> { ["note"] = "x", ["cities"] = """{"id":"101"},{"id":"100"}""" }, ignoreOrder: true);
    }

    [Fact]
    public async Task A_button_over_a_list_that_an_unseen_field_keeps_is_a_list()
    {
        await using var site = await WidgetSite.StartWithAsync(browser, List);
        var filled = await site.FillAsync("Order", ("Terms", "In a month"), ("Note", "x"));
        filled.Data["fields"]!.AsArray().Select(field => $"{field!["field"]}: {field["old"]} > {field["new"]}").ShouldBe(["Terms: At once > In a month", "Note:  > x"]);
        (await site.SendAsync(filled)).ShouldBe(new Dictionary<string, string> { ["terms"] = "1", ["note"] = "x" }, ignoreOrder: true);
    }

    [Theory]
    [InlineData("At once</button>", "Choose</button>")]
    [InlineData("<li value=\"0\">", "<li value=\"2\">")]
    public async Task A_button_that_shows_nothing_of_what_is_kept_is_none(string whole, string other)
    {
        await using var site = await WidgetSite.StartWithAsync(browser, List.Replace(whole, other, StringComparison.Ordinal));
        (await Should.ThrowAsync<BlockFault>(() => site.FillAsync("Order", ("Terms", "In a month")))).Allowed.ShouldBe(["Note"]);
    }

    [Fact]
    public async Task A_box_that_gathers_what_is_found_by_typing_is_filled_and_emptied()
    {
        await using var site = await WidgetSite.StartWithAsync(browser, Box);
        await site.FillAsync("Order", ("Cities", new[] { "Berlin", "Hamburg" }));
        var filled = await site.FillAsync("Order", ("Cities", new[] { "Hamburg", "Bern" }), ("Note", "x"));
        filled.Data["fields"]!.AsArray().Select(field => $"{field!["field"]}: {field["new"]}").ShouldBe(["Cities: Hamburg, Bern", "Note: x"]);
        (await site.SendAsync(filled)).ShouldBe(new Dictionary<string, string> { ["city[]"] = "103,101", ["note"] = "x" }, ignoreOrder: true);
    }

    [Fact]
    public async Task What_a_box_does_not_find_is_not_left_in_it()
    {
        await using var site = await WidgetSite.StartWithAsync(browser, Box);
        await Should.ThrowAsync<BlockFault>(() => site.FillAsync("Order", ("Cities", "Graz")));
        (await site.Session.Page.EvaluateAsync<string>("() => seek.value + chosen.textContent")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("", SubmitState.Confirmed)]
    [InlineData("body.delete('city[1]');", SubmitState.NotSent)]
    [InlineData("body.set('city[1]', '100');", SubmitState.NotSent)]
    [InlineData("body.set('city[2]', '100');", SubmitState.NotSent)]
    public async Task A_list_that_a_script_sends_by_places_is_the_list_of_the_page(string change, SubmitState state)
    {
        await using var site = await WidgetSite.StartWithAsync(browser, Box + $$"""
            <script>document.querySelector('form').addEventListener('submit', event => {
              event.preventDefault();
              const body = new URLSearchParams();
              for (const [name, value] of new FormData(event.target)) body.append(name === 'city[]' ? `city[${[...body].length}]` : name, value);
              {{change}}
              fetch('/save', { method: 'POST', body }).then(() => { document.body.innerHTML = '<h1>Saved</h1>'; });
            });</script>
            """);
        (await site.TrySendAsync(await site.FillAsync("Order", ("Cities", new[] { "Hamburg", "Bern" }), ("Note", "x")))).Submit.ShouldBe(state);
        (site.Saved is null).ShouldBe(state != SubmitState.Confirmed);
    }

    [Theory]
    [InlineData("Abel a.s.", "Abel a.s.")]
    [InlineData("Kern & Co.", "Kern & Co.")]
    [InlineData("Nobody & Sons", "")]
    public async Task What_a_search_does_not_find_as_a_whole_is_searched_for_by_a_word_of_it(string firm, string taken)
    {
        await using var site = await WidgetSite.StartWithAsync(browser, Search);
        (await site.OrderAsync(("Firm", firm), ("Note", "a.b"))).ShouldBe(new Dictionary<string, string> { ["firm"] = firm, ["taken"] = taken, ["note"] = "a.b" });
    }

    [Fact]
    public async Task A_list_in_which_nothing_was_chosen_is_left_and_is_no_field()
    {
        await using var site = await WidgetSite.StartWithAsync(browser, Search);
        (await Should.ThrowAsync<BlockFault>(() => site.FillAsync("Order", ("Firm", "Kern")))).Message.ShouldContain("more than once");
        (await site.Session.Page.Locator("#firms").IsVisibleAsync()).ShouldBeFalse();
        await site.Session.Page.EvaluateAsync("show(true)");
        (await site.OrderAsync(("Firm", "Kern & Co."), ("Note", "x"))).ShouldBe(new Dictionary<string, string> { ["firm"] = "Kern & Co.", ["taken"] = "Kern & Co.", ["note"] = "x" });
    }

    /// <summary>Parts as libraries of components draw them: answers under a name of chance, a calendar of paragraphs.</summary>
    private const string Parts = """
        <form aria-label="Order" onsubmit="event.preventDefault(); send()">
        <div role="radiogroup"><label><input type="radio" name="2402a3aa-89a2-4e2f-bc0c-fc6c75d9e887" value="low"> Low</label><label><input type="radio" name="2402a3aa-89a2-4e2f-bc0c-fc6c75d9e887" value="high"> High</label></div>
        <div class="x-picker"><div><label for="due">Due</label> <input id="due" readonly><button type="button" aria-label="Open">…</button></div></div>
        <button>Save</button></form>
        <script>
          const at = id => document.getElementById(id), shown = new Date(2026, 9, 1);
          const draw = panel => {
            const days = new Date(shown.getFullYear(), shown.getMonth() + 1, 0).getDate();
            panel.innerHTML = `<button type=button aria-label="Previous month">‹</button><p>${shown.toLocaleString('en', { month: 'long' })} ${shown.getFullYear()}</p><button type=button aria-label="Next month">›</button><div>${Array.from({ length: days }, (_, day) => `<button type=button class=day><p>${day + 1}</p></button>`).join('')}</div>`;
            const [back, on] = panel.querySelectorAll('[aria-label]');
            back.onclick = () => { shown.setMonth(shown.getMonth() - 1); draw(panel); };
            on.onclick = () => { shown.setMonth(shown.getMonth() + 1); draw(panel); };
            for (const day of panel.querySelectorAll('.day')) day.onclick = () => { const [y, m, d] = [shown.getFullYear(), shown.getMonth() + 1, day.textContent]; at('due').dataset.day = `${y}-${String(m).padStart(2, '0')}-${d.padStart(2, '0')}`; at('due').value = `{SHOWN}`; panel.remove(); };
          };
          at('due').onclick = () => draw(document.body.appendChild(document.createElement('div')));
          const send = () => fetch('/save', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ id: 0, priority: document.querySelector('input:checked')?.value ?? null, due: at('due').dataset.day + 'T00:00:00' }) })
            .then(() => { document.querySelector('form').outerHTML = '<p>Saved</p>'; });
        </script>
        """;

    [Theory]
    [InlineData("${d}.${m}.${y}")]
    [InlineData("${m}/${d}/${y}")]
    public async Task Parts_of_a_library_are_fields_once_each_under_names_that_tell_something(string shown)
    {
        await using var site = await WidgetSite.StartWithAsync(browser, Parts.Replace("{SHOWN}", shown, StringComparison.Ordinal));
        (await site.OrderAsync(("Low / High", "High"), ("Due", "2026-12-24"))).ShouldBe(new Dictionary<string, string> { ["id"] = "0", ["priority"] = "high", ["due"] = "2026-12-24T00:00:00" });
    }
}
