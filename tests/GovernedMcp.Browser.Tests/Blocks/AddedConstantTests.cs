using System.Collections.Frozen;
using GovernedMcp.Browser.Tests.Blocks.Widgets;
using GovernedMcp.Browser.Tests.Fixtures;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Browser.Tests.Blocks;

/// <summary>Pages whose script adds constants to a form while it sends it. Nothing is declared, but where a test says so.</summary>
[Collection(SharedBrowser.Sending)]
public sealed class AddedConstantTests(BrowserFixture browser)
{
    [Theory]
    [InlineData("fetch('/save', { method: 'POST', body: new URLSearchParams(data + '&header=false&ajax_request=true&_nocache=' + Date.now() + Math.floor(Math.random() * 900000 + 100000)) })")]
    [InlineData("fetch('/save', { method: 'POST', body: new URLSearchParams(data + '&header=false&ajax_request=true&_nocache=' + Date.now() + (sessionStorage.again ? 7890 : (sessionStorage.again = 123456))) })")]
    [InlineData("fetch('/save?header=false', { method: 'POST', body: new URLSearchParams(data + '&ajax_request=true') })")]
    [InlineData("fetch('/save', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ ...Object.fromEntries(new FormData(form)), header: false, ajax_request: true, rest: ' ' }) })")]
    public async Task What_a_script_adds_is_told_by_the_plan_after_the_first_time_and_sent_then(string send)
    {
        await using var site = await StartAsync(send);
        var first = await site.TrySendAsync(await FillAsync(site));
        first.Submit.ShouldBe(SubmitState.NotSent, first.Message);
        first.Message.ShouldContain("fill it again");
        first.Quotes.ShouldContain("added: ajax_request = true");
        site.Saved.ShouldBeNull();

        var filled = await FillAsync(site);
        var changes = site.Session.Plans.Find((string)filled.Data["plan"]!)!.Facts.Changes;
        changes.ShouldContain(change => change.Field == "ajax_request" && change.New == "true" && change.Label.Contains("added by a script", StringComparison.Ordinal));
        filled.Data["fields"]!.ToJsonString().ShouldContain("ajax_request");
        var sent = await site.SendAsync(filled);
        sent["name"].ShouldBe("Router Süd");
        sent["ajax_request"].ShouldBe("true", StringCompareShould.IgnoreCase);
    }

    /// <summary>Calls of JSON-RPC have a number each, which says nothing of what they do; anything else that has such a number may.</summary>
    [Theory]
    [InlineData("{ jsonrpc: '2.0', method: 'order.create', params: [values, { language: 'en' }], id }", true)]
    [InlineData("{ method: 'order.create', params: { order: values }, id }", true)]
    [InlineData("{ method: 'order.create', params: [values], id, target: 'all' }", false)]
    [InlineData("{ method: 'order.create', params: [values, id] }", false)]
    [InlineData("{ action: 'order.create', params: [values], id }", false)]
    [InlineData("{ method: 'order.create', params: [values], id: 'k' + id }", false)]
    public async Task The_number_of_a_call_is_no_part_of_what_is_sent(string call, bool goes)
    {
        await using var site = await StartAsync($"((values, id) => fetch('/save', {{ method: 'POST', headers: {{ 'content-type': 'application/json' }}, body: JSON.stringify({call}) }}))(Object.fromEntries(new FormData(form)), sessionStorage.calls = Number(sessionStorage.calls ?? 7) + 1)");
        (await site.TrySendAsync(await FillAsync(site))).Submit.ShouldBe(SubmitState.NotSent);
        var again = await site.TrySendAsync(await FillAsync(site));
        if (goes) again.Submit.ShouldNotBe(SubmitState.NotSent, again.Message);
        else again.Submit.ShouldBe(SubmitState.NotSent, again.Message);
    }

    [Theory]
    [InlineData("new Date().toISOString()", true)]
    [InlineData("new Date().toISOString().slice(0, 19) + '+00:00'", true)]
    [InlineData("`/Date(${Date.now()})/`", true)]
    [InlineData("new Date(Date.now() - 86400000).toISOString()", false)]
    [InlineData("'2026-01-05'", null)]
    public async Task A_moment_is_told_as_that_and_any_but_that_of_sending_stays_here(string moment, bool? ofSending)
    {
        await using var site = await StartAsync($"fetch('/save', {{ method: 'POST', headers: {{ 'content-type': 'application/json' }}, body: JSON.stringify({{ ...Object.fromEntries(new FormData(form)), createdAt: {moment} }}) }})");
        (await site.TrySendAsync(await FillAsync(site))).Submit.ShouldBe(SubmitState.NotSent);
        var filled = await FillAsync(site);
        var added = site.Session.Plans.Find((string)filled.Data["plan"]!)!.Facts.Changes.SingleOrDefault(change => change.Field == "createdAt");
        if (ofSending == false)
        {
            added.ShouldBeNull();
            (await site.TrySendAsync(filled)).Submit.ShouldBe(SubmitState.NotSent);
            return;
        }

        added.ShouldNotBeNull().New.ShouldBe(ofSending == true ? "the time of sending" : "2026-01-05");
        (await site.SendAsync(filled)).ShouldContainKey("createdAt");
    }

