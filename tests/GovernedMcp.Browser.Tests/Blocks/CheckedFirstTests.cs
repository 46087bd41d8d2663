using GovernedMcp.Browser.Tests.Blocks.Widgets;
using GovernedMcp.Browser.Tests.Fixtures;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Browser.Tests.Blocks;

/// <summary>Forms whose scripts have a part of what was filled in checked at another address, before they send the whole.</summary>
[Collection(SharedBrowser.Sending)]
public sealed class CheckedFirstTests(BrowserFixture browser)
{
    // The check is `/cities`, which answers whatever it is sent.
    private const string Form = """
        <form aria-label=Field onsubmit="event.preventDefault();
          const post = (path, told) => fetch(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(told) });
          post('/cities', { CHECKED }).then(answer => answer.ok && post('/save', { name: n.value, note: o.value })).then(answer => { if (answer) document.body.innerHTML = '<h1>Thank you</h1>'; })">
        <label>Name <input id=n name=name></label><label>Note <input id=o name=note></label><button>Create</button></form>
        """;

    [Theory]
    [InlineData("name: n.value", true)]
    [InlineData("title: n.value", true)]
    [InlineData("name: n.value, force: true", false)]
    [InlineData("name: n.value + '!'", false)]
    [InlineData("name: n.value, note: o.value", false)]
    public async Task What_the_Skill_lists_under_writes_may_be_sent_a_part_of_the_plan_and_nothing_else(string told, bool goes)
    {
        await using var site = await WidgetSite.StartWithAsync(browser, Form.Replace("CHECKED", told, StringComparison.Ordinal), portal => portal with { Writes = [new("POST", "/cities")] });
        var result = await site.TrySendAsync(await site.FillAsync("Field", ("Name", "harbour"), ("Note", "of Genoa")));
        result.Submit.ShouldBe(goes ? SubmitState.Confirmed : SubmitState.NotSent, result.Message);
        if (goes) site.Saved.ShouldBe(new Dictionary<string, string> { ["name"] = "harbour", ["note"] = "of Genoa" });
        else site.Saved.ShouldBeNull();
    }

    [Fact]
    public async Task Without_that_it_is_told_what_to_list()
    {
        await using var site = await WidgetSite.StartWithAsync(browser, Form.Replace("CHECKED", "name: n.value", StringComparison.Ordinal));
        var result = await site.TrySendAsync(await site.FillAsync("Field", ("Name", "harbour"), ("Note", "of Genoa")));
        result.Submit.ShouldBe(SubmitState.NotSent);
        result.Message.ShouldContain("lists it under `writes`");
        result.Quotes.ShouldContain("POST /cities");
    }
}
