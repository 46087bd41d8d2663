using GovernedMcp.Browser.Tests.Fixtures;

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

    [Fact]
    public async Task The_choice_is_the_field_and_not_each_button_it_is_drawn_with()
    {
        await using var site = await WidgetSite.StartWithAsync(browser, Page);
        var sent = await site.OrderAsync(("Colour", "Green (Sample)"), ("Note", "x"));
        (sent["paint"], sent["note"]).ShouldBe(("g", "x"));
    }
}
