using GovernedMcp.Browser.Blocks;
using GovernedMcp.Browser.Sessions;
using GovernedMcp.Browser.Tests.Fixtures;
using GovernedMcp.DemoPortal.Faults;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Browser.Tests.Blocks;

[Collection(SharedBrowser.Sending)]
public sealed class SubmitBlockTests(BrowserFixture browser)
{
    private readonly List<string> _order = [];

    [Fact]
    public async Task A_dispute_is_sent_once_and_stored_as_filled()
    {
        await using var vendor = await Vendor.StartAsync();
        var session = await vendor.SignInAsync(browser);
        var (plan, invoice) = await FillAsync(vendor, session);
        var result = await SubmitAsync(vendor.Portal, session, plan);
        result.Submit.ShouldBe(SubmitState.Confirmed, result.Message);
        var stored = vendor.App.Disputes.ShouldHaveSingleItem();
        stored.Invoice.ShouldBe(invoice);
        stored.Amount.ShouldBe(12.34m);
        stored.Urgent.ShouldBeTrue();
        stored.ExpectedBy.ShouldBe(new DateOnly(2026, 12, 24));
        stored.Note.ReplaceLineEndings("\n").ShouldBe("first line\nsecond line");
        result.Reference.ShouldBe(stored.Reference);
        result.Message.ShouldStartWith("form `dispute` was sent: ");
        result.Data.Select(part => part.Key).ShouldBe(["form", "captured", "request", "status", "page_messages"]);
        _order.ShouldBe(["sending"]);

        (await Should.ThrowAsync<BlockFault>(() => SubmitAsync(vendor.Portal, session, plan))).Rule.ShouldBe(Rules.Plans.AlreadyUsed);
        vendor.App.Hits("POST /disputes").ShouldBe(1);
    }

    [Fact]
    public async Task A_portal_that_drops_untyped_values_stores_what_was_filled()
    {
        await using var vendor = await Vendor.StartAsync();
        vendor.App.Faults = new FaultSwitches { DropUntypedValues = true };
        var session = await vendor.SignInAsync(browser);
        var (plan, _) = await FillAsync(vendor, session);
        (await SubmitAsync(vendor.Portal, session, plan)).Submit.ShouldBe(SubmitState.Confirmed);
        vendor.App.Disputes.ShouldHaveSingleItem().Amount.ShouldBe(12.34m);
    }

    [Fact]
    public async Task A_form_that_changed_after_the_plan_is_not_sent()
    {
        await using var vendor = await Vendor.StartAsync();
        var session = await vendor.SignInAsync(browser);
        var (plan, _) = await FillAsync(vendor, session);
        await session.Page.EvaluateAsync("() => document.getElementById('amount').value = '9999'");
        var fault = await Should.ThrowAsync<BlockFault>(() => SubmitAsync(vendor.Portal, session, plan));
        fault.Rule.ShouldBe(Rules.Forms.Changed);
        fault.Submit.ShouldBe(SubmitState.NotSent);
        fault.Message.ShouldContain("`amount`");
        vendor.App.Hits("POST /disputes").ShouldBe(0);
        _order.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("document.forms[0].action = '/elsewhere'")]
    [InlineData("document.forms[document.forms.length - 1].method = 'get'")]
    [InlineData("document.getElementById('amount').labels[0].textContent = 'Tip'")]
    public async Task A_form_that_would_go_elsewhere_is_not_sent(string trick)
    {
        await using var vendor = await Vendor.StartAsync();
        var session = await vendor.SignInAsync(browser);
        var (plan, _) = await FillAsync(vendor, session);
        await session.Page.EvaluateAsync($"() => {{ for (const form of document.forms) form.setAttribute('data-x', ''); {trick.Replace("document.forms[0]", "document.querySelector('form[aria-label=Dispute]')")} }}");
        (await Should.ThrowAsync<BlockFault>(() => SubmitAsync(vendor.Portal, session, plan))).Submit.ShouldBe(SubmitState.NotSent);
        vendor.App.Disputes.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("accept_then_hang")]
    [InlineData("accept_then_reset")]
    [InlineData("error500_after")]
    public async Task A_portal_that_falls_silent_is_read_back_and_never_asked_twice(string fault)
    {
        await using var vendor = await Vendor.StartAsync();
        var session = await vendor.SignInAsync(browser);
        var (plan, _) = await FillAsync(vendor, session);
        vendor.App.Faults = new FaultSwitches { Submit = fault };
        var result = await SubmitAsync(vendor.Portal, session, plan);
        result.Submit.ShouldBe(SubmitState.Confirmed, result.Message);
        result.Reference.ShouldBe(vendor.App.Disputes.ShouldHaveSingleItem().Reference);
        vendor.App.Hits("POST /disputes").ShouldBe(1);
    }

