using GovernedMcp.Browser.Blocks;
using GovernedMcp.Browser.Blocks.Navigate;
using GovernedMcp.Browser.Sessions;
using GovernedMcp.Browser.Tests.Blocks.Widgets;
using GovernedMcp.Browser.Tests.Fixtures;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Browser.Tests.Blocks;

/// <summary>Forms with fields that are called the same, and forms that more than one call fills.</summary>
[Collection(SharedBrowser.Filling)]
public sealed class NamesakeTests(BrowserFixture browser)
{
    [Theory]
    [InlineData("<fieldset><legend>Billing</legend><label>Street <input name=a></label></fieldset><fieldset><legend>Shipping</legend><label>Street <input name=b></label></fieldset>", "Street", "Billing: Street", "Shipping: Street")]
    [InlineData("<h3>Billing</h3><label>Street <input name=a></label><h3>Shipping</h3><label>Street <input name=b></label>", "Street", "Billing: Street", "Shipping: Street")]
    [InlineData("<table><tr><th>Item<th>Quantity<tr><td>Ink<td><input name=a aria-label=Quantity><tr><td>Paper<td><input name=b aria-label=Quantity></table>", "Quantity", "Ink: Quantity", "Paper: Quantity")]
    [InlineData("<section><label for=x>Made</label><label>From:</label><div><input name=a></div><label>To:</label><div><input name=c></div></section><section><label for=y>Sent</label><label>From:</label><div><input name=b></div><label>To:</label><div><input name=d></div></section>", "From", "Made: From", "Sent: From")]
    public async Task Fields_that_are_called_the_same_go_by_their_part_of_the_form_too(string fields, string both, string first, string second)
    {
        await using var site = await browser.SiteAsync(("/", $"<form aria-label=Order>{fields}<button>Send</button></form>"));
        var session = await browser.OpenAsync(site.Portal(), "/");
        var fault = await Should.ThrowAsync<BlockFault>(() => FillAsync(site.Portal(), session, "Order", (both, "5")));
        (fault.Rule, string.Join(", ", fault.Allowed)).ShouldBe((Rules.Fields.Ambiguous, $"{first}, {second}"));
        (await FillAsync(site.Portal(), session, "Order", (second, "5"), (first, "4"))).Data["fields"]!.AsArray().Select(field => (string?)field!["new"]).ShouldBe(["4", "5"], ignoreOrder: true);
        (await session.Page.EvaluateAsync<string>("() => document.forms[0].a.value + document.forms[0].b.value")).ShouldBe("45");
    }

    [Theory]
    [InlineData("<label>Street <input name=a></label><label>Street <input name=b></label>", "Street", "Street (1), Street (2)", "Street (2)")]
    [InlineData("<table><tr><td>Ink<input type=hidden name=i></td><td>1</td><td><input type=checkbox aria-label=None></td></tr><tr><td>Pen<input type=hidden name=p></td><td>1</td><td><input name=a aria-label=None></td></tr></table><table><tr><td>Ink</td><td>2</td><td><input type=checkbox aria-label=None></td></tr><tr><td>Pen</td><td>2</td><td><input name=b aria-label=None></td></tr></table>", "Pen: None", "Pen: None (1), Pen: None (2)", "Pen: None (2)")]
    public async Task Where_nothing_else_tells_them_apart_their_order_does_and_what_is_told_leads_to_each(string fields, string both, string told, string second)
    {
        await using var site = await browser.SiteAsync(("/", $"<form aria-label=Order>{fields}<label>Note <input name=note></label><button>Send</button></form>"));
        var session = await browser.OpenAsync(site.Portal(), "/");
        var fault = await Should.ThrowAsync<BlockFault>(() => FillAsync(site.Portal(), session, "Order", (both, "5")));
        (fault.Rule, string.Join(", ", fault.Allowed)).ShouldBe((Rules.Fields.Ambiguous, told));
        fault.Rule.Retry.ShouldBe(Retry.WithChange);
        (await Should.ThrowAsync<BlockFault>(() => FillAsync(site.Portal(), session, "Order", ("Town", "5")))).Allowed.ShouldContain(second);
        (await Should.ThrowAsync<BlockFault>(() => FillAsync(site.Portal(), session, "Order", (both + " (3)", "5")))).Rule.ShouldBe(Rules.Fields.Unknown);
        Told(await FillAsync(site.Portal(), session, "Order", (second, "5"), ("Note", "x"))).ShouldBe([$"{second}:  > 5, you", "Note:  > x, you"], ignoreOrder: true);
        (await session.Page.EvaluateAsync<string>("() => `${document.forms[0].a.value},${document.forms[0].b.value}`")).ShouldBe(",5");
        await FillAsync(site.Portal(), session, "Order", (told.Split(", ")[0], "4"));
        (await session.Page.EvaluateAsync<string>("() => `${document.forms[0].a.value},${document.forms[0].b.value}`")).ShouldBe("4,5");
    }