    [Theory]
    [InlineData("save=1", true)]
    [InlineData("save=Save&save=1", true)]
    [InlineData("save=drop", false)]
    [InlineData("name=1", false)]
    public async Task Under_the_name_of_the_button_a_script_may_say_so_in_its_own_way(string said, bool goes)
    {
        await using var site = await StartAsync($"fetch('/save', {{ method: 'POST', body: new URLSearchParams(data + '&{said}') }})", [], null, "<button name=save value=Save>Save</button>");
        (await site.TrySendAsync(await FillAsync(site))).Submit.ShouldBe(SubmitState.NotSent);
        var again = await FillAsync(site);
        if (goes) (await site.SendAsync(again))["save"].ShouldEndWith("1");
        else (await site.TrySendAsync(again)).Submit.ShouldBe(SubmitState.NotSent);
    }

    [Fact]
    public async Task A_form_that_its_script_extends_and_the_browser_sends_goes_the_same_way()
    {
        await using var site = await StartAsync("form.insertAdjacentHTML('beforeend', '<input type=hidden name=mode value=full>'), form.submit()");
        (await site.TrySendAsync(await FillAsync(site))).Submit.ShouldBe(SubmitState.NotSent);
        await site.Session.Page.GotoAsync(site.Portal.BaseUrl.ToString());
        (await site.SendAsync(await FillAsync(site)))["mode"].ShouldBe("full");
    }

    [Theory]
    [InlineData("", "'store'", true, true)]
    [InlineData("", "'store'", false, true)]
    [InlineData("", "'9f86d081884c7d659a2f'", true, false)]
    [InlineData("", "form.pin.value", true, false)]
    [InlineData("view", "'store'", true, false)]
    [InlineData("", "(sessionStorage.again ? 'drop' : (sessionStorage.again = 'store'))", true, false)]
    public async Task What_a_script_writes_into_a_field_that_nobody_sees_and_that_says_nothing_yet_goes_the_same_way(string before, string writes, bool anew, bool goes)
    {
        await using var site = await StartAsync($"form.elements.task.value = {writes}, form.submit()", [], before);
        var first = await site.TrySendAsync(await FillAsync(site));
        first.Submit.ShouldBe(SubmitState.NotSent, first.Message);
        first.Quotes.Contains("added: task = store").ShouldBe(goes || writes.Contains("again", StringComparison.Ordinal));
        if (anew) await site.Session.Page.GotoAsync(site.Portal.BaseUrl.ToString());
        var filled = await FillAsync(site);
        if (goes)
        {
            filled.Data["fields"]!.ToJsonString().ShouldContain("added by a script");
            (await site.SendAsync(filled))["task"].ShouldBe("store");
            return;
        }

        (await site.TrySendAsync(filled)).Submit.ShouldBe(SubmitState.NotSent);
        site.Saved.ShouldBeNull();
    }

    [Fact]
    public async Task Such_a_form_that_comes_back_as_it_was_filled_was_turned_down()
    {
        const string form = "<form method=post action=/again aria-label=Order onsubmit=\"this.insertAdjacentHTML('beforeend', '<input type=hidden name=mode value=full>')\"><label>Name <input name=name value='{0}'></label><button>Save</button></form>";
        await using var site = await WidgetSite.StartWithAsync(browser, form.Replace("{0}", "", StringComparison.Ordinal), again: form.Replace("{0}", "Router", StringComparison.Ordinal) + "<p>This name is already in use.</p>");
        (await site.TrySendAsync(await site.FillAsync("Order", ("Name", "Router")))).Submit.ShouldBe(SubmitState.NotSent);
        (await site.TrySendAsync(await site.FillAsync("Order", ("Name", "Router")))).Submit.ShouldBe(SubmitState.RejectedByPortal);
    }

