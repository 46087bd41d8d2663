using GovernedMcp.Browser.Tests.Blocks.Widgets;
using GovernedMcp.Browser.Tests.Fixtures;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Browser.Tests.Blocks;

/// <summary>Forms that say a route of the page's own for an address, or a method that no form has, or that a library keeps from being sent: a script sends them.</summary>
[Collection(SharedBrowser.Sending)]
public sealed class RoutedFormTests(BrowserFixture browser)
{
    private const string Awaited = "fetch('/save', { method: 'PUT', headers: { 'content-type': 'application/json' }, body }).then(show)";

    // Holds the page until it is answered.
    private const string Holding = "{ const request = new XMLHttpRequest(); request.open('PUT', '/save', false); request.setRequestHeader('content-type', 'application/json'); request.send(body); show({ ok: request.status === 200 }); }";

    [Theory]
    [InlineData("action='#/orders' method=put", Awaited)]
    [InlineData("action='#/orders' method=post", Awaited)]
    [InlineData("action='#!/orders'", Awaited)]
    [InlineData("action='/orders' method=put", Awaited)]
    [InlineData("action='#/orders' method=put", Holding)]
    [InlineData("method=post class='ng-pristine ng-valid'", Awaited)]
    public async Task What_a_script_sends_of_it_is_the_plan(string form, string send)
    {
        await using var site = await StartAsync(form, send);
        var sent = await site.SendAsync(await site.FillAsync("Add an order", ("Name", "Screws")));
        sent["name"].ShouldBe("Screws");
        sent["kind"].ShouldBe("standard");
    }

    [Fact]
    public async Task Another_value_than_the_plan_tells_goes_nowhere()
    {
        await using var site = await StartAsync("action='#/orders' method=put", Awaited.Replace("body }", "body: body.replace('Screws', 'Nails') }", StringComparison.Ordinal));
        (await site.TrySendAsync(await site.FillAsync("Add an order", ("Name", "Screws")))).Submit.ShouldBe(SubmitState.NotSent);
        site.Saved.ShouldBeNull();
    }

    [Fact]
    public async Task An_address_in_an_odd_form_is_told_as_what_the_page_tried()
    {
        await using var site = await StartAsync("action='#/orders' method=put", Awaited.Replace("'/save'", "'/save/%255c'", StringComparison.Ordinal));
        var ended = await site.TrySendAsync(await site.FillAsync("Add an order", ("Name", "Screws")));
        ended.Submit.ShouldBe(SubmitState.NotSent);
        ended.Message.ShouldContain("tried to send what is not the request of this form");
        ended.Quotes.ShouldContain("PUT of an address in an odd form");
    }

    private Task<WidgetSite> StartAsync(string form, string send) => WidgetSite.StartNewAsync(browser, $$"""
        <h1>Orders</h1><main><h2>Add an order</h2>
        <form {{form}}><label>Name <input name=name></label><input type=hidden name=kind value=standard><input type=submit value="Add order"></form></main>
        <script>
        const show = answer => answer.ok && (document.querySelector('main').innerHTML = '<h2>Order added</h2>');
        document.querySelector('form').addEventListener('submit', event => {
          event.preventDefault();
          const body = JSON.stringify(Object.fromEntries(new FormData(event.target)));
          {{send}};
        });
        </script>
        """);
}
