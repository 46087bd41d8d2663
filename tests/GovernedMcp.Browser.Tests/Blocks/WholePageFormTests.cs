using GovernedMcp.Browser.Blocks;
using GovernedMcp.Browser.Sessions;
using GovernedMcp.Browser.Tests.Fixtures;
using GovernedMcp.Governance;
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

    [Fact]
    public async Task It_goes_by_the_heading_of_what_the_page_is_about()
    {
        const string menu = "<ul><li><a href=/>Home</a><li><a href=/orders>Orders</a><li><a href=/suppliers>Suppliers</a></ul>";
        const string kinds = "<table><tr><td><input type=radio id=k1 name=rbl value=1 checked><label for=k1>Goods</label></td></tr><tr><td><input type=radio id=k2 name=rbl value=2><label for=k2>Services</label></td></tr></table>";
        await using var site = await TestSite.StartAsync(
            ("/", $"<form method=post action=/save><h1>Supplier portal</h1>{menu}<h2>Order PO-7</h2><table><tr><td>Amount</td><td><input name=amount></td></tr><tr><td>Kind</td><td>{kinds}</td></tr></table><input type=submit value=Save></form>"),
            ("/save", "<p>Order saved.</p>"));
        var sent = await SendAsync(site, "Order PO-7", new() { ["Amount"] = new("77"), ["Kind"] = new("Services") });
        sent.Submit.ShouldBe(SubmitState.Confirmed);
        site.Heard.Single(request => request.StartsWith("POST /save", StringComparison.Ordinal)).ShouldEndWith("\namount=77&rbl=2");
    }

    [Theory]
    [InlineData("<h1>New order</h1><p><a href=/help>Help</a></p><h2>Address</h2>", "New order")]
    [InlineData("<h2>New order</h2><a href=/1>1</a> <a href=/2>2</a> <a href=/3>3</a><h3>Address</h3>", "New order")]
    public async Task Otherwise_by_its_first(string head, string name)
    {
        await using var site = await TestSite.StartAsync(("/", $"<form method=post action=/save>{head}<label>Amount <input name=amount></label><input type=submit value=Save></form>"), ("/save", "<p>Order saved.</p>"));
        (await SendAsync(site, name, new() { ["Amount"] = new("77") })).Submit.ShouldBe(SubmitState.Confirmed);
    }

    /// <summary>A page of such a kind asks for itself anew, with everything in it, to fill one list by another.</summary>
    [Fact]
    public async Task A_list_that_waits_for_what_may_not_be_sent_says_so()
    {
        await using var site = await TestSite.StartAsync(("/", "<form method=post action=/anew aria-label=Portal><label>Country <select name=c onchange='this.form.submit()'><option><option>Spain</select></label><label>City <select name=t></select></label><input type=submit value=Save></form>"));
        var fault = await Should.ThrowAsync<BlockFault>(() => SendAsync(site, values: new() { ["Country"] = new("Spain"), ["City"] = new("Vigo") }));
        fault.Rule.ShouldBe(Rules.Fields.Value);
        fault.Message.ShouldContain("it has none yet");
        fault.Warnings.ShouldContain(SessionNotes.KeptBack);
        fault.Quotes.ShouldBe(["POST /anew"]);
    }

    /// <summary>What sends it is a link, whose address says what it stands for; a script writes that into the form. Another word is not what the link says.</summary>
    [Theory]
    [InlineData("javascript:back('main$save','')", "target", SubmitState.Confirmed, "main$save")]
    [InlineData("javascript:back(%22main$save%22,%22%22)", "target", SubmitState.Confirmed, "main$save")]
    [InlineData("javascript:back('main$save','100%')", "target", SubmitState.Confirmed, "main$save")]
    [InlineData("javascript:back('main$save','')", "'main$void'", SubmitState.NotSent, null)]
    [InlineData("javascript:back('main$save','')", "target + 's'", SubmitState.NotSent, null)]
    public async Task A_link_that_saves_sends_it(string address, string writes, SubmitState state, string? target)
    {
        await using var site = await TestSite.StartAsync(
            ("/", $"<form method=post action=/save aria-label=Portal><input type=hidden name=target><input type=hidden name=argument><label>Amount <input name=amount></label><a href=\"{address}\">Save</a> <a href=\"javascript:back('main$void','')\">Void</a></form><script>function back(target, argument) {{ const form = document.forms[0]; form.elements.target.value = {writes}; form.elements.argument.value = argument; form.submit(); }}</script>"),
            ("/save", "<p>Order saved.</p>"));
        var sent = await SendAsync(site);
        sent.Submit.ShouldBe(state, sent.Message);
        if (target is null) site.Heard.ShouldNotContain(request => request.StartsWith("POST", StringComparison.Ordinal));
        else site.Heard.Single(request => request.StartsWith("POST /save", StringComparison.Ordinal)).ShouldContain($"target={Uri.EscapeDataString(target)}&");
    }

    [Fact]
    public async Task A_link_in_the_row_that_is_written_in_sends_it()
    {
        await using var site = await TestSite.StartAsync(
            ("/", "<form method=post action=/save aria-label=Portal><input type=hidden name=target><table><tr><th>No.<th>Amount<th></tr><tr><td>1<td>12<td><a href=\"javascript:back('edit$1')\">Update price</a></tr><tr><td>2<td><input name=amount aria-label=Amount><td><a href=\"javascript:back('update$2')\">Update</a></tr></table></form><script>function back(target) { const form = document.forms[0]; form.elements.target.value = target; form.submit(); }</script>"),
            ("/save", "<p>Order saved.</p>"));
        (await SendAsync(site)).Submit.ShouldBe(SubmitState.Confirmed);
        site.Heard.ShouldContain(request => request.EndsWith("\ntarget=update%242&amount=77", StringComparison.Ordinal));
    }

    private static string Page(string says) => $"""
        <form method=post action=/save aria-label=Portal><h1>Supplier portal</h1><a href=/out>Sign out</a><p>{Policy}</p>
        <table><tr><td>Amount</td><td><input name=amount></td></tr><tr><td></td><td><input type=submit value=Save></td></tr></table>
        {says}</form>
        """;

    private static IEnumerable<string> Messages(BlockResult sent) => sent.Data["page_messages"]?.AsArray().Select(message => (string)message!) ?? [];

    private async Task<BlockResult> SendAsync(TestSite site, string form = "Portal", Dictionary<string, FieldValue>? values = null)
    {
        var portal = site.Portal();
        var session = await browser.OpenAsync(portal, "/");
        values ??= new() { ["Amount"] = new("77") };
        var filled = await new FillFormBlock(browser.Host, browser.Sessions).RunAsync(Policed.Permit("portal_fill_form", portal, session.Facts, null, ("form", form), ("values", values)), Policed.Run(), CancellationToken.None);
        var plan = session.Plans.Find((string)filled.Data["plan"]!)!.Facts;
        var sent = await new SubmitBlock(browser.Host, browser.Sessions) { Patience = TimeSpan.FromSeconds(8) }
            .RunAsync(Policed.Permit("portal_submit_form", portal, session.Facts, plan, ("plan", plan.Id)), Policed.Run(), CancellationToken.None);
        await browser.Sessions.EndAsync(session, "test");
        return sent;
    }
}
