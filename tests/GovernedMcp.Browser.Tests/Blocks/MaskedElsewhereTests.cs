using System.Collections.Frozen;
using System.Text.Json;
using GovernedMcp.Browser.Blocks;
using GovernedMcp.Browser.Blocks.Navigate;
using GovernedMcp.Browser.Tests.Fixtures;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Gates;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Governance.Tools;
using ValueType = GovernedMcp.Governance.Portals.ValueType;

namespace GovernedMcp.Browser.Tests.Blocks;

/// <summary>What a Skill masks in one table comes out by no other way of reading the page.</summary>
[Collection(SharedBrowser.Blocks)]
public sealed class MaskedElsewhereTests(BrowserFixture browser)
{
    private const string Secret = "DE89370400440532013000";

    private static readonly string _page = $"""
        <h1>Overview</h1><p role=status>Paid</p>
        <table aria-label=Suppliers><thead><tr><th>Name<th>Accounts</thead>
          <tr><td>Adatum<td><table class=accounts><tr><td>Bank<td>IBAN<tr><td>North<td>{Secret}</table>
          <tr><td>Contoso<td><table class=accounts><tr><td>Bank<td>IBAN<tr><td>South<td>{Secret}</table>
        </table>
        <table class=payees><caption>Payees</caption><tr><th>Payee<th>IBAN (main)<th>More<tr><td>Fabrikam<td><h3>{Secret}</h3><td><a href=/1>Edit</a>
          <tr><td>Proseware<td><a href=/pay role=status>{Secret}</a><p role=status>Paid to {Secret}</p><details><summary>…</summary><a href=/pay/now>Pay {Secret}</a></details><td><a href=/2>Edit</a></table>
        <table aria-label=Debtors><thead><tr><th>Debtor<th>IBAN (main)</thead><tr><td>Litware<td>{Secret}</table>
        <details><summary>Old payees</summary><table class=payees><tr><th>Payee<th>IBAN (main)<tr><td>Northwind<td><a href=/old>Old {Secret}</a></table><a href=/help>Help</a></details>
        <ul class=cards aria-label=Cards>{Card("Ada")}{Card("Bob")}{Card("Cyd")}</ul>
        <p><b>IBAN</b> {Secret}</p><div><span>IBAN:</span> <span>{Secret}</span></div><div><label>IBAN</label><i>{Secret}</i><i> kept </i><i>since </i><i>May</i></div>
        <div><span>IBAN</span> <span>{Secret}</span> <input type=checkbox></div>
        <form aria-label=Payment><div><label>IBAN</label><select name=iban><option>From the list</select> <em>of the payee</em></div><label>Sum <input name=sum></label><button>Pay</button></form>
        <ul aria-label=Plain>{Plain("Dee")}{Plain("Eve")}{Plain("Fay")}</ul>
        """;

    private static string Card(string name) => $"<li><h2>{name}</h2><dl><dt>City</dt><dd>Bergen</dd><dt>IBAN</dt><dd>{Secret}</dd></dl></li>";

    private static string Plain(string name) => $"<li><i data-testid=who>{name}</i><div data-testid=bank><dl><dt>City</dt><dd>Bergen</dd><dt>IBAN</dt><dd>{Secret}</dd></dl></div></li>";

    [Theory]
    [InlineData("Suppliers", "Adatum", null)]
    [InlineData("suppliers", "Adatum", null)]
    [InlineData("payees", "Fabrikam", "…3000")]
    [InlineData("Debtors", "Litware", "…3000")]
    [InlineData("Cards", "Bergen", "…3000")]
    [InlineData("Plain", "Bergen", "…3000")]
    public async Task No_table_shows_what_another_masks(string table, string shown, string? masked)
    {
        var told = await ToldAsync(new ExtractBlock(browser.Host, browser.Sessions, browser.Shelf), ("table", table), ("format", "json"));
        told.ShouldContain(shown);
        if (masked is not null) told.ShouldContain(masked);
        told.ShouldNotContain(Secret);
    }

    [Fact]
    public async Task Nor_a_later_page_of_a_list_what_no_card_of_the_first_has()
    {
        static string Cards(string more, string next) => $"<ul aria-label=Cards>{string.Concat(new[] { "Ada", "Bob", "Cyd" }.Select(name => $"<li><h2>{name}</h2><p class=city>Bergen</p><p>{name} waits</p>{more}</li>"))}</ul>{next}";
        await using var site = await browser.SiteAsync(("/", Cards("", "<nav><b>1</b> <a href=/2>2</a> <a href=/2>Next</a></nav>")), ("/2", Cards($"<dl><dt>IBAN</dt><dd>{Secret}</dd></dl>", "<nav><a href=/>1</a> <b>2</b></nav>")));
        var session = await browser.OpenAsync(Declared(site), "/");
        var told = (await new ExtractBlock(browser.Host, browser.Sessions, browser.Shelf).RunAsync(Policed.Permit("portal_extract", Declared(site), session.Facts, null, ("table", "Cards"), ("format", "json")), Policed.Run(), CancellationToken.None)).Data.ToJsonString();
        told.ShouldContain("3000");
        told.ShouldNotContain(Secret);
    }

