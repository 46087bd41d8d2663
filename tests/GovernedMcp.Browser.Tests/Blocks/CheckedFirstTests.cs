using GovernedMcp.Browser.Tests.Blocks.Widgets;
using GovernedMcp.Browser.Tests.Fixtures;
using GovernedMcp.Governance.Portals;
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

    // One path does everything here; the check is of the whole form, and fails where it is answered with a refusal.
    private const string OnePath = """
        <form aria-label=Field method=post action="/save?do=save" onsubmit="event.preventDefault();
          const post = what => fetch('/save?do=' + what, { method: 'POST', body: new URLSearchParams(new FormData(this)) });
          post('check').then(answer => answer.ok && post('save')).then(answer => { if (answer) document.body.innerHTML = '<h1>Thank you</h1>'; })">
        <label>Name <input id=n name=name></label><label>Note <input id=o name=note></label><button>Create</button></form>
        """;

    [Theory]
    [InlineData("check", true)]
    [InlineData("other", false)]
    [InlineData(null, false)]
    public async Task A_check_of_the_whole_at_the_forms_own_path_is_listed_by_what_tells_it_apart(string? listed, bool goes)
    {
        IReadOnlyList<KnownRequest> writes = listed is null ? [] : [new KnownRequest(new RequestPattern("POST", "/save"), new Dictionary<string, string> { ["do"] = listed })];
        await using var site = await WidgetSite.StartWithAsync(browser, OnePath, portal => portal with { Writes = writes });
        var result = await site.TrySendAsync(await site.FillAsync("Field", ("Name", "harbour"), ("Note", "of Genoa")));
        result.Submit.ShouldBe(goes ? SubmitState.Confirmed : SubmitState.NotSent, result.Message);
        if (goes) site.Saved.ShouldBe(new Dictionary<string, string> { ["name"] = "harbour", ["note"] = "of Genoa" });
        else result.Quotes.ShouldContain("do");
    }

    [Theory]
    [InlineData("page=2", true)]
    [InlineData("' + new URLSearchParams(new FormData(this)) + '", false)]
    public async Task What_is_listed_by_a_value_that_the_form_knows_nothing_of_carries_nothing_of_it(string told, bool goes)
    {
        var page = OnePath.Replace("post('check')", $"fetch('/save?what=list', {{ method: 'POST', headers: {{ 'content-type': 'application/x-www-form-urlencoded' }}, body: '{told}' }})", StringComparison.Ordinal);
        await using var site = await WidgetSite.StartWithAsync(browser, page, portal => portal with { Writes = [new KnownRequest(new RequestPattern("POST", "/save"), new Dictionary<string, string> { ["what"] = "list" })] });
        var result = await site.TrySendAsync(await site.FillAsync("Field", ("Name", "harbour"), ("Note", "of Genoa")));
        result.Submit.ShouldBe(goes ? SubmitState.Confirmed : SubmitState.NotSent, result.Message);
    }

    [Theory]
    [InlineData("", SubmitState.Confirmed)]
    [InlineData(" + '&ajax=true'", SubmitState.NotSent)]
    public async Task The_form_itself_is_sent_as_such_whatever_is_listed(string adds, SubmitState state)
    {
        var page = OnePath.Replace("post('check').then(answer => answer.ok && post('save'))", $"post('save'{adds})", StringComparison.Ordinal);
        await using var site = await WidgetSite.StartWithAsync(browser, page, portal => portal with { Writes = [new KnownRequest(new RequestPattern("POST", "/save"), new Dictionary<string, string> { ["do"] = "save" })] });
        var result = await site.TrySendAsync(await site.FillAsync("Field", ("Name", "harbour"), ("Note", "of Genoa")));
        result.Submit.ShouldBe(state, result.Message);
        if (state == SubmitState.Confirmed) site.Saved.ShouldBe(new Dictionary<string, string> { ["name"] = "harbour", ["note"] = "of Genoa" });
        else site.Saved.ShouldBeNull();
    }
}
