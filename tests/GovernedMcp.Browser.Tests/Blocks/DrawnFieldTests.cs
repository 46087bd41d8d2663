using GovernedMcp.Browser.Tests.Blocks.Widgets;
using GovernedMcp.Browser.Tests.Fixtures;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Browser.Tests.Blocks;

/// <summary>Fields of which one part is drawn and another keeps the value, as libraries for whole applications build theirs.</summary>
[Collection(SharedBrowser.Filling)]
public sealed class DrawnFieldTests(BrowserFixture browser)
{
    /// <summary>An amount that is shown in one field and taken in another, which comes in its place with the focus.</summary>
    private const string Swapped = """
        <form method="post" action="/save" aria-label="Order"><label for="kept" id="called">Quantity</label>
        <span><input id="drawn" role="spinbutton" aria-labelledby="called"><input id="kept" name="quantity" role="spinbutton" style="display:none"></span>
        <label>Note <input name="note"></label><button>Save</button></form>
        <script>
          const swap = on => { drawn.style.display = on ? 'none' : ''; kept.style.display = on ? '' : 'none'; };
          drawn.onfocus = () => setTimeout(() => { swap(true); kept.focus(); });
          kept.onblur = () => { swap(false); drawn.value = kept.value && Number(kept.value).toFixed(2); };
        </script>
        """;

    /// <summary>A list that is drawn by what nobody is told, told by what nobody sees, and opened in a box without extent.</summary>
    private const string Told = """
        <style>.told { position: absolute; width: 1px; height: 1px; overflow: hidden; clip: rect(0 0 0 0) }</style>
        <form method="post" action="/save" aria-label="Order"><span id="called"><label for="kept">Status</label></span>
        <div id="box" style="position:relative"><div id="told" class="told" role="combobox" aria-haspopup="listbox" aria-expanded="false" aria-labelledby="called" tabindex="0">Draft</div>
        <input id="kept" name="status" value="Draft" readonly tabindex="-1" aria-hidden="true" class="told"><span id="drawn" aria-hidden="true">Draft</span></div>
        <label>Note <input name="note"></label><button>Save</button></form>
        <div style="width:0;height:0;overflow:hidden">SECRET<div id="list" role="listbox" style="position:absolute;top:200px;left:20px;width:200px" hidden><div role="option">Draft</div><div role="option">Approved</div></div></div>
        <script>
          box.onclick = () => { list.hidden = false; told.setAttribute('aria-expanded', 'true'); };
          list.onclick = ({ target }) => { told.textContent = drawn.textContent = kept.value = target.textContent; list.hidden = true; told.setAttribute('aria-expanded', 'false'); };
        </script>
        """;

    /// <summary>What was chosen lies in a list of its own before the field that is typed into.</summary>
    private const string Tokens = """
        <form method="post" action="/save" aria-label="Order"><label for="seek" id="called">Groups</label>
        <div><div id="taken" role="listbox" aria-labelledby="called"></div><input id="seek" role="combobox" aria-autocomplete="both" aria-expanded="false" aria-haspopup="dialog" autocomplete="off"></div><input type="hidden" name="groups">
        <label>Note <input name="note"></label><button>Save</button></form><div id="offers" role="listbox" hidden></div>
        <script>
          const held = ['Office', 'Travel'];
          const draw = () => {
            taken.innerHTML = held.map(name => `<div role="option" aria-selected="false" style="display:inline-block">${name}<span role="presentation" aria-label="Delete" style="display:inline-block;width:9px;height:9px"></span></div>`).join('');
            document.forms[0].groups.value = held.join(';');
          };
          const show = on => { offers.hidden = !on; seek.setAttribute('aria-expanded', on); };
          seek.oninput = () => {
            offers.innerHTML = ['Office', 'Travel', 'Software'].filter(name => seek.value && name.startsWith(seek.value) && !held.includes(name)).map(name => `<div role="option">${name}</div>`).join('');
            show(offers.children.length > 0);
          };
          offers.onclick = ({ target }) => { held.push(target.textContent); seek.value = ''; show(false); draw(); };
          taken.onclick = ({ target }) => { if (target.matches('span')) { held.splice(held.indexOf(target.parentElement.textContent), 1); draw(); } };
          draw();
        </script>
        """;