    [Fact]
    public async Task Without_a_way_to_read_back_a_hang_stays_unknown()
    {
        await using var vendor = await Vendor.StartAsync();
        var session = await vendor.SignInAsync(browser);
        var portal = vendor.Portal with { Forms = System.Collections.Frozen.FrozenDictionary.ToFrozenDictionary([vendor.Portal.Forms["dispute"] with { Verify = null }], form => form.Name) };
        var (plan, _) = await FillAsync(vendor, session, portal);
        vendor.App.Faults = new FaultSwitches { Submit = "accept_then_hang" };
        (await SubmitAsync(portal, session, plan)).Submit.ShouldBe(SubmitState.Unknown);
        vendor.App.Hits("POST /disputes").ShouldBe(1);
    }

    [Fact]
    public async Task What_the_portal_turns_down_comes_back_with_its_messages()
    {
        await using var vendor = await Vendor.StartAsync();
        var session = await vendor.SignInAsync(browser);
        var (plan, _) = await FillAsync(vendor, session, values: new() { ["invoice"] = new("NW-2026-99999") });
        var result = await SubmitAsync(vendor.Portal, session, plan);
        result.Submit.ShouldBe(SubmitState.RejectedByPortal);
        result.Data["page_messages"]!.ToJsonString().ShouldContain("was not found");
        vendor.App.Disputes.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_the_page_itself_keeps_back_was_provably_not_sent()
    {
        await using var site = await TestSite.StartAsync(("/", "<form method=post action=/save><label>Name <input name=n></label><label>Mail <input name=m required></label><button>Save</button></form>"));
        var session = await browser.OpenAsync(site.Portal(), "/");
        var plan = await PlanAsync(site.Portal(), session, "form-1", new() { ["Name"] = new("x") });
        var result = await SubmitAsync(site.Portal(), session, plan);
        result.Submit.ShouldBe(SubmitState.NotSent, result.Message);
        site.Requests.ShouldNotContain("POST /save");
    }

    [Fact]
    public async Task A_form_that_is_shown_again_is_not_settled_by_a_row_that_may_be_older()
    {
        const string page = "<form method=post action=/save><label>Name <input name=n></label><button>Save</button></form>";
        await using var site = await TestSite.StartAsync(("/", page), ("/save", page), ("/list", "<table><tr><th>Name</th></tr><tr><td>Ada</td></tr></table>"));
        var form = new Form
        {
            Name = "add",
            Fields = [new() { Key = "name", Label = "Name" }],
            Success = new FormSuccess(new PageCondition.TextShown("added"), System.Collections.Frozen.FrozenDictionary<string, string>.Empty),
            Verify = new ReadBack("names", new Dictionary<string, string> { ["name"] = "{name}" }),
            Source = SourceMark.BuiltIn,
        };
        var portal = site.Portal() with
        {
            Sections = Named(new Section { Name = "list", Url = "/list", Source = SourceMark.BuiltIn }, one => one.Name),
            Tables = Named(new Table { Name = "names", Section = "list", Root = Vendor.By(LocatorBy.Css, "table"), Columns = [new("name", ["Name"], GovernedMcp.Governance.Portals.ValueType.String)], Source = SourceMark.BuiltIn }, one => one.Name),
            Forms = Named(form, one => one.Name),
        };
        var session = await browser.OpenAsync(portal, "/");
        var plan = await PlanAsync(portal, session, "add", new() { ["name"] = new("Ada") });
        var result = await SubmitAsync(portal, session, plan);
        result.Submit.ShouldBe(SubmitState.Unknown, result.Message);
        result.Message.ShouldContain("shows the form again");
        site.Requests.ShouldNotContain("GET /list");
    }

    [Theory]
    [InlineData("")]
    [InlineData("onsubmit=\"event.preventDefault(); fetch('/save', { method: 'POST', body: new URLSearchParams(new FormData(this)) }).then(() => this.reset())\"")]
    public async Task An_empty_form_for_the_next_record_turns_nothing_down(string script)
    {
        var page = $"<form method=post action=/save {script}><label>Name <input name=n required></label><label>Mail <input name=m type=email required></label><button>Save</button></form>";
        await using var site = await TestSite.StartAsync(("/", page), ("/save", page));
        var session = await browser.OpenAsync(site.Portal(), "/");
        var plan = await PlanAsync(site.Portal(), session, "form-1", new() { ["Name"] = new("Ada"), ["Mail"] = new("ada@example.com") });
        var result = await SubmitAsync(site.Portal(), session, plan);
        result.Submit.ShouldBe(SubmitState.Unknown, result.Message);
        (result.Data["page_messages"]?.ToJsonString() ?? "").ShouldNotContain("fill out");
    }

    private static System.Collections.Frozen.FrozenDictionary<string, T> Named<T>(T part, Func<T, string> name) => System.Collections.Frozen.FrozenDictionary.ToFrozenDictionary([part], name);

    [Fact]
    public async Task A_covered_button_is_not_clicked()
    {
        await using var site = await TestSite.StartAsync(("/", "<form method=post action=/save><label>Name <input name=n></label><button>Save</button></form><div id=over style='position:fixed;inset:0;display:none'>Cookies?</div>"));
        var session = await browser.OpenAsync(site.Portal(), "/");
        var plan = await PlanAsync(site.Portal(), session, "form-1", new() { ["Name"] = new("x") });
        await session.Page.EvaluateAsync("() => over.style.display = 'block'");
        (await Should.ThrowAsync<BlockFault>(() => SubmitAsync(site.Portal(), session, plan))).Submit.ShouldBe(SubmitState.NotSent);
        site.Requests.ShouldNotContain("POST /save");
    }

    [Fact]
    public async Task Without_the_record_of_sending_nothing_is_clicked()
    {
        await using var vendor = await Vendor.StartAsync();
        var session = await vendor.SignInAsync(browser);
        var (plan, _) = await FillAsync(vendor, session);
        await Should.ThrowAsync<InvalidDataException>(() => SubmitAsync(vendor.Portal, session, plan, () => throw new InvalidDataException("the disk is full")));
        vendor.App.Hits("POST /disputes").ShouldBe(0);
    }

    private async Task<(string Plan, string Invoice)> FillAsync(Vendor vendor, BrowserSession session, Portal? portal = null, Dictionary<string, FieldValue>? values = null)
    {
        await session.Page.GotoAsync(vendor.App.Address + "disputes/new", new() { WaitUntil = Microsoft.Playwright.WaitUntilState.DOMContentLoaded });
        var invoice = (await session.Page.Locator("#invoice-numbers option").First.GetAttributeAsync("value"))!;
        var filled = new Dictionary<string, FieldValue>
        {
            ["invoice"] = new(invoice),
            ["reason"] = new(await session.Page.Locator("#reason option").Nth(1).InnerTextAsync()),
            ["amount"] = new("12.34"),
            ["expected"] = new("2026-12-24"),
            ["contact"] = new("E-mail"),
            ["urgent"] = new("true"),
            ["note"] = new("first line\nsecond line"),
        };
        foreach (var (key, value) in values ?? []) filled[key] = value;
        return (await PlanAsync(portal ?? vendor.Portal, session, "dispute", filled), invoice);
    }

    private async Task<string> PlanAsync(Portal portal, BrowserSession session, string form, Dictionary<string, FieldValue> values)
    {
        var permit = Policed.Permit("portal_fill_form", portal, session.Facts, null, ("form", form), ("values", values));
        var result = await new FillFormBlock(browser.Host, browser.Sessions).RunAsync(permit, Policed.Run(), CancellationToken.None);
        return (string)result.Data["plan"]!;
    }

    private Task<BlockResult> SubmitAsync(Portal portal, BrowserSession session, string plan, Func<Task>? sending = null)
    {
        var permit = Policed.Permit("portal_submit_form", portal, session.Facts, session.Plans.Find(plan)!.Facts, ("plan", plan));
        var run = Policed.Run(sending: sending ?? (() =>
        {
            _order.Add("sending");
            return Task.CompletedTask;
        }));
        return new SubmitBlock(browser.Host, browser.Sessions) { Patience = TimeSpan.FromSeconds(4) }.RunAsync(permit, run, CancellationToken.None);
    }
}