    [Fact]
    public async Task A_long_label_that_is_told_cut_off_leads_to_its_field()
    {
        const string Long = "Use hierarchical breadcrumbs (you probably want to disable the option above it ";
        await using var site = await browser.SiteAsync(("/", $"<form aria-label=Order><label>{Long} then) <input name=a></label><label>{Long} too) <input name=b></label><label>Restrict access to the groups or users given here, separated by commas; leave it empty for all <input name=c></label><button>Send</button></form>"));
        var session = await browser.OpenAsync(site.Portal(), "/");
        var told = (await Should.ThrowAsync<BlockFault>(() => FillAsync(site.Portal(), session, "Order", ("Town", "5")))).Allowed;
        told.ShouldAllBe(name => name.Length <= 84);
        await FillAsync(site.Portal(), session, "Order", (told[2], "5"));
        await FillAsync(site.Portal(), session, "Order", (told[2][..70] + "…", "6"));
        (await session.Page.EvaluateAsync<string>("() => document.forms[0].c.value")).ShouldBe("6");
        (await Should.ThrowAsync<BlockFault>(() => FillAsync(site.Portal(), session, "Order", (Long[..78] + "…", "5")))).Rule.ShouldBe(Rules.Fields.Ambiguous);
        (await Should.ThrowAsync<BlockFault>(() => FillAsync(site.Portal(), session, "Order", ("Restrict access", "5")))).Rule.ShouldBe(Rules.Fields.Unknown);
    }

    [Fact]
    public async Task Boxes_that_all_say_the_same_go_by_what_stands_over_them()
    {
        await using var site = await browser.SiteAsync(("/", "<form aria-label=Order><div><div><label>Active</label></div><div><div role=checkbox aria-checked=false tabindex=0 onclick=\"this.setAttribute('aria-checked', this.getAttribute('aria-checked') !== 'true')\">Enabled</div></div></div><div><div><label>Urgent</label></div><div><div role=checkbox aria-checked=false tabindex=0 onclick=\"this.setAttribute('aria-checked', this.getAttribute('aria-checked') !== 'true')\">Enabled</div></div></div><button>Send</button></form>"));
        var session = await browser.OpenAsync(site.Portal(), "/");
        await FillAsync(site.Portal(), session, "Order", ("Urgent", "true"));
        (await session.Page.EvaluateAsync<string>("() => [...document.querySelectorAll('[role=checkbox]')].map(box => box.getAttribute('aria-checked')).join()")).ShouldBe("false,true");
    }