    /// <summary>Lists without any role: an unseen field, what is chosen, and items that say what they stand for.</summary>
    private const string Bare = """
        <style>.menu { display: none } .open .menu { display: block } .item { cursor: pointer } .remove { display: inline-block; width: 9px; height: 9px }</style>
        <form method="post" action="/save" aria-label="Order">
        <div><label>Status</label><div class="pick" tabindex="0"><input type="hidden" name="status" value="d"><div class="text">Draft</div><div class="menu"><div class="item" data-value="d">Draft</div><div class="item" data-value="a">Approved</div></div></div></div>
        <div><label>Groups</label><div class="pick many multiple" tabindex="0"><input type="hidden" name="groups" value="o,t"><a data-value="o">Office<i class="remove"></i></a><a data-value="t">Travel<i class="remove"></i></a><div class="menu"><div class="item" data-value="o">Office</div><div class="item" data-value="t">Travel</div><div class="item" data-value="s">Software</div></div></div></div>
        <div><label>Firm</label><div class="pick"><input type="hidden" name="firm"><input class="search" autocomplete="off"><div class="text"></div><div class="menu"><div class="item" data-value="1">Kern &amp; Co.</div><div class="item" data-value="2">Abel</div></div></div></div>
        <div><label>Priority</label><div><div><input type="radio" name="priority" value="l"><label>Low</label></div></div><div><div><input type="radio" name="priority" value="h"><label>High</label></div></div></div>
        <button>Save</button></form>
        <script>
          for (const box of document.querySelectorAll('.pick')) {
            const kept = box.firstElementChild, search = box.querySelector('.search');
            box.addEventListener('click', event => {
              const { target } = event;
              if (target.matches('.remove')) { kept.value = kept.value.split(',').filter(one => one !== target.parentElement.dataset.value).join(','); target.parentElement.remove(); return; }
              if (!target.matches('.item')) return void box.classList.add('open');
              box.classList.remove('open');
              if (!box.matches('.many')) { kept.value = target.dataset.value; box.querySelector('.text').textContent = target.textContent; if (search) search.value = ''; return; }
              kept.value = [...kept.value.split(',').filter(Boolean), target.dataset.value].join(',');
              kept.insertAdjacentHTML('afterend', `<a data-value="${target.dataset.value}">${target.textContent}<i class="remove"></i></a>`);
            });
            search?.addEventListener('input', () => { for (const item of box.querySelectorAll('.item')) item.hidden = !item.textContent.toLowerCase().includes(search.value.toLowerCase()); });
          }
        </script>
        """;

    [Fact]
    public async Task A_value_is_typed_where_the_page_takes_it_and_not_into_what_is_not_drawn()
    {
        await using var site = await WidgetSite.StartWithAsync(browser, Swapped);
        (await site.OrderAsync(("Quantity", "12.75"), ("Note", "x"))).ShouldBe(new Dictionary<string, string> { ["quantity"] = "12.75", ["note"] = "x" }, ignoreOrder: true);
    }

    [Fact]
    public async Task A_text_that_is_not_drawn_is_no_field_by_its_label()
    {
        await using var site = await WidgetSite.StartWithAsync(browser, """<form method="post" action="/save" aria-label="Order"><label for="kept">Status</label><input id="kept" name="status" style="display:none"><b>Draft</b><label>Note <input name="note"></label><button>Save</button></form>""");
        (await Should.ThrowAsync<BlockFault>(() => site.FillAsync("Order", ("Status", "Approved")))).Allowed.ShouldBe(["Note"]);
    }

    [Fact]
    public async Task A_list_that_is_told_and_drawn_by_different_parts_opens_in_a_box_without_extent()
    {
        await using var site = await WidgetSite.StartWithAsync(browser, Told);
        var filled = await site.FillAsync("Order", ("Status", "Approved"), ("Note", "x"));
        filled.Data["fields"]!.AsArray().Select(field => $"{field!["field"]}: {field["old"]} > {field["new"]}").ShouldBe(["Status: Draft > Approved", "Note:  > x"]);
        (await site.SendAsync(filled)).ShouldBe(new Dictionary<string, string> { ["status"] = "Approved", ["note"] = "x" }, ignoreOrder: true);
    }

    [Fact]
    public async Task What_was_chosen_and_lies_in_a_list_of_its_own_is_held_by_the_field_beside_it()
    {
        await using var site = await WidgetSite.StartWithAsync(browser, Tokens);
        var filled = await site.FillAsync("Order", ("Groups", new[] { "Travel", "Software" }), ("Note", "x"));
        filled.Data["fields"]!.AsArray().Select(field => $"{field!["field"]}: {field["old"]} > {field["new"]}").ShouldBe(["Groups: Office, Travel > Travel, Software", "Note:  > x"]);
        (await site.SendAsync(filled)).ShouldBe(new Dictionary<string, string> { ["groups"] = "Travel;Software", ["note"] = "x" }, ignoreOrder: true);
    }

