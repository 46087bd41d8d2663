using GovernedMcp.Browser.Blocks;
using GovernedMcp.Browser.Tests.Blocks.Widgets;
using GovernedMcp.Browser.Tests.Fixtures;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Browser.Tests.Blocks;

/// <summary>Pages that are laid out by tables, as old ones are: their cells are places of the page, and their titles stand in plain cells.</summary>
[Collection(SharedBrowser.Filling)]
public sealed class LaidOutPageTests(BrowserFixture browser)
{
    [Theory]
    [InlineData("<div class=confirm>ERROR: UNIQUE constraint failed: customers.name</div>", SubmitState.Unknown)]
    [InlineData("<p>Database error: Duplicate entry</p>", SubmitState.Unknown)]
    [InlineData("<p>Fehler - Datensatz gesperrt</p>", SubmitState.Unknown)]
    [InlineData("<p>The customer was not saved</p>", SubmitState.Unknown)]
    [InlineData("<p>Errors: 0</p>", SubmitState.Confirmed)]
    [InlineData("<p>Error: 12</p>", SubmitState.Confirmed)]
    [InlineData("<p>No error - all is well</p>", SubmitState.Confirmed)]
    [InlineData("<p>Requests that end with an error are listed here</p>", SubmitState.Confirmed)]
    [InlineData("<table><tr><td>7</td><td>Error: printer on fire</td></tr></table>", SubmitState.Confirmed)]
    public async Task What_stands_in_a_place_of_the_page_says_what_became_of_a_form(string said, SubmitState state)
    {
        var sent = await SendAsync(LaidOut(said + "<h2>Customers</h2><table><tr><th>No.<th>Name<tr><td>1<td>Bolt</table>"));
        sent.Submit.ShouldBe(state);
    }

    [Fact]
    public async Task What_speaks_of_success_there_counts_too()
    {
        var sent = await SendAsync(LaidOut("<div>1 row inserted</div><table><tr><th>No.<th>Name<tr><td>1<td>Bolt</table>"));
        (sent.Submit, sent.Message).ShouldBe((SubmitState.Confirmed, "the form was sent: the portal says that it took it"));
    }

    [Theory]
    [InlineData("name Value", "b")]
    [InlineData("city Function", "c")]
    public async Task Fields_of_rows_under_titles_in_plain_cells_go_by_row_and_column(string field, string name)
    {
        static string Row(string title, string select, string input) => $"<tr><td>{title}</td><td>TEXT</td><td><select name={select}><option><option>x</select></td><td><textarea name={input}></textarea></td></tr>";
        await using var site = await WidgetSite.StartWithAsync(
            browser, $"<form method=post action=/save aria-label=Order><table><tr><td>Field</td><td>Type</td><td>Function</td><td>Value</td></tr>{Row("name", "a", "b")}{Row("city", "c", "d")}</table><button>Send</button></form>");
        (await site.OrderAsync((field, "x")))[name].ShouldBe("x");
    }

    [Theory]
    [InlineData("<table><tr><td>Your data</td><td>Here</td></tr><tr><td>Name</td><td><input name=a></td></tr><tr><td>City</td><td><input name=b></td></tr></table>", "City")]
    [InlineData("<table><tr><td>Your data</td><td>Here</td><td>Why</td></tr><tr><td>Name</td><td><input name=a></td><td>We greet you</td></tr><tr><td>City</td><td><input name=b></td><td>For the map</td></tr></table>", "City")]
    public async Task Where_a_row_has_one_field_it_goes_by_the_row(string table, string field)
    {
        await using var site = await WidgetSite.StartWithAsync(browser, $"<form method=post action=/save aria-label=Order>{table}<button>Send</button></form>");
        (await site.OrderAsync((field, "x")))["b"].ShouldBe("x");
    }

    [Theory]
    [InlineData("<fieldset><legend>New customer</legend>{FORM}</fieldset>", "New customer")]
    [InlineData("<fieldset><legend>Customers</legend><h3>New one</h3>{FORM}</fieldset>", "New one")]
    public async Task A_form_goes_by_the_title_of_the_set_it_stands_in(string around, string form)
    {
        const string Form = "<form method=post action=/save><label>Name <input name=a></label><button>Send</button></form>";
        await using var site = await WidgetSite.StartWithAsync(browser, $"<h1>Shop 1.9</h1>{around.Replace("{FORM}", Form, StringComparison.Ordinal)}");
        (await site.SendAsync(await site.FillAsync(form, ("Name", "x"))))["a"].ShouldBe("x");
    }

    private static string LaidOut(string main) => $"<table><tr><td><h1>Shop</h1><a href=/>Home</a></td><td>{main}</td></tr></table>";

    private async Task<BlockResult> SendAsync(string answer)
    {
        await using var site = await TestSite.StartAsync(("/", LaidOut("<form method=post action=/save aria-label=Customer><label>Name <input name=n></label><button>Create</button></form>")), ("/save", answer));
        var session = await browser.OpenAsync(site.Portal(), "/");
        var values = new Dictionary<string, FieldValue> { ["Name"] = new("Nut") };
        var filled = await new FillFormBlock(browser.Host, browser.Sessions).RunAsync(Policed.Permit("portal_fill_form", site.Portal(), session.Facts, null, ("form", "Customer"), ("values", values)), Policed.Run(), CancellationToken.None);
        var plan = session.Plans.Find((string)filled.Data["plan"]!)!.Facts;
        var sent = await new SubmitBlock(browser.Host, browser.Sessions) { Patience = TimeSpan.FromSeconds(8) }
            .RunAsync(Policed.Permit("portal_submit_form", site.Portal(), session.Facts, plan, ("plan", plan.Id)), Policed.Run(), CancellationToken.None);
        await browser.Sessions.EndAsync(session, "test");
        return sent;
    }
}
