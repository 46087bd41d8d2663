using System.Collections.Frozen;
using GovernedMcp.Browser.Tests.Blocks.Widgets;
using GovernedMcp.Browser.Tests.Fixtures;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Browser.Tests.Blocks;

/// <summary>Pages that ask once more, in a dialog of their own, before they send a form.</summary>
[Collection(SharedBrowser.Answers)]
public sealed class AskingOnceMoreTests(BrowserFixture browser)
{
    private static readonly Locator Yes = new() { By = LocatorBy.Role, Role = "button", Value = "Yes, order" };

    [Theory]
    [InlineData(0)]
    [InlineData(2_000)]
    public async Task The_button_that_the_Skill_names_is_pressed_once(int after)
    {
        await using var site = await StartAsync(Yes, after, "form.submit()");
        (await site.SendAsync(await site.FillAsync("order", ("Note", "x")))).ShouldBe(new Dictionary<string, string> { ["note"] = "x" });
        (await site.Session.Page.EvaluateAsync<string>("document.querySelector('h1').textContent")).ShouldBe("Thank you");
    }

    [Fact]
    public async Task What_it_sends_is_compared_with_the_plan_like_anything_else()
    {
        await using var site = await StartAsync(Yes, 0, "form.note.value = 'y'; form.submit()");
        var sent = await site.TrySendAsync(await site.FillAsync("order", ("Note", "x")));
        sent.Submit.ShouldBe(SubmitState.NotSent);
        sent.Quotes.ShouldContain("note");
        site.Saved.ShouldBeNull();
    }

    [Fact]
    public async Task One_that_asks_again_and_again_is_not_answered_twice()
    {
        await using var site = await StartAsync(Yes, 0, "window.times = (window.times ?? 0) + 1; if (window.times > 1) form.submit()");
        (await site.TrySendAsync(await site.FillAsync("order", ("Note", "x")))).Submit.ShouldBe(SubmitState.NotSent);
        (await site.Session.Page.EvaluateAsync<int>("window.times")).ShouldBe(1);
        site.Saved.ShouldBeNull();
    }

    [Fact]
    public async Task Without_its_name_nothing_is_pressed_and_the_reply_says_what_the_dialog_says()
    {
        await using var site = await StartAsync(null, 0, "form.submit()");
        var sent = await site.TrySendAsync(await site.FillAsync("order", ("Note", "x")));
        sent.Submit.ShouldBe(SubmitState.NotSent);
        sent.Message.ShouldContain("`confirm` under `submit`");
        sent.Data["page_messages"]!.AsArray().Select(said => (string)said!).ShouldContain("Order for good? Yes, order No");
        site.Saved.ShouldBeNull();
    }

    private Task<WidgetSite> StartAsync(Locator? confirm, int after, string then) => WidgetSite.StartWithAsync(
        browser,
        $$"""
        <form method=post action=/save aria-label=Order><label>Note <input name=note></label><button type=button onclick="setTimeout(() => document.querySelector('dialog').showModal(), {{after}})">Send</button></form>
        <dialog><p>Order for good?</p><button type=button onclick="const form = document.forms[0]; {{then}}">Yes, order</button> <button type=button onclick="this.closest('dialog').close()">No</button></dialog>
        """,
        portal => portal with
        {
            Forms = FrozenDictionary.ToFrozenDictionary(
                [
                    new Form
                    {
                        Name = "order",
                        Root = new Locator { By = LocatorBy.Role, Role = "form", Value = "Order" },
                        Fields = [new() { Key = "Note" }],
                        Submit = new SubmitControl(new Locator { By = LocatorBy.Role, Role = "button", Value = "Send" }, null, confirm),
                        Source = SourceMark.BuiltIn,
                    },
                ],
                form => form.Name),
        });
}
