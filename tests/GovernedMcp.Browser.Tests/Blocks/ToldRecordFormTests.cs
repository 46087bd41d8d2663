using GovernedMcp.Browser.Tests.Blocks.Widgets;
using GovernedMcp.Browser.Tests.Fixtures;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Browser.Tests.Blocks;

/// <summary>Applications that keep records: they show names and send keys, and send back all that they were told of a record. Nothing is declared.</summary>
[Collection(SharedBrowser.Filling)]
public sealed class ToldRecordFormTests(BrowserFixture browser)
{
    /// <summary>An order is read, shown, and written whole; which city it is for, no element of the page holds.</summary>
    private const string Page = """
        <main><h1>Order 5</h1><section><label>Note <input id="note"></label>
        <label id="l">City</label> <div id="box" role="combobox" tabindex="0" aria-labelledby="l" aria-haspopup="listbox" aria-controls="list" aria-expanded="false"></div><ul id="list" role="listbox" hidden></ul>
        <button>Save</button></section></main>
        <script>
          const get = async path => (await fetch(path)).json();
          const at = name => document.getElementById(name);
          (async () => {
            const order = await get('/save'), cities = await get('/cities');
            at('note').value = order.note; at('box').textContent = order.city.name;
            at('box').onclick = () => { at('list').hidden = false; at('box').setAttribute('aria-expanded', 'true'); };
            document.querySelector('button').onclick = async () => {
              order.note = at('note').value;
              const answer = await fetch('/save', { method: 'PUT', headers: { 'content-type': 'application/json' }, body: JSON.stringify({SENT}) });
              if (answer.ok) document.querySelector('main').innerHTML = '<h1>Saved</h1>';
            };
            for (const city of cities) {
              const item = at('list').appendChild(document.createElement('li'));
              item.setAttribute('role', 'option'); item.textContent = city.name;
              item.onclick = () => { order.city = city; at('box').textContent = city.name; at('list').hidden = true; at('box').setAttribute('aria-expanded', 'false'); };
            }
          })();
        </script>
        """;

    [Theory]
    [InlineData("order", """{"id":"101","name":"Bern"}""")]
    [InlineData("{ ...order, city: order.city.id }", "101")]
    public async Task A_record_goes_back_whole_with_the_key_of_what_was_chosen(string sent, string city)
    {
        await using var site = await StartAsync(sent);
        (await site.SendAsync(await site.FillAsync("Order 5", ("Note", "new"), ("City", "Bern")))).ShouldBe(
            new Dictionary<string, string> { ["id"] = "5", ["version"] = "3", ["note"] = "new", ["city"] = city }, ignoreOrder: true);
    }

    [Theory]
    [InlineData("{ ...order, version: 4 }", "version")]
    [InlineData("{ ...order, role: 'admin' }", "added: role = admin")]
    [InlineData("{ ...order, city: { id: '102', name: order.city.name } }", "city.id")]
    [InlineData("{ ...order, note: 'old' }", "note")]
    public async Task What_the_portal_did_not_tell_is_not_sent(string sent, string named)
    {
        await using var site = await StartAsync(sent);
        var ended = await site.TrySendAsync(await site.FillAsync("Order 5", ("Note", "new"), ("City", "Bern")));
        ended.Submit.ShouldBe(SubmitState.NotSent, ended.Message);
        ended.Quotes.ShouldContain(named);
        site.Saved.ShouldBeNull();
    }

    private async Task<WidgetSite> StartAsync(string sent)
    {
        var site = await WidgetSite.StartNewAsync(browser, Page.Replace("{SENT}", sent, StringComparison.Ordinal));
        await site.Session.Page.Locator("#list li").Last.WaitForAsync(new() { State = Microsoft.Playwright.WaitForSelectorState.Attached });
        return site;
    }
}
