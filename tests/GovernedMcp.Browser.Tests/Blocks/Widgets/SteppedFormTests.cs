using System.Collections.Frozen;
using GovernedMcp.Browser.Tests.Fixtures;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Browser.Tests.Blocks.Widgets;

/// <summary>A form whose pages are forms of their own, and whose last page holds no field: only what sends it.</summary>
[Collection(SharedBrowser.Widgets)]
public sealed class SteppedFormTests(BrowserFixture browser)
{
    private const string Page = """
        <h1>Order</h1><section></section>
        <script>
          const held = {}, steps = [
            '<form><label>Name <input id=name></label><button>Next</button></form>',
            '<form><label>Street <input id=street></label><button type=button>Back</button><button>Next</button></form>',
            '<p>You are done.</p><button type=button>Back</button><button type=button id=place>Place order</button>',
          ];
          let at = 0;
          const draw = () => {
            document.querySelector('section').innerHTML = steps[at];
            document.forms[0]?.addEventListener('submit', event => { event.preventDefault(); const field = event.target.querySelector('input'); held[field.id] = field.value; at++; draw(); });
            document.getElementById('place')?.addEventListener('click', async () => {
              await fetch('/save', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(held) });
              document.body.innerHTML = '<h1>Thank you</h1>';
            });
          };
          draw();
        </script>
        """;

    private static Portal Declared(Portal portal) => portal with
    {
        Forms = new Dictionary<string, Form>
        {
            ["order"] = new Form
            {
                Name = "order",
                Fields = [new Field { Key = "name", Label = "Name" }, new Field { Key = "street", Label = "Street" }],
                Steps = ["name", "address", "done"],
                Submit = new SubmitControl(new Locator { By = LocatorBy.Role, Role = "button", Value = "Place order" }, null),
                Source = SourceMark.BuiltIn,
            },
        }.ToFrozenDictionary(),
    };

    [Fact]
    public async Task It_is_filled_and_sent_where_a_Skill_lists_its_steps()
    {
        await using var site = await WidgetSite.StartWithAsync(browser, Page, Declared);
        (await site.SendAsync(await site.FillAsync("order", ("name", "Ada"), ("street", "Main 1")))).ShouldBe(new Dictionary<string, string> { ["name"] = "Ada", ["street"] = "Main 1" }, ignoreOrder: true);
    }

    [Fact]
    public async Task Without_a_Skill_the_reply_says_that_it_goes_on()
    {
        await using var site = await WidgetSite.StartWithAsync(browser, Page);
        var first = await site.TrySendAsync(await site.FillAsync("Order", ("Name", "Ada")));
        (first.Submit, first.Message).ShouldSatisfyAllConditions(
            told => told.Submit.ShouldBe(SubmitState.NotSent),
            told => told.Message.ShouldContain("fill what it asks for next"));
        var second = await site.TrySendAsync(await site.FillAsync("Order", ("Street", "Main 1")));
        second.Submit.ShouldBe(SubmitState.NotSent);
        second.Message.ShouldContain("must list its `steps`");
    }
}
