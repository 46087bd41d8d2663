using System.Collections.Frozen;
using GovernedMcp.Browser.Egress.Wire;
using GovernedMcp.Browser.Pages;
using GovernedMcp.Browser.Sessions;
using GovernedMcp.DemoPortal;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Portals;
using ValueType = GovernedMcp.Governance.Portals.ValueType;

namespace GovernedMcp.Browser.Tests.Fixtures;

/// <summary>The demo portal, running, and what its Skill would say of it.</summary>
public sealed class Vendor : IAsyncDisposable
{
    private Vendor(DemoPortalApp app) => App = app;

    public DemoPortalApp App { get; }

    public static async Task<Vendor> StartAsync() => new(await DemoPortalApp.StartAsync(new DemoPortalOptions { Port = 0 }));

    /// <summary>A session that signed in, by hand.</summary>
    public async Task<BrowserSession> SignInAsync(BrowserFixture browser)
    {
        var session = await browser.OpenAsync(Portal, "/login");
        using var wire = session.Wire.Under(WireRule.SigningIn.It);
        await session.Page.GetByLabel("User ID").FillAsync("ap-desk");
        await session.Page.GetByLabel("Password").FillAsync("demo-Northwind-7!");
        await session.Page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        // Playwright may miss that a page has loaded, on a busy machine, and wait for it in vain; the page itself does not.
        var start = TimeProvider.System.GetTimestamp();
        while (session.Page.Url.Contains("/login", StringComparison.Ordinal) && TimeProvider.System.GetElapsedTime(start) < TimeSpan.FromSeconds(30)) await Task.Delay(15);
        await session.WithPageAsync(_ => session.Line.EvaluateAsync(PageScripts.Arrived), TimeSpan.FromSeconds(20), CancellationToken.None);
        return session;
    }

    public Portal Portal => new()
    {
        Name = "vendor",
        Title = "Northwind",
        BaseUrl = new Uri(App.Address.AbsoluteUri.TrimEnd('/')),
        Origins = new Origins { Navigate = Only, Login = Only, Resource = Only },
        Locale = new PortalLocale("en-GB", "Europe/London", '.', "dd/MM/yyyy"),
        Sections = Named(section => section.Name, Section("invoices", "/billing/invoices"), Section("disputes", "/disputes"), Section("new dispute", "/disputes/new")),
        Tables = Named(table => table.Name, Invoices, Disputes),
        Forms = Named(form => form.Name, Dispute),
        Guidance = new SkillText("", "", FrozenDictionary<string, string>.Empty),
        SkillDigest = new string('0', 64),
        Source = SourceMark.BuiltIn,
    };

    public async ValueTask DisposeAsync()
    {
        await Visitors.LeaveAsync(App.Address);
        await App.DisposeAsync();
    }

    public static Locator By(LocatorBy by, string value, string? role = null) => new() { By = by, Role = role, Value = value };

    private FrozenSet<string> Only => FrozenSet.Create(Origins.Of(App.Address));

    private static Table Invoices => new()
    {
        Name = "invoices",
        Section = "invoices",
        Root = By(LocatorBy.Role, "Invoices", "table"),
        Columns =
        [
            new("number", ["Invoice no."], ValueType.String) { Required = true },
            new("supplier", ["Supplier"], ValueType.String),
            new("due", ["Due", "Due date"], ValueType.Date),
            new("amount", ["Amount"], ValueType.Money),
            new("status", ["Status"], ValueType.Enum),
            new("iban", ["IBAN"], ValueType.String) { Sensitive = Sensitivity.MaskLast4 },
        ],
        RowKey = ["number"],
        Pages = new Paging(PagingKind.Next, By(LocatorBy.Role, "Next", "link"), 50),
        Total = new ShownTotal("of {n}", null),
        Source = SourceMark.BuiltIn,
    };

    private static Table Disputes => new()
    {
        Name = "disputes",
        Section = "disputes",
        Root = By(LocatorBy.Role, "Disputes", "table"),
        Columns = [new("reference", ["Reference"], ValueType.String), new("invoice", ["Invoice"], ValueType.String), new("amount", ["Amount"], ValueType.Money)],
        RowKey = ["reference"],
        Source = SourceMark.BuiltIn,
    };

    private static Form Dispute => new()
    {
        Name = "dispute",
        Section = "new dispute",
        Fields =
        [
            new() { Key = "invoice", Label = "Invoice", Required = true },
            new() { Key = "reason", Label = "Reason", Required = true },
            new() { Key = "amount", Label = "Amount", Type = ValueType.Money, Min = 0 },
            new() { Key = "expected", Label = "Expected by", Type = ValueType.Date },
            new() { Key = "contact", Label = "Contact by" },
            new() { Key = "urgent", Label = "Urgent", Type = ValueType.Boolean },
            new() { Key = "note", Label = "Note", MaxLength = 500 },
            new() { Key = "proof", Label = "Attachment", Type = ValueType.File, Accept = ["pdf"], MaxMegabytes = 10 },
        ],
        ErrorSummary = By(LocatorBy.Role, null!, "alert"),
        Submit = new SubmitControl(By(LocatorBy.Role, "Submit dispute", "button"), new RequestPattern("POST", "/disputes")),
        Success = new FormSuccess(new PageCondition.TextShown("Request received"), new Dictionary<string, string> { ["reference"] = "Ref. {text}" }),
        Verify = new ReadBack("disputes", new Dictionary<string, string> { ["invoice"] = "{invoice}", ["amount"] = "{amount}" }),
        Source = SourceMark.BuiltIn,
    };

    private static Section Section(string name, string url) => new() { Name = name, Url = url, Source = SourceMark.BuiltIn };

    private static FrozenDictionary<string, T> Named<T>(Func<T, string> name, params T[] parts) => parts.ToFrozenDictionary(name);
}