    [Fact]
    public async Task Lists_without_a_role_are_chosen_from_where_their_items_say_what_they_stand_for()
    {
        await using var site = await WidgetSite.StartWithAsync(browser, Bare);
        var filled = await site.FillAsync("Order", ("Status", "Approved"), ("Groups", new[] { "Travel", "Software" }), ("Firm", "Kern & Co."), ("Priority", "High"));
        filled.Data["fields"]!.AsArray().Select(field => $"{field!["field"]}: {field["old"]} > {field["new"]}").ShouldBe(["Status: Draft > Approved", "Groups: Office, Travel > Travel, Software", "Firm:  > Kern & Co.", "Priority:  > High"]);
        (await site.SendAsync(filled)).ShouldBe(new Dictionary<string, string> { ["status"] = "a", ["groups"] = "t,s", ["firm"] = "1", ["priority"] = "h" }, ignoreOrder: true);
    }

    [Theory]
    [InlineData("""<div id="on" role="switch" aria-checked="false" aria-labelledby="called" tabindex="0" style="width:40px;height:20px"></div>""", "on.onmousedown = () => { on.held = true; }; on.onmouseup = () => { if (on.held) turn(); on.held = false; };")]
    [InlineData("""<div><input type="checkbox" id="kept" style="display:none"><button type="button" id="on" role="checkbox" aria-checked="false" aria-labelledby="called">✓</button></div>""", "on.onclick = turn;")]
    public async Task What_is_switched_is_the_part_that_is_drawn(string part, string script)
    {
        await using var site = await WidgetSite.StartWithAsync(browser, $$"""
            <form method="post" action="/save" aria-label="Order"><label for="kept" id="called">Urgent</label>{{part}}<input type="hidden" name="urgent" value="no"><button>Save</button></form>
            <script>const turn = () => { on.setAttribute('aria-checked', 'true'); document.forms[0].urgent.value = 'yes'; }; {{script}}</script>
            """);
        (await site.OrderAsync(("Urgent", "true")))["urgent"].ShouldBe("yes");
    }

    [Fact]
    public async Task A_landmark_in_a_form_is_not_another_form_whatever_its_fields_are_made_of()
    {
        await using var site = await WidgetSite.StartWithAsync(browser, """
            <form method="post" action="/save"><h2>Order</h2><div role="form"><label>Title <input name="title"></label>
            <div role="radiogroup" aria-label="Priority"><div role="radio" aria-checked="false" tabindex="0">Low</div><div role="radio" aria-checked="true" tabindex="0">High</div></div></div><button>Save</button></form>
            """);
        (await Should.ThrowAsync<BlockFault>(() => site.FillAsync("Nothing", ("Title", "x")))).Allowed.ShouldBe(["Order"]);
    }

    [Fact]
    public async Task A_part_right_in_a_shadow_has_nothing_around_it()
    {
        await using var site = await WidgetSite.StartWithAsync(browser, """
            <form method="post" action="/save" aria-label="Order"><label>Title <input name="title"></label><x-unit></x-unit><button>Save</button></form>
            <script>document.querySelector('x-unit').attachShadow({ mode: 'open' }).innerHTML = '<div><span><b>-</b></span><p><input></p><i>.</i></div>';</script>
            """);
        (await site.OrderAsync(("Title", "x")))["title"].ShouldBe("x");
    }

    [Theory]
    [InlineData("1234.56", SubmitState.Confirmed)]
    [InlineData("123456", SubmitState.NotSent)]
    public async Task An_amount_that_is_shown_with_its_groups_is_sent_as_the_number_it_is(string sent, SubmitState state)
    {
        await using var site = await WidgetSite.StartWithAsync(browser, $$"""
            <form aria-label="Order"><label for="sum">Amount</label> <input id="sum"><button>Save</button></form>
            <script>
              sum.onchange = () => { if (sum.value === '1234.56') sum.value = '$1,234.56'; };
              document.forms[0].onsubmit = event => { event.preventDefault(); fetch('/save', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ amount: {{sent}} }) }).then(() => { document.body.innerHTML = '<h1>Saved</h1>'; }); };
            </script>
            """);
        (await site.TrySendAsync(await site.FillAsync("Order", ("Amount", "1234.56")))).Submit.ShouldBe(state);
    }

    [Theory]
    [InlineData("2026-12-24", "12/24/2026")]
    [InlineData("2026-12-24 16:45", "December 24, 2026 4:45 PM")]
    [InlineData("2026-12-24T16:45", "24/12/2026 16:45")]
    public async Task A_day_is_kept_that_a_field_of_dates_writes_its_own_way(string day, string shown)
    {
        await using var site = await WidgetSite.StartWithAsync(browser, $$"""
            <form method="post" action="/save" aria-label="Order"><label for="due">Due</label> <input id="due" name="due" role="combobox" aria-haspopup="grid" aria-expanded="false" autocomplete="off"><button>Save</button></form>
            <script>due.onchange = () => { if (due.value === '{{day}}') due.value = '{{shown}}'; };</script>
            """);
        (await site.OrderAsync(("Due", day)))["due"].ShouldBe(shown);
    }
}