    [Theory]
    [InlineData("form.action += '?source=7&ask=no', form.submit()", "source", "7")]
    [InlineData("form.action = '/save?source=7', form.insertAdjacentHTML('beforeend', '<input type=hidden name=mode value=full>'), form.submit()", "mode", "full")]
    public async Task A_script_may_add_to_the_address_of_a_form_that_the_browser_sends(string send, string name, string value)
    {
        await using var site = await StartAsync(send);
        var first = await site.TrySendAsync(await FillAsync(site));
        first.Submit.ShouldBe(SubmitState.NotSent, first.Message);
        first.Quotes.ShouldContain("added: source = 7");
        await site.Session.Page.GotoAsync(site.Portal.BaseUrl.ToString());
        var filled = await FillAsync(site);
        filled.Data["fields"]!.ToJsonString().ShouldContain("source");
        var sent = await site.SendAsync(filled);
        sent["name"].ShouldBe("Router Süd");
        if (name != "source") sent[name].ShouldBe(value);
    }

    [Theory]
    [InlineData("'?key=9f86d081884c7d659a2f'")]
    [InlineData("'?copy=' + encodeURIComponent(form.pin.value)")]
    [InlineData("'?name=admin'")]
    [InlineData("(sessionStorage.again ? '?mode=full' : (sessionStorage.again = '?mode=short'))")]
    [InlineData("(sessionStorage.again ? '?mode=short&role=admin' : (sessionStorage.again = '?mode=short'))")]
    public async Task Nothing_leaves_in_an_address_that_the_plan_does_not_tell(string more)
    {
        await using var site = await StartAsync($"form.action += {more}, form.submit()");
        for (var tries = 0; tries < 2; tries++)
        {
            var ended = await site.TrySendAsync(await FillAsync(site));
            ended.Submit.ShouldBe(SubmitState.NotSent, ended.Message);
            string.Join('\n', ended.Quotes).ShouldNotContain("4711");
            await site.Session.Page.GotoAsync(site.Portal.BaseUrl.ToString());
        }

        site.Saved.ShouldBeNull();
    }

    [Fact]
    public async Task Fields_without_a_form_are_no_other()
    {
        await using var site = await WidgetSite.StartNewAsync(browser, """
            <main><h1>Device</h1><section><label>Name <input id=name></label> <button>Save</button></section></main>
            <script>document.querySelector('button').onclick = async () => {
              const answer = await fetch('/save', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ name: document.getElementById('name').value, status: 'draft' }) });
              if (answer.ok) document.querySelector('main').innerHTML = '<h1>Saved</h1>';
            }</script>
            """);
        (await site.TrySendAsync(await FillAsync(site))).Submit.ShouldBe(SubmitState.NotSent);
        (await site.SendAsync(await FillAsync(site)))["status"].ShouldBe("draft");
    }

    [Theory]
    [InlineData("'&mode=' + (window.sends = (window.sends ?? 0) + 1)")]
    [InlineData("'&key=9f86d081884c7d659a2f'")]
    [InlineData("'&copy=' + encodeURIComponent(form.name.value)")]
    [InlineData("'&copy=' + encodeURIComponent(form.pin.value)")]
    [InlineData("'&name=admin'")]
    [InlineData("(window.again ? '&mode=full' : (window.again = '&mode=short'))")]
    [InlineData("(window.again ? '' : (window.again = '&mode=short'))")]
    [InlineData("(window.again ? '&mode=short&role=admin' : (window.again = '&mode=short'))")]
    [InlineData("(window.again ? '&mode=short&mode=short' : (window.again = '&mode=short'))")]
    public async Task Nothing_leaves_that_the_plan_does_not_tell(string more)
    {
        await using var site = await StartAsync($"fetch('/save', {{ method: 'POST', body: new URLSearchParams(data + {more}) }})");
        for (var tries = 0; tries < 2; tries++)
        {
            var ended = await site.TrySendAsync(await FillAsync(site));
            ended.Submit.ShouldBe(SubmitState.NotSent, ended.Message);
            string.Join('\n', ended.Quotes).ShouldNotContain("4711");
            string.Join('\n', ended.Quotes).ShouldNotContain("9f86d");
        }

        site.Saved.ShouldBeNull();
    }

    [Fact]
    public async Task What_the_portal_told_of_a_record_is_no_constant_to_add()
    {
        await using var site = await WidgetSite.StartNewAsync(browser, """
            <main><h1>Device</h1><section><label>Note <input id=note></label> <button>Save</button></section></main>
            <script>(async () => {
              const order = await (await fetch('/save')).json();
              document.getElementById('note').value = order.note;
              document.querySelector('button').onclick = () => fetch('/save', { method: 'PUT', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ ...order, note: document.getElementById('note').value, version: 9 }) });
            })();</script>
            """);
        await site.Session.Page.WaitForFunctionAsync("document.getElementById('note').value === 'old'");
        for (var tries = 0; tries < 2; tries++) (await site.TrySendAsync(await site.FillAsync("Device", ("Note", "new")))).Submit.ShouldBe(SubmitState.NotSent);
        site.Saved.ShouldBeNull();
    }

