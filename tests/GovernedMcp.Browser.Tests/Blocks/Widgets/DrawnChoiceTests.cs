using GovernedMcp.Browser.Tests.Fixtures;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Browser.Tests.Blocks.Widgets;

/// <summary>Choices that a script draws with radio buttons of no name, and keeps in a field that nobody sees.</summary>
[Collection(SharedBrowser.Widgets)]
public sealed class DrawnChoiceTests(BrowserFixture browser)
{
    private const string Page = """
        <form method="post" action="/save" aria-label="Order">
        <fieldset><legend>Colour</legend><div><input name="paint" value="r" style="display: none">
        <div role="radiogroup" tabindex="0" id="choice">
        <label role="radio" aria-checked="true" tabindex="-1" data-key="r"><input type="radio" role="presentation" tabindex="-1" checked><span>Red</span></label>
        <label role="radio" aria-checked="false" tabindex="-1" data-key="g"><input type="radio" role="presentation" tabindex="-1"><span>Green (<a href="/green">Sample</a>)</span></label></div></div>
        <label><input type="checkbox" name="gloss"> Gloss</label></fieldset>
        <label>Note <input name="note"></label><button>Save</button></form>
        <script>
          let pressed = null;
          choice.addEventListener('mousedown', event => { pressed = event.target.closest('[role=radio]'); event.preventDefault(); });
          choice.addEventListener('click', event => event.preventDefault());
          document.addEventListener('mouseup', () => {
            if (!pressed) return;
            for (const one of choice.children) { one.setAttribute('aria-checked', one === pressed); one.querySelector('input').checked = one === pressed; }
            document.forms[0].paint.value = pressed.dataset.key;
            pressed = null;
          });
        </script>
        """;

    /// <summary>Boxes and choices that are drawn, each beside a nameless control that nobody sees and that its label is for; what they are about stands in a label with a button that explains it.</summary>
    private const string Beside = """
        <style>.kept { position: fixed; top: 0; left: 0; width: 1px; height: 1px; margin: 0; clip-path: inset(50%) } [role=radio], [role=checkbox] { display: inline-block; width: 16px; height: 16px; border: 1px solid }</style>
        <form aria-label="Order">
        <div><h4>Colours</h4><p>What it is painted with.</p></div>
        <div role="group"><label>Paint<span>*</span><span><button type="button" tabindex="-1"><svg width="9" height="9"></svg></button></span></label><div role="radiogroup">
        <div><span role="radio" aria-checked="true" tabindex="0"></span><input type="radio" class="kept" aria-hidden="true" tabindex="-1" id="paint-0" value="0" checked><label for="paint-0">Red</label></div>
        <div><span role="radio" aria-checked="false" tabindex="-1"></span><input type="radio" class="kept" aria-hidden="true" tabindex="-1" id="paint-1" value="1"><label for="paint-1">Green</label></div></div></div>
        <div role="group"><div><span role="checkbox" aria-checked="false" tabindex="0"></span><input type="checkbox" class="kept" aria-hidden="true" tabindex="-1" id="gloss"><label for="gloss">With gloss</label></div></div>
        <label>Note <input name="note"></label><button>Save</button></form>
        <script>
          for (const part of document.querySelectorAll('[role=radio],[role=checkbox]')) {
            part.onclick = event => { event.preventDefault(); part.nextElementSibling.click(); };
            part.nextElementSibling.onchange = ({ target }) => {
              if (target.type === 'radio') for (const other of document.querySelectorAll('[role=radio]')) other.nextElementSibling.checked = other === part;
              for (const other of document.querySelectorAll('[role=radio],[role=checkbox]')) other.setAttribute('aria-checked', other.nextElementSibling.checked);
            };
          }
          document.forms[0].onsubmit = async event => {
            event.preventDefault();
            const answer = await fetch('/save', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ paint: document.querySelector('[type=radio]:checked').value, gloss: gloss.checked, note: document.forms[0].note.value }) });
            if (answer.ok) document.forms[0].outerHTML = '<p role=status>Order was saved</p>';
          };
        </script>
        """;

    [Fact]
    public async Task The_choice_is_the_field_and_not_each_button_it_is_drawn_with()
    {
        await using var site = await WidgetSite.StartWithAsync(browser, Page);
        var sent = await site.OrderAsync(("Colour", "Green (Sample)"), ("Note", "x"));
        (sent["paint"], sent["note"]).ShouldBe(("g", "x"));
    }

