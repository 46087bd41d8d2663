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

    [Fact]
    public async Task The_choice_is_the_field_and_not_each_button_it_is_drawn_with()
    {
        await using var site = await WidgetSite.StartWithAsync(browser, Page);
        var sent = await site.OrderAsync(("Colour", "Green (Sample)"), ("Note", "x"));
        (sent["paint"], sent["note"]).ShouldBe(("g", "x"));
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