    [Theory]
    [InlineData("isNew: true", true)]
    [InlineData("place: { end: false }", true)]
    [InlineData("role: 'admin'", false)]
    [InlineData("id: 3", false)]
    [InlineData("supplier: true", false)]
    public async Task Beside_the_key_of_a_choice_a_script_may_add_a_yes_or_a_no(string more, bool told)
    {
        await using var site = await WidgetSite.StartNewAsync(browser, $$"""
            <main><h1>Order</h1><section>
              <label>Note <input id=note></label><span id=l>Supplier</span><div role=combobox id=supplier tabindex=0 aria-labelledby=l aria-expanded=false aria-controls=list></div>
              <ul role=listbox id=list hidden><li role=option data-value=1>Northwind</li><li role=option data-value=2>Acme</li></ul><button>Save</button>
            </section></main>
            <script>
              const supplier = document.getElementById('supplier'), list = document.getElementById('list');
              let key = 0;
              supplier.onclick = () => { list.hidden = false; supplier.ariaExpanded = 'true'; };
              list.onclick = ({ target }) => { key = Number(target.dataset.value); supplier.textContent = target.textContent; list.hidden = true; supplier.ariaExpanded = 'false'; };
              document.querySelector('button').onclick = async () => {
                const body = JSON.stringify({ note: document.getElementById('note').value, supplier: { connect: [{ id: key, {{more}} }] } });
                const answer = await fetch('/save', { method: 'POST', headers: { 'content-type': 'application/json' }, body });
                if (answer.ok) document.querySelector('main').innerHTML = '<h1>Saved</h1>';
              };
            </script>
            """);
        Task<BlockResult> Fill() => site.FillAsync("Order", ("Note", "soon"), ("Supplier", "Acme"));
        var first = await site.TrySendAsync(await Fill());
        first.Submit.ShouldBe(SubmitState.NotSent, first.Message);
        first.Message.Contains("adds constants", StringComparison.Ordinal).ShouldBe(told, first.Message);
        var filled = await Fill();
        if (told) (await site.SendAsync(filled))["note"].ShouldBe("soon");
        else (await site.TrySendAsync(filled)).Submit.ShouldBe(SubmitState.NotSent);
        if (told) filled.Data["fields"]!.ToJsonString().ShouldContain("added by a script");
        else site.Saved.ShouldBeNull();
    }

    [Fact]
    public async Task What_changes_with_each_sending_stands_in_the_Skill_in_the_words_of_the_refusal()
    {
        await using var undeclared = await StartAsync("fetch('/save', { method: 'POST', body: new URLSearchParams(data + '&header=false&key=9f86d081884c7d659a2f') })");
        (await undeclared.TrySendAsync(await FillAsync(undeclared))).Quotes.ShouldContain("in portal.yaml, at this form: volatile: [\"header\", \"key\"]");
        await using var site = await StartAsync("fetch('/save', { method: 'POST', body: new URLSearchParams(data + '&header=false&key=9f86d081884c7d659a2f' + Math.floor(Math.random() * 1000)) })", "header", "key");
        (await site.SendAsync(await site.FillAsync("device", ("Name", "Router Süd"))))["key"].ShouldStartWith("9f86d");
    }

    private static Task<BlockResult> FillAsync(WidgetSite site) =>
        site.FillAsync("Device", ("Name", "Router Süd"));

    private Task<WidgetSite> StartAsync(string send, params string[] @volatile) => StartAsync(send, @volatile, task: null);

    private Task<WidgetSite> StartAsync(string send, string[] @volatile, string? task, string button = "<button>Save</button>") => WidgetSite.StartWithAsync(
        browser,
        $$"""
        <main><h1>Device</h1><form aria-label=Device method=post action=/save><label>Name <input name=name></label> <label>PIN <input type=password name=pin value=4711></label><input type=hidden name=id value=0>{{(task is null ? "" : $"<input type=hidden name=task value='{task}'>")}} {{button}}</form></main>
        <script>
          const form = document.querySelector('form');
          form.onsubmit = async event => {
            event.preventDefault();
            const data = new URLSearchParams(new FormData(form)).toString();
            const answer = await ({{send}});
            if (answer?.ok) document.querySelector('main').innerHTML = '<h1>Saved</h1>';
          };
        </script>
        """,
        portal => @volatile.Length == 0 ? portal with { } : portal with { Forms = new[] { new Form { Name = "device", Volatile = @volatile, Source = SourceMark.BuiltIn } }.ToFrozenDictionary(form => form.Name) });
}