    [Fact]
    public async Task A_plan_tells_what_is_new_since_the_portal_gave_the_form_also_what_earlier_calls_typed()
    {
        await using var site = await browser.SiteAsync(("/", "<form aria-label=Order><label>Name <input name=name value=Ada></label><label>Code <input name=code oninput=\"this.value = ''\"></label><label>Note <input name=note></label><button>Send</button></form>"));
        var session = await browser.OpenAsync(site.Portal(), "/");
        await Should.ThrowAsync<BlockFault>(() => FillAsync(site.Portal(), session, "Order", ("Name", "Bob"), ("Code", "x")));
        Told(await FillAsync(site.Portal(), session, "Order", ("Name", "Bob"))).ShouldBe(["Name: Ada > Bob, you"]);
        var last = await FillAsync(site.Portal(), session, "Order", ("Note", "soon"));
        Told(last).ShouldBe(["Name: Ada > Bob, an earlier call", "Note:  > soon, you"]);
        last.Warnings.ShouldBeEmpty();
        Told(await FillAsync(site.Portal(), session, "Order", ("Name", "Ada"), ("Note", ""))).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Orders")]
    [InlineData("Nowhere")]
    public async Task A_plan_tells_what_is_new_also_after_a_call_that_meant_to_leave_the_page_and_did_not(string section)
    {
        await using var site = await browser.SiteAsync(("/", "<a href=/orders onclick=\"event.preventDefault(); document.getElementById('unsaved').showModal()\">Orders</a><form aria-label=Order><label>Name <input name=name value=Ada></label><label>Note <input name=note></label><button>Send</button></form><dialog id=unsaved>Unsaved changes<form method=dialog><button>Stay</button></form></dialog>"), ("/orders", "<h1>Orders</h1>"));
        var session = await browser.OpenAsync(site.Portal(), "/");
        await FillAsync(site.Portal(), session, "Order", ("Name", "Bob"));
        try
        {
            await new NavigateBlock(browser.Host, browser.Sessions).RunAsync(Policed.Permit("portal_navigate", site.Portal(), session.Facts, null, ("section", section)), Policed.Run(), CancellationToken.None);
        }
        catch (BlockFault)
        {
            section.ShouldBe("Nowhere");
        }

        await session.Page.EvaluateAsync("() => document.getElementById('unsaved').close()");
        Told(await FillAsync(site.Portal(), session, "form-1", ("Note", "soon"))).ShouldBe(["Name: Ada > Bob, an earlier call", "Note:  > soon, you"]);
    }

    [Fact]
    public async Task A_plan_tells_what_is_new_also_where_another_form_was_filled_meanwhile()
    {
        await using var site = await browser.SiteAsync(("/", "<form aria-label=Order><label>Name <input name=name value=Ada></label><label>Note <input name=note></label><button>Send</button></form><form aria-label=Other><label>Town <input name=town></label><button>Send</button></form>"));
        var session = await browser.OpenAsync(site.Portal(), "/");
        await FillAsync(site.Portal(), session, "Order", ("Name", "Bob"));
        await FillAsync(site.Portal(), session, "Other", ("Town", "Graz"));
        Told(await FillAsync(site.Portal(), session, "Order", ("Note", "soon"))).ShouldBe(["Name: Ada > Bob, an earlier call", "Note:  > soon, you"]);
    }

    [Fact]
    public async Task What_was_not_sent_is_still_new_when_its_form_is_filled_again()
    {
        await using var site = await WidgetSite.StartWithAsync(browser, "<form aria-label=Order onsubmit='event.preventDefault()'><label>Name <input name=name value=Ada></label><label>Note <input name=note></label><button>Send</button></form>");
        (await site.TrySendAsync(await site.FillAsync("Order", ("Name", "Bob")))).Submit.ShouldBe(SubmitState.NotSent);
        Told(await site.FillAsync("Order", ("Note", "soon"))).ShouldBe(["Name: Ada > Bob, an earlier call", "Note:  > soon, you"]);
    }

    [Fact]
    public async Task A_form_that_stands_otherwise_than_it_was_left_has_a_new_beginning()
    {
        await using var site = await browser.SiteAsync(("/", "<form aria-label=Order><label>Name <input name=name value=Ada></label><label>Note <input name=note></label><button>Send</button></form>"));
        var session = await browser.OpenAsync(site.Portal(), "/");
        await FillAsync(site.Portal(), session, "Order", ("Name", "Bob"));
        await session.Page.EvaluateAsync("() => { document.forms[0].name.value = 'Cid'; }");
        Told(await FillAsync(site.Portal(), session, "Order", ("Note", "soon"))).ShouldBe(["Note:  > soon, you"]);
    }

    private Task<BlockResult> FillAsync(Portal portal, BrowserSession session, string form, params (string Key, string Value)[] values) =>
        new FillFormBlock(browser.Host, browser.Sessions).RunAsync(
            Policed.Permit("portal_fill_form", portal, session.Facts, null, ("form", form), ("values", values.ToDictionary(pair => pair.Key, pair => new FieldValue(pair.Value)))), Policed.Run(), CancellationToken.None);

    private static IEnumerable<string> Told(BlockResult result) =>
        result.Data["fields"]!.AsArray().Select(field => $"{field!["field"]}: {field["old"]} > {field["new"]}, {field["by"]}");
}