    [Fact]
    public async Task What_is_drawn_beside_a_control_that_nobody_sees_is_one_field_with_it()
    {
        await using var site = await WidgetSite.StartWithAsync(browser, Beside);
        var sent = await site.OrderAsync(("Paint", "Green"), ("With gloss", "true"), ("Note", "x"));
        (sent["paint"], sent["gloss"], sent["note"]).ShouldBe(("1", "True", "x"));
    }

    [Fact]
    public async Task What_was_drawn_as_chosen_before_is_sent_as_it_is()
    {
        await using var site = await WidgetSite.StartWithAsync(browser, Beside);
        var sent = await site.OrderAsync(("Note", "x"));
        (sent["paint"], sent["gloss"], sent["note"]).ShouldBe(("0", "False", "x"));
    }

    [Fact]
    public async Task A_list_holds_what_it_shows_also_where_it_has_a_style_for_when_it_shows_a_hint()
    {
        await using var site = await WidgetSite.StartWithAsync(browser, """
            <form method="post" action="/save" aria-label="Order"><label for="unit">Unit</label>
            <button type="button" role="combobox" id="unit" aria-haspopup="listbox" aria-expanded="false" aria-controls="list" class="data-[placeholder]:grey h-9"><span>Gram</span></button><input type="hidden" name="unit" value="g">
            <label>Note <input name="note"></label><button>Save</button></form>
            <div role="listbox" id="list" hidden><div role="option" data-value="g">Gram</div><div role="option" data-value="oz">Ounce</div></div>
            <script>
              unit.onclick = () => { list.hidden = !list.hidden; unit.setAttribute('aria-expanded', !list.hidden); };
              list.onclick = ({ target }) => { unit.firstChild.textContent = target.textContent; document.querySelector('[name=unit]').value = target.dataset.value; unit.onclick(); };
            </script>
            """);
        var sent = await site.OrderAsync(("Unit", "Ounce"), ("Note", "x"));
        (sent["unit"], sent["note"]).ShouldBe(("oz", "x"));
    }

    [Fact]
    public async Task The_key_of_what_a_list_shows_stands_in_a_nameless_field_beside_it_that_nobody_sees()
    {
        await using var site = await WidgetSite.StartWithAsync(browser, """
            <form aria-label="Order"><div><label for="unit">Unit</label>
            <button type="button" role="combobox" id="unit" aria-haspopup="listbox" aria-expanded="false"><span>Gram</span></button><input tabindex="-1" aria-hidden="true" value="g" style="position: fixed; width: 1px; height: 1px; clip-path: inset(50%)"></div>
            <label>Note <input name="note"></label><button>Save</button></form>
            <script>
              document.forms[0].onsubmit = async event => {
                event.preventDefault();
                const answer = await fetch('/save', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ weightUnit: 'g', note: document.forms[0].note.value }) });
                if (answer.ok) document.forms[0].outerHTML = '<p role=status>Order was saved</p>';
              };
            </script>
            """);
        var sent = await site.OrderAsync(("Note", "x"));
        (sent["weightUnit"], sent["note"]).ShouldBe(("g", "x"));
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("the very same beginning of what is said at length of each of the answers, however they may end ", false)]
    public async Task A_long_answer_goes_by_what_is_told_of_it_where_no_other_begins_so(string begin, bool known)
    {
        var options = new[] { "Partial", "Whole" }.Select(word => $"{begin}{word} and all that goes with it, which is told in so many words that nobody reads them to the end of the line, {word}");
        await using var site = await WidgetSite.StartWithAsync(browser, $"<form method=post action=/save aria-label=Order><label>Kind <select name=kind>{string.Concat(options.Select((option, at) => $"<option value=k{at}>{option}</option>"))}</select></label><button>Save</button></form>");
        var told = Escaped.Short((await Should.ThrowAsync<BlockFault>(() => site.FillAsync("Order", ("Kind", "No such thing")))).Allowed[1]);
        told.ShouldEndWith("…");
        if (known) (await site.OrderAsync(("Kind", told)))["kind"].ShouldBe("k1");
        else (await Should.ThrowAsync<BlockFault>(() => site.FillAsync("Order", ("Kind", told)))).Rule.ShouldBe(Rules.Fields.Value);
    }
}
