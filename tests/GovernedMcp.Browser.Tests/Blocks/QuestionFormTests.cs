using GovernedMcp.Browser.Blocks;
using GovernedMcp.Browser.Tests.Blocks.Widgets;
using GovernedMcp.Browser.Tests.Fixtures;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Browser.Tests.Blocks;

/// <summary>Pages that only ask whether it is meant: a form of unseen fields and a button or two.</summary>
[Collection(SharedBrowser.Sending)]
public sealed class QuestionFormTests(BrowserFixture browser)
{
    private const string Unseen = "<input type=hidden name=id value=7><input type=hidden name=csrf value=9f86d081884c7d659a2f><input type=hidden name=action value=delete>";

    [Theory]
    [InlineData("<button name=answer value=yes>Yes, I am sure</button> <a href=/>No, take me back</a>", null)]
    [InlineData("<button name=answer value=no>No</button> <button name=answer value=yes>Yes</button>", "Yes")]
    [InlineData("<input type=button value=Cancel onclick='history.back()'> <input type=submit name=answer value=yes>", null)]
    public async Task It_is_a_form_whose_plan_tells_what_is_asked_and_of_what(string buttons, string? button)
    {
        await using var site = await WidgetSite.StartNewAsync(browser, $"<h1>Delete device</h1><form method=post action=/save><p>Do you really want to delete Router Süd?</p>{Unseen}{buttons}</form>");
        var read = await new ReadBlock(browser.Host, browser.Sessions).RunAsync(Policed.Permit("portal_read", site.Portal, site.Session.Facts, null, ("what", "outline")), Policed.Run(), CancellationToken.None);
        ((string)read.Data["untrusted"]!["forms"]![0]!["form"]!).ShouldBe("Delete device");

        (string, object)[] arguments = [("form", "Delete device"), ("values", new Dictionary<string, FieldValue>()), .. button is null ? Array.Empty<(string, object)>() : [("button", button)]];
        var filled = await new FillFormBlock(browser.Host, browser.Sessions).RunAsync(Policed.Permit("portal_fill_form", site.Portal, site.Session.Facts, null, arguments), Policed.Run(), CancellationToken.None);
        var changes = site.Session.Plans.Find((string)filled.Data["plan"]!)!.Facts.Changes;
        changes.ShouldContain(change => change.Field == "question" && change.New!.Contains("Do you really want to delete Router Süd?", StringComparison.Ordinal));
        changes.ShouldContain(change => change.Field == "id" && change.New == "7");
        changes.ShouldContain(change => change.Field == "action" && change.New == "delete");
        changes.ShouldNotContain(change => change.Field == "csrf");
        filled.Warnings.ShouldNotContain(warning => warning.Contains("changed other fields", StringComparison.Ordinal));

        (await site.SendAsync(filled)).ShouldBe(new Dictionary<string, string> { ["id"] = "7", ["csrf"] = "9f86d081884c7d659a2f", ["action"] = "delete", ["answer"] = "yes" }, ignoreOrder: true);
    }

    [Fact]
    public async Task Where_only_its_address_says_of_what_the_plan_tells_that()
    {
        await using var site = await WidgetSite.StartNewAsync(browser, "<h1>Users</h1><p>Bob</p><p>Eve</p><form method=post action='/save?user=Bob&csrf=9f86d081884c7d659a2f'><button name=btn value=1>Yes</button> <a href=/>No</a></form>");
        var filled = await site.FillAsync("Users");
        var changes = site.Session.Plans.Find((string)filled.Data["plan"]!)!.Facts.Changes;
        changes.ShouldContain(change => change.Field == "user" && change.New == "Bob" && change.Label == "in the address that it is sent to");
        changes.ShouldNotContain(change => change.Field == "csrf");
    }

    [Fact]
    public async Task Where_only_the_page_around_it_says_of_what_the_plan_tells_that()
    {
        await using var site = await WidgetSite.StartNewAsync(browser, $"<h1>Delete device</h1><h3>Are you sure?</h3><div><dl><dt>Name<dd>Router Süd</dl><form method=post action=/save>{Unseen}<input type=submit value=Delete> | <a href=/>Back to list</a></form></div>");
        var filled = await site.FillAsync("Delete");
        site.Session.Plans.Find((string)filled.Data["plan"]!)!.Facts.Changes.ShouldContain(change => change.Field == "question" && change.New!.Contains("Router Süd", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("<div role=dialog aria-modal=true aria-label='New device' style='position:fixed;inset:0'><h2>Device</h2><label>Name <input></label><button>Save</button></div>", "New device")]
    [InlineData("<div role=dialog style='position:fixed;inset:0'><h2>Device</h2><label>Name <input></label><button>Save</button></div>", "Device")]
    [InlineData("<div class='modal fade in' style='position:fixed;inset:0'><div><h4>Device</h4><label>Name <input></label><button>Save</button></div></div>", "Device")]
    [InlineData("<div class='modal fade' style='position:fixed;inset:0'><h4>Device</h4></div>", null)]
    [InlineData("<div role=dialog style='position:fixed;bottom:0'>We use cookies</div>", null)]
    [InlineData("<div role=dialog aria-modal=true hidden>Device</div>", null)]
    public async Task A_dialog_over_the_page_is_named(string html, string? name)
    {
        await using var site = await WidgetSite.StartNewAsync(browser, $"<h1>Devices</h1><p>None</p>{html}");
        var read = await new ReadBlock(browser.Host, browser.Sessions).RunAsync(Policed.Permit("portal_read", site.Portal, site.Session.Facts, null, ("what", "outline")), Policed.Run(), CancellationToken.None);
        ((string?)read.Data["untrusted"]!["dialog"]).ShouldBe(name);
    }

    [Theory]
    [InlineData("<form method=post action=/save><input type=hidden name=id value=7><button formaction=/other>Delete</button></form>")]
    [InlineData("<form method=post action=/save><input type=hidden name=id value=7><button>Delete</button><button>Archive</button></form>")]
    [InlineData("<form action=/save><p>Really?</p><button>Yes</button><button>No</button></form>")]
    public async Task A_button_that_asks_nothing_and_does_not_just_post_is_no_form(string html)
    {
        await using var site = await WidgetSite.StartNewAsync(browser, $"<h1>Device</h1>{html}");
        (await Should.ThrowAsync<BlockFault>(() => site.FillAsync("Device"))).Allowed.ShouldBeEmpty();
    }
}
