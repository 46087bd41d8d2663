using GovernedMcp.Browser.Blocks;
using GovernedMcp.Browser.Sessions;
using GovernedMcp.Browser.Tests.Fixtures;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Tools;
using Microsoft.AspNetCore.Http;

namespace GovernedMcp.Browser.Tests.Blocks;

/// <summary>Forms with nothing to fill in but a button that posts, one in each row of a list or beside others; and which of several buttons sends a form.</summary>
[Collection(SharedBrowser.Filling)]
public sealed class ButtonFormTests(BrowserFixture browser)
{
    private static string Rows(params string[] left) =>
        "<h1>Orders</h1><table><thead><tr><th>Order<th>Supplier<th>Total<th></thead><tbody>"
        + string.Concat(left.Select(row => $"<tr><td><a href=/{row}>{row}</a><td>{(row == "PO-3" ? "Fabrikam" : "Contoso")}<td>12.00<td><form method=post action=/approve><input type=hidden name=id value={row}><button>Approve</button></form><form method=post action=/reject><button>Reject</button></form>"))
        + "</table><form method=post action=/lock><input type=hidden name=token value=7f><button>Lock the month</button></form><form method=post action=/out><button>Sign out</button></form><form action=/find><button>Refresh</button></form>";

    [Fact]
    public async Task A_button_that_posts_goes_by_its_name_and_the_row_it_stands_in()
    {
        await using var site = await TestSite.StartAsync(("/", Rows("PO-1", "PO-2", "PO-3")));
        var sent = new List<string>();
        site.Answer("/approve", async http =>
        {
            sent.Add((await http.Request.ReadFormAsync())["id"]!);
            http.Response.ContentType = "text/html";
            await http.Response.WriteAsync(Rows("PO-1", "PO-3"));
        });
        var session = await browser.OpenAsync(site.Portal(), "/");
        var read = await new ReadBlock(browser.Host, browser.Sessions).RunAsync(Policed.Permit("portal_read", site.Portal(), session.Facts, null, ("what", "outline")), Policed.Run(), CancellationToken.None);
        read.Data["untrusted"]!["forms"]!.ToJsonString().ShouldBe("""[{"form":"Approve: PO-1","fields":[],"rows":3},{"form":"Reject: PO-1","fields":[],"rows":3},{"form":"Lock the month","fields":[]}]""");

        var filled = await FillAsync(site, session, "Approve: PO-2");
        var plan = session.Plans.Find((string)filled.Data["plan"]!)!.Facts;
        plan.Changes.Select(change => $"{change.Field}={change.New}").ShouldBe(["question=PO-2 Contoso 12.00 Approve Reject"]);
        var ended = await new SubmitBlock(browser.Host, browser.Sessions).RunAsync(Policed.Permit("portal_submit_form", site.Portal(), session.Facts, plan, ("plan", plan.Id)), Policed.Run(), CancellationToken.None);
        ended.Submit.ShouldBe(SubmitState.Confirmed);
        sent.ShouldBe(["PO-2"]);
    }

    [Fact]
    public async Task One_outside_the_rows_is_listed_beside_the_first_of_them()
    {
        await using var site = await browser.SiteAsync(("/", "<form method=post action=/all><button>Approve</button></form>" + Rows("PO-1", "PO-2")));
        var session = await browser.OpenAsync(site.Portal(), "/");
        var read = await new ReadBlock(browser.Host, browser.Sessions).RunAsync(Policed.Permit("portal_read", site.Portal(), session.Facts, null, ("what", "outline")), Policed.Run(), CancellationToken.None);
        read.Data["untrusted"]!["forms"]!.ToJsonString().ShouldStartWith("[{\"form\":\"Approve: PO-1\",\"fields\":[],\"rows\":2},{\"form\":\"Approve\",\"fields\":[]},{\"form\":\"Reject: PO-1\"", Case.Sensitive);
    }

    [Theory]
    [InlineData("Approve: Contoso", "form.ambiguous", "PO-2 Contoso 12.00 Approve Reject")]
    [InlineData("Approve", "form.not_found", "Approve: PO-1")]
    [InlineData("Approve: PO-9", "form.not_found", "Lock the month")]
    [InlineData("Sign out", "form.not_found", "Approve: PO-1")]
    public async Task One_that_may_be_another_s_is_not_pressed(string name, string rule, string told)
    {
        await using var site = await browser.SiteAsync(("/", Rows("PO-1", "PO-2", "PO-3")));
        var fault = await Should.ThrowAsync<BlockFault>(async () => await FillAsync(site, await browser.OpenAsync(site.Portal(), "/"), name));
        fault.Rule.Id.ShouldBe(rule);
        fault.Allowed.ShouldContain(one => one.Contains(told, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("<button name=more value=1>Add other types</button><button>Insert the booking</button>", null)]
    [InlineData("<button name=more value=1>Add other types</button><button>Go on</button>", null)]
    [InlineData("<button>Add</button><button name=away value=1>Delete</button>", "Add")]
    [InlineData("<button>Add</button><button name=away value=1>Go back</button>", "Add")]
    [InlineData("<button>Save</button><button name=away value=1>Go on</button>", "Save")]
    public async Task A_button_that_may_as_well_open_something_is_meant_only_where_the_others_lead_away(string buttons, string? pressed)
    {
        await using var site = await browser.SiteAsync(("/", $"<h1>New booking</h1><form method=post action=/save aria-label=Booking><label>Name <input name=n></label>{buttons}</form>"));
        var filling = FillAsync(site, await browser.OpenAsync(site.Portal(), "/"), "Booking", "Ada");
        if (pressed is null) (await Should.ThrowAsync<BlockFault>(() => filling)).Rule.Id.ShouldBe("form.button");
        else ((string)(await filling).Data["sends"]!["button"]!).ShouldBe(pressed);
    }

    private Task<BlockResult> FillAsync(TestSite site, BrowserSession session, string form, string? name = null) =>
        new FillFormBlock(browser.Host, browser.Sessions).RunAsync(
            Policed.Permit("portal_fill_form", site.Portal(), session.Facts, null, ("form", form), ("values", name is null ? new Dictionary<string, FieldValue>() : new() { ["Name"] = new(name) })), Policed.Run(), CancellationToken.None);
}