    [Fact]
    public async Task A_table_that_masks_goes_by_no_name_of_the_page()
    {
        var fault = await Should.ThrowAsync<BlockFault>(() => ToldAsync(new ExtractBlock(browser.Host, browser.Sessions, browser.Shelf), ("table", "Payees")));
        fault.Rule.ShouldBe(Rules.Scope.TableNotGranted);
        fault.Message.ShouldContain("the Skill declares");
    }

    [Fact]
    public async Task Nor_can_rows_be_chosen_by_what_is_masked()
    {
        var fault = await Should.ThrowAsync<BlockFault>(() => ToldAsync(new ExtractBlock(browser.Host, browser.Sessions, browser.Shelf), ("table", "Debtors"), ("where", new Dictionary<string, Matcher> { ["IBAN (main)"] = new Matcher.Starts("DE1") })));
        fault.Rule.ShouldBe(Rules.Tables.Where);
    }

    [Theory]
    [InlineData("outline", "Debtors")]
    [InlineData("outline", "Help")]
    [InlineData("text", "Litware")]
    [InlineData("text", "kept since May")]
    [InlineData("text", "of the payee")]
    public async Task What_is_read_of_the_page_shows_nothing_of_it(string what, string shown)
    {
        var told = await ToldAsync(new ReadBlock(browser.Host, browser.Sessions), ("what", what), ("limit", 200));
        told.ShouldContain(shown);
        told.ShouldNotContain(Secret);
    }

    [Fact]
    public async Task Nor_is_it_told_on_arriving_there()
    {
        var told = await ToldAsync(new NavigateBlock(browser.Host, browser.Sessions), ("section", "path:/"));
        told.ShouldContain("Overview");
        told.ShouldContain("Paid");
        told.ShouldNotContain(Secret);
    }

    [Theory]
    [InlineData("Edit", "Proseware")]
    [InlineData("Account DE89", "Edit")]
    [InlineData(Secret, "Edit")]
    [InlineData("Pay " + Secret, "Edit")]
    [InlineData("Old " + Secret, "Help")]
    public async Task Nothing_masked_is_a_section_nor_told_in_place_of_one(string section, string shown)
    {
        var fault = await Should.ThrowAsync<BlockFault>(() => ToldAsync(new NavigateBlock(browser.Host, browser.Sessions), ("section", section)));
        var told = string.Join('\n', fault.Allowed.Concat(fault.Quotes));
        told.ShouldContain(shown);
        told.ShouldNotContain(Secret);
    }

    private async Task<string> ToldAsync(IToolBlock block, params (string, object)[] arguments)
    {
        await using var site = await browser.SiteAsync(("/", _page));
        var portal = Declared(site);
        var session = await browser.OpenAsync(portal, "/");
        var result = await block.RunAsync(Policed.Permit(block.Tool, portal, session.Facts, null, arguments), Policed.Run(), CancellationToken.None);
        return JsonSerializer.Serialize(new { result.Message, result.Text, Data = result.Data.ToJsonString(), result.Warnings, result.Quotes }, Readable).Replace("\\\\u2026", "…", StringComparison.Ordinal);
    }

    private static JsonSerializerOptions Readable { get; } = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static Portal Declared(TestSite site) => site.Portal() with
    {
        Tables = new[]
        {
            Table("suppliers", "table[aria-label=Suppliers]", new Column("name", ["Name"], ValueType.String), new Column("accounts", ["Accounts"], ValueType.String)),
            Table("accounts", ".accounts", new Column("bank", ["Bank"], ValueType.String), new Column("iban", ["IBAN"], ValueType.String) { Sensitive = Sensitivity.MaskLast4 }),
            Table("payees", ".payees", new Column("payee", ["Payee"], ValueType.String), new Column("iban", ["IBAN"], ValueType.String) { Sensitive = Sensitivity.MaskLast4 }),
        }.ToFrozenDictionary(table => table.Name),
    };

    private static Table Table(string name, string css, params Column[] columns) => new()
    {
        Name = name,
        Root = new Locator { By = LocatorBy.Css, Value = css },
        Columns = columns,
        Source = SourceMark.BuiltIn,
    };
}
