using GovernedMcp.Browser.Tests.Blocks.Widgets;
using GovernedMcp.Browser.Tests.Fixtures;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Browser.Tests.Blocks;

/// <summary>Forms that their scripts name anew while they are filled, or send otherwise than a browser would: by another button, by another method, or all in one field.</summary>
[Collection(SharedBrowser.Sending)]
public sealed class ScriptedFormTests(BrowserFixture browser)
{
    [Theory]
    [InlineData("head.textContent = name.value || 'Untitled'", true)]
    [InlineData("head.textContent = 'Edit ' + name.value", true)]
    [InlineData("head.textContent = 'Another'", false)]
    [InlineData("head.textContent = 'Ada'; form.replaceWith(form.cloneNode(true))", false)]
    public async Task A_form_that_goes_by_what_is_filled_into_it_is_still_the_one_that_was_asked_for(string does, bool still)
    {
        await using var site = await StartAsync("post", $"const head = document.querySelector('h1'), name = form.elements.name; name.oninput = () => {{ if (name.value === 'Ada') {{ {does}; }} }};");
        if (still) (await site.SendAsync(await site.FillAsync("Untitled", ("Name", "Ada"), ("City", "Oslo"))))["name"].ShouldBe("Ada");
        else (await Should.ThrowAsync<BlockFault>(() => site.FillAsync("Untitled", ("Name", "Ada"), ("City", "Oslo")))).Rule.ShouldBe(Rules.Forms.NotFound);
    }

    [Theory]
    [InlineData("")]
    [InlineData("document.forms[0].onsubmit = event => { event.preventDefault(); document.querySelector('#says').textContent = 'City: no such place'; };")]
    public async Task A_form_goes_by_a_title_that_leaves_the_page_as_one_scrolls_to_its_last_fields(string does)
    {
        await using var site = await WidgetSite.StartWithAsync(browser, $$"""
            <style>h1 { position: sticky; top: 0; transition: visibility .1s } form > * { display: block; margin-bottom: 500px }</style>
            <main><h1>New order</h1><form method=post action=/save><label>Name <input name=name></label><label>Street <input name=street></label><label>City <input name=city></label><p id=says></p><button>Save</button></form></main>
            <script>addEventListener('scroll', () => { document.querySelector('h1').style.visibility = scrollY > 9 ? 'hidden' : 'visible'; });
            {{does}}</script>
            """);
        for (var times = 0; times < 2; times++)
        {
            var filled = await site.FillAsync("New order", ("Name", "Ada"), ("Street", "Long road"), ("City", "Oslo"));
            if (does == "") (await site.SendAsync(filled))["city"].ShouldBe("Oslo");
            else (await site.TrySendAsync(filled)).Message.ShouldNotContain("gone");
            if (does == "") return;
        }
    }

    [Theory]
    [InlineData("PATCH")]
    [InlineData("put")]
    public async Task By_a_method_that_no_browser_sends_a_form_by_its_script_does(string method)
    {
        await using var site = await StartAsync(method, "");
        (await site.SendAsync(await site.FillAsync("Untitled", ("Name", "Ada"), ("City", "Oslo"))))["city"].ShouldBe("Oslo");
    }

    [Theory]
    [InlineData("all.append('_all', JSON.stringify({ name, city }))", true)]
    [InlineData("all.append('_all', JSON.stringify({ name, city, more: { mode: 'draft' } }))", false)]
    [InlineData("all.append('_all', JSON.stringify({ name, city: 'Rome' }))", false)]
    [InlineData("all.append('_all', JSON.stringify({ name }))", false)]
    [InlineData("all.append('_all', JSON.stringify({ name, city })), all.append('role', 'admin')", false)]
    [InlineData("all.append('name', JSON.stringify({ name, city }))", false)]
    public async Task A_script_may_put_all_that_a_form_sends_into_one_field_as_json(string put, bool sends)
    {
        await using var site = await WidgetSite.StartWithAsync(browser, $$"""
            <main><form aria-label="Order"><label>Name <input name="name"></label><label>City <input name="city"></label><button>Save</button></form></main>
            <script>document.forms[0].onsubmit = async event => {
              event.preventDefault();
              const [name, city] = ['name', 'city'].map(one => document.forms[0].elements[one].value), all = new FormData();
              {{put}};
              if ((await fetch('/save', { method: 'POST', body: all })).ok) document.querySelector('main').innerHTML = '<h1>Saved</h1>';
            };</script>
            """);
        var filled = await site.FillAsync("Order", ("Name", "Ada"), ("City", "Oslo"));
        if (sends) (await site.SendAsync(filled))["_all"].ShouldBe("{\"name\":\"Ada\",\"city\":\"Oslo\"}");
        else (await site.TrySendAsync(filled)).Submit.ShouldBe(SubmitState.NotSent);
        (site.Saved is not null).ShouldBe(sends);
    }

