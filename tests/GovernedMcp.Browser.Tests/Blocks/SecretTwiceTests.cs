using GovernedMcp.Browser.Tests.Blocks.Widgets;
using GovernedMcp.Browser.Tests.Fixtures;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Browser.Tests.Blocks;

/// <summary>Forms that ask twice for a new password, so that nobody mistypes it.</summary>
[Collection(SharedBrowser.Sending)]
public sealed class SecretTwiceTests(BrowserFixture browser)
{
    private const string Secret = "ebb-and-flood-6";

    [Theory]
    [InlineData("", "delete data.again")]
    [InlineData("", "")]
    [InlineData("action=/save method=post", "delete data.again")]
    public async Task A_script_may_send_it_once(string form, string does)
    {
        await using var site = await StartAsync(form, does);
        var sent = await site.SendAsync(await FillAsync(site, Secret));
        (sent["user"], sent["secret"], sent.ContainsKey("again")).ShouldBe(("dana", Secret, does.Length == 0));
    }

    [Theory]
    [InlineData("delete data.secret")]
    [InlineData("data.again = 'another one'")]
    [InlineData("data.secret = data.again = 'another one'")]
    [InlineData("delete data.again; data.secret = 'another one'")]
    public async Task Another_one_or_none_goes_nowhere(string does)
    {
        await using var site = await StartAsync("", does);
        (await site.TrySendAsync(await FillAsync(site, Secret))).Submit.ShouldBe(SubmitState.NotSent);
        site.Saved.ShouldBeNull();
    }

    // The old password and the new one are two.
    [Fact]
    public async Task Two_that_differ_are_both_sent()
    {
        await using var site = await StartAsync("", "delete data.again");
        (await site.TrySendAsync(await FillAsync(site, "another-one-7"))).Submit.ShouldBe(SubmitState.NotSent);
    }

    private static Task<BlockResult> FillAsync(WidgetSite site, string again) => site.FillAsync("Add a user", ("User", "dana"), ("Password", Secret), ("Password again", again));

    private Task<WidgetSite> StartAsync(string form, string does) => WidgetSite.StartNewAsync(browser, $$"""
        <main><h1>Add a user</h1><form {{form}}><label>User <input name=user></label><label>Password <input type=password name=secret></label><label>Password again <input type=password name=again></label><button>Save</button></form></main>
        <script>document.querySelector('form').onsubmit = async event => {
          event.preventDefault();
          const data = Object.fromEntries(new FormData(event.target));
          {{does}};
          const answer = await fetch('/save', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(data) });
          if (answer.ok) document.querySelector('main').innerHTML = '<h1>Saved</h1>';
        }</script>
        """);
}
