using GovernedMcp.Browser.Blocks;
using GovernedMcp.Browser.Sessions;
using GovernedMcp.Browser.Tests.Fixtures;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Governance.Tools;
using Microsoft.AspNetCore.Http;

namespace GovernedMcp.Browser.Tests.Blocks;

/// <summary>Forms in parts of which one is shown at a time: what was put into the others goes along when the form is sent, and the plan tells it.</summary>
[Collection(SharedBrowser.Filling)]
public sealed class OutOfSightTests(BrowserFixture browser)
{
    private const string Form = """
        <form aria-label=Contact method=post action=/sent>
          <div id=a><label>Name <input name=name></label><label>Day <select name=day><option value=''>none<option value=1>Monday<option value=2>Tuesday</select></label><label>Hour <select name=hour><option>1<option>2</select></label>
            <label>Letters <input type=checkbox name=letters></label><label>Pin <input type=password name=pin></label><label>Note <textarea name=note></textarea></label></div>
          <div id=b hidden><label>Mail <input name=mail></label><label>Land <select name=land><option>Norway<option>Peru</select></label><label>Name <input name=firm></label></div>
          <button>Add</button>
        </form>
        <script>const show = id => { for (const part of document.querySelectorAll('form > div')) part.hidden = part.id !== id; };</script>
        """;

    [Fact]
    public async Task What_an_earlier_call_put_into_a_part_out_of_sight_is_in_the_plan()
    {
        await using var site = await browser.SiteAsync(("/", Form));
        var session = await browser.OpenAsync(site.Portal(), "/");
        await FillAsync(site.Portal(), session, ("Name", "Ada"), ("Day", "Monday"), ("Letters", "true"), ("Pin", "4711"), ("Note", "one\ntwo"));
        await ShowAsync(session, "b");
        Told(await FillAsync(site.Portal(), session, ("Mail", "a@b.example"))).ShouldBe(["Mail:  > a@b.example, you", "Name (out of sight):  > Ada, an earlier call", "Day: none > Monday, an earlier call", "Letters: false > true, an earlier call", "Pin:  > …, an earlier call", "Note:  > one\ntwo, an earlier call"], ignoreOrder: true);
        Told(await FillAsync(site.Portal(), session, ("Land", "Peru"))).Count().ShouldBe(7);
        await ShowAsync(session, "a");
        Told(await FillAsync(site.Portal(), session, ("Name", "Ben"), ("Letters", "false"))).ShouldBe(["Name:  > Ben, you", "Day: none > Monday, an earlier call", "Pin:  > …, an earlier call", "Note:  > one\ntwo, an earlier call", "Mail:  > a@b.example, an earlier call", "Land: Norway > Peru, an earlier call"], ignoreOrder: true);
    }

    // Gates decide upon the values of a plan.
    [Fact]
    public async Task It_is_among_the_values_that_are_decided_upon()
    {
        await using var site = await browser.SiteAsync(("/", Form));
        var session = await browser.OpenAsync(site.Portal(), "/");
        await FillAsync(site.Portal(), session, ("Note", "IBAN DE02"), ("Pin", "4711"), ("Name", "Ada"));
        await ShowAsync(session, "b");
        var filled = await FillAsync(site.Portal(), session, ("Mail", "a@b.example"));
        var values = session.Plans.Find((string)filled.Data["plan"]!)!.Facts.Values;
        (values["Note"].Text, values["Pin"].Text, values["Name"].Text, values["Name (out of sight)"].Text).ShouldBe(("IBAN DE02", "…", "", "Ada"));
        site.Answer("/sent", http => http.Response.WriteAsync("<!doctype html><h1>Thank you</h1>"));
        var sent = await new SubmitBlock(browser.Host, browser.Sessions).RunAsync(Policed.Permit("portal_submit_form", site.Portal(), session.Facts, session.Plans.Find((string)filled.Data["plan"]!)!.Facts, ("plan", (string)filled.Data["plan"]!)), Policed.Run(), CancellationToken.None);
        sent.Submit.ShouldBe(SubmitState.Confirmed);
    }

    [Fact]
    public async Task So_is_what_a_call_typed_that_failed()
    {
        await using var site = await browser.SiteAsync(("/", Form));
        var session = await browser.OpenAsync(site.Portal(), "/");
        (await Should.ThrowAsync<BlockFault>(() => FillAsync(site.Portal(), session, ("Note", "Ada"), ("Day", "Monday"), ("Hour", "3")))).Rule.ShouldBe(Rules.Fields.Value);
        await ShowAsync(session, "b");
        Told(await FillAsync(site.Portal(), session, ("Mail", "a@b.example"))).ShouldBe(["Mail:  > a@b.example, you", "Note:  > Ada, an earlier call", "Day: none > Monday, an earlier call"], ignoreOrder: true);
    }

    [Theory]
    [InlineData("document.forms[0].note.value = 'other'", "Note:  > other, an earlier call")]
    [InlineData("document.forms[0].note.remove()", null)]
    [InlineData("document.forms[0].reset()", "Note:  > , an earlier call")]
    public async Task What_goes_along_is_told_as_it_stands(string script, string? told)
    {
        await using var site = await browser.SiteAsync(("/", Form));
        var session = await browser.OpenAsync(site.Portal(), "/");
        await FillAsync(site.Portal(), session, ("Note", "one"));
        await ShowAsync(session, "b");
        await session.Page.EvaluateAsync($"() => {{ {script}; }}");
        Told(await FillAsync(site.Portal(), session, ("Mail", "x"))).ShouldBe(told is null ? ["Mail:  > x, you"] : ["Mail:  > x, you", told], ignoreOrder: true);
    }

    [Fact]
    public async Task A_form_that_was_opened_anew_for_another_record_is_told_by_itself()
    {
        await using var site = await browser.SiteAsync(("/", Form));
        var session = await browser.OpenAsync(site.Portal(), "/");
        await FillAsync(site.Portal(), session, ("Note", "one"), ("Name", "Ada"));
        await session.Page.EvaluateAsync("() => { document.forms[0].note.value = 'its own'; document.forms[0].elements.name.value = 'Eve'; }");
        Told(await FillAsync(site.Portal(), session, ("Day", "Monday"))).ShouldBe(["Day: none > Monday, you"]);
    }

    private static async Task ShowAsync(BrowserSession session, string part) => await session.Page.EvaluateAsync("part => show(part)", part);

    private Task<BlockResult> FillAsync(Portal portal, BrowserSession session, params (string Key, string Value)[] values) =>
        new FillFormBlock(browser.Host, browser.Sessions).RunAsync(
            Policed.Permit("portal_fill_form", portal, session.Facts, null, ("form", "Contact"), ("values", values.ToDictionary(pair => pair.Key, pair => new FieldValue(pair.Value)))), Policed.Run(), CancellationToken.None);

    private static IEnumerable<string> Told(BlockResult result) =>
        result.Data["fields"]!.AsArray().Select(field => $"{field!["field"]}: {field["old"]} > {field["new"]}, {field["by"]}");
}