    [Theory]
    [InlineData("Save", "now")]
    [InlineData("Publish", "publish")]
    [InlineData("Preview", null)]
    [InlineData("Clear", null)]
    public async Task A_script_may_send_a_form_by_another_button_that_says_so_where_it_is_named(string button, string? sends)
    {
        await using var site = await WidgetSite.StartWithAsync(browser, """
            <main><form aria-label="Order"><label>Name <input name="name"></label><button type="button" onclick="send('publish')">Publish</button><button>Save</button>
            <button type="button" onclick="send('look')">Preview</button><button type="button" onclick="send('gone')">Clear</button></form></main>
            <script>
              const send = async how => {
                window.how = how;
                const answer = await fetch('/save', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ name: document.forms[0].elements.name.value }) });
                if (answer.ok) document.querySelector('main').innerHTML = '<h1>Saved</h1>';
              };
              document.forms[0].onsubmit = event => { event.preventDefault(); send('now'); };
            </script>
            """);
        if (sends is null)
        {
            (await Should.ThrowAsync<BlockFault>(() => site.FillByAsync(button, "Order", ("Name", "Ada")))).Rule.ShouldBe(Rules.Forms.Button);
            return;
        }

        (await site.SendAsync(await site.FillByAsync(button, "Order", ("Name", "Ada"))))["name"].ShouldBe("Ada");
        (await site.Session.Page.EvaluateAsync<string>("window.how")).ShouldBe(sends);
    }

    [Theory]
    [InlineData("Read", true)]
    [InlineData("All", false)]
    public async Task A_box_without_a_name_that_the_page_ticks_for_others_is_none_of_what_is_sent(string ticked, bool sent)
    {
        await using var site = await WidgetSite.StartWithAsync(browser, """
            <main><form aria-label=Rights method=post action=/save><label>Name <input name=name></label><label><input type=checkbox id=all> All</label>
            <label><input type=checkbox name=read value=Y id=read> Read</label><button name=go>Save</button></form></main>
            <script>
              const form = document.querySelector('form'), all = document.getElementById('all');
              document.getElementById('read').onchange = event => { all.checked = event.target.checked; };
              form.onsubmit = async event => { event.preventDefault(); await fetch('/save', { method: 'POST', body: new URLSearchParams(new FormData(form)) }); document.querySelector('main').innerHTML = '<h1>Saved</h1>'; };
            </script>
            """);
        var filled = await site.FillAsync("Rights", ("Name", "Ada"), (ticked, "true"));
        if (sent) (await site.SendAsync(filled)).ShouldBe(new Dictionary<string, string> { ["name"] = "Ada", ["read"] = "Y" }, ignoreOrder: true);
        else (await site.TrySendAsync(filled)).Submit.ShouldBe(SubmitState.NotSent);
    }

    [Theory]
    [InlineData("", "type=button", true)]
    [InlineData("", "", true)]
    [InlineData("/", "type=button", true)]
    [InlineData("/other", "type=button", false)]
    public async Task A_form_with_the_pages_own_address_may_be_sent_by_a_button_beside_it_that_sends_no_form_itself(string action, string kind, bool sends)
    {
        await using var site = await WidgetSite.StartWithAsync(browser, $$"""
            <main><form id=its action="{{action}}" method=post aria-label="Order"><label>Name <input name=name></label><label><input type=checkbox name=open checked> Open</label></form><div><button {{kind}} id=does>Save</button></div></main>
            <script>
              does.onclick = async () => {
                const body = JSON.stringify({ name: its.elements.name.value, open: its.elements.open.checked });
                if ((await fetch('/save', { method: 'PUT', headers: { 'content-type': 'application/json' }, body })).ok) document.querySelector('main').innerHTML = '<h1>Saved</h1>';
              };
            </script>
            """);
        var filled = await site.FillByAsync("Save", "Order", ("Name", "Ada"), ("Open", "false"));
        if (!sends) (await site.TrySendAsync(filled)).Submit.ShouldBe(SubmitState.NotSent);
        else
        {
            var sent = await site.SendAsync(filled);
            (sent["name"], sent["open"]).ShouldBe(("Ada", "False"));
        }
    }

    private Task<WidgetSite> StartAsync(string method, string more) => WidgetSite.StartWithAsync(browser, $$"""
        <main><h1>Untitled</h1><form action=/save method={{method}}><label>Name <input name=name></label><label>City <input name=city></label><button>Save</button></form></main>
        <script>
          const form = document.forms[0];
          form.onsubmit = async event => {
            event.preventDefault();
            const body = JSON.stringify(Object.fromEntries(new FormData(form)));
            if ((await fetch('/save', { method: '{{(method == "post" ? "POST" : "PUT")}}', headers: { 'content-type': 'application/json' }, body })).ok) document.querySelector('main').innerHTML = '<h1>Saved</h1>';
          };
          {{more}}
        </script>
        """);
}
