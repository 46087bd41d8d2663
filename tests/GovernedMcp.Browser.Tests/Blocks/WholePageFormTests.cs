using GovernedMcp.Browser.Blocks;
using GovernedMcp.Browser.Tests.Fixtures;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Browser.Tests.Blocks;

/// <summary>Pages that are one form from top to bottom, as ASP.NET Web Forms and JavaServer Faces write them: what the page says stands loose among all its parts.</summary>
[Collection(SharedBrowser.Verdicts)]
public sealed class WholePageFormTests(BrowserFixture browser)
{
    private const string Policy = "Orders are checked by purchasing within two working days. Whatever is urgent goes to the desk on the second floor, which is open from eight to five and knows who is on duty. "
        + "Amounts are without taxes. Notes are for suppliers too, so nothing belongs there that they may not read. Each order belongs to a cost centre.";

    [Theory]
    [InlineData("<span>Order saved.</span>", SubmitState.Confirmed, "Order saved.")]
    [InlineData("<b>Note:</b> <span>Order</span> PO-7 was saved.", SubmitState.Confirmed, "Note: Order PO-7 was saved.")]
    [InlineData("Order saved.<br>Its number is 7.", SubmitState.Confirmed, "Order saved.")]
    [InlineData("<span style='color:red'>Amount is not a valid number.</span>", SubmitState.Unknown, "Amount is not a valid number.")]
    [InlineData("<span>Order saved.</span><div>Could not send the mail</div>", SubmitState.Unknown, "Could not send the mail")]
    [InlineData("<span>It was not</span> saved.", SubmitState.Unknown, null)]
    public async Task What_it_says_between_its_parts_is_heard(string says, SubmitState state, string? message)
    {
        await using var site = await TestSite.StartAsync(("/", Page("")), ("/save", Page(says)));
        var sent = await SendAsync(site);
        sent.Submit.ShouldBe(state, sent.Message);
        if (message is not null) Messages(sent).ShouldContain(message);
        Messages(sent).ShouldNotContain(told => told.Contains("Sign out", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_its_script_finds_wrong_is_told_with_a_form_that_was_not_sent()
    {
        const string check = "<div id=summary style='color:red'></div><script>document.forms[0].onsubmit = () => { summary.innerHTML = '<ul><li>Cost centre is required</li></ul>'; return false; }</script>";
        await using var site = await TestSite.StartAsync(("/", Page("") + check));
        var sent = await SendAsync(site);
        sent.Submit.ShouldBe(SubmitState.NotSent);
        sent.Message.ShouldContain("objected");
        Messages(sent).ShouldContain("Cost centre is required");
    }

    private static string Page(string says) => $"""
        <form method=post action=/save aria-label=Portal><h1>Supplier portal</h1><a href=/out>Sign out</a><p>{Policy}</p>
        <table><tr><td>Amount</td><td><input name=amount></td></tr><tr><td></td><td><input type=submit value=Save></td></tr></table>
        {says}</form>
        """;

    private static IEnumerable<string> Messages(BlockResult sent) => sent.Data["page_messages"]?.AsArray().Select(message => (string)message!) ?? [];

    private async Task<BlockResult> SendAsync(TestSite site)
    {
        var portal = site.Portal();
        var session = await browser.OpenAsync(portal, "/");
        var values = new Dictionary<string, FieldValue> { ["Amount"] = new("77") };
        var filled = await new FillFormBlock(browser.Host, browser.Sessions).RunAsync(Policed.Permit("portal_fill_form", portal, session.Facts, null, ("form", "Portal"), ("values", values)), Policed.Run(), CancellationToken.None);
        var plan = session.Plans.Find((string)filled.Data["plan"]!)!.Facts;
        var sent = await new SubmitBlock(browser.Host, browser.Sessions) { Patience = TimeSpan.FromSeconds(8) }
            .RunAsync(Policed.Permit("portal_submit_form", portal, session.Facts, plan, ("plan", plan.Id)), Policed.Run(), CancellationToken.None);
        await browser.Sessions.EndAsync(session, "test");
        return sent;
    }
}
