using System.Collections.Concurrent;
using GovernedMcp.Browser.Blocks;
using GovernedMcp.Browser.Tests.Fixtures;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Governance.Tools;
using Microsoft.AspNetCore.Http;

namespace GovernedMcp.Browser.Tests.Egress.Wire;

/// <summary>Forms that send something else than what was filled, planned and approved.</summary>
[Collection(SharedBrowser.Answers)]
public sealed class HostileFormTests(BrowserFixture browser) : IAsyncLifetime
{
    private const string Fields = "<label>Name <input name=n></label><label>Amount <input name=amount></label><input type=hidden name=role value=user><input type=hidden name=csrf value=t1>";
    private TestSite _site = null!;
    private readonly ConcurrentQueue<(string Request, IReadOnlyList<string> Fields)> _sent = new();
    private int _recorded;

    public async Task InitializeAsync()
    {
        _site = await TestSite.StartSecureAsync();
        foreach (var path in (string[])["/save", "/other", "/api/save", "/log"]) _site.Answer(path, TakeAsync);
        _site.Answer("/onward", http =>
        {
            http.Response.StatusCode = 307;
            http.Response.Headers.Location = "/other";
            return Task.CompletedTask;
        });
    }

    public async Task DisposeAsync() => await _site.DisposeAsync();

    public static TheoryData<string> Names => new(Everything.Select(form => form.Name));

    private static IEnumerable<HostileForm> Everything => HostileForms.All.Concat(SwapTricks.All);

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Nothing_leaves_that_is_not_in_the_plan(string name)
    {
        var form = Everything.Single(one => one.Name == name);
        await using var forbidden = await TestSite.StartAsync();
        _site.Page("/", form.Page(forbidden.Address));
        var state = await TryAsync();

        forbidden.Connections.ShouldBe(0);
        _sent.Count.ShouldBeLessThanOrEqualTo(1);
        if (form.Goes) _sent.ShouldHaveSingleItem();
        if (form is { Goes: false, MayGo: false }) _sent.ShouldBeEmpty();
        foreach (var (request, fields) in _sent)
        {
            request.ShouldBe("POST /save");
            fields.Order().ShouldBe(HostileForm.Usual.Concat(form.Also).Order());
        }

        _recorded.ShouldBe(_sent.Count, "what leaves is on record, and without a request there is no sending");
        (state == SubmitState.NotSent).ShouldBe(_sent.IsEmpty);
    }

    [Fact]
    public async Task A_second_sending_does_not_leave()
    {
        _site.Page("/", $"<form method=post action=/save onsubmit=\"event.preventDefault(); const b = () => fetch('/save', {{ method: 'POST', body: new FormData(this) }}); b(); b(); setTimeout(b, 100)\">{Fields}<button>Save</button></form>");
        var result = await SendAsync(_site.Portal());
        Written().ShouldBe(["POST /save"]);
        _recorded.ShouldBe(1);
        result.Submit.ShouldNotBe(SubmitState.NotSent);
    }

    [Fact]
    public async Task A_redirect_that_would_send_it_again_elsewhere_is_not_followed()
    {
        _site.Page("/", $"<form method=post action=/onward>{Fields}<button>Save</button></form>");
        var result = await SendAsync(_site.Portal());
        Written().ShouldBe(["POST /onward"]);
        result.Submit.ShouldBe(SubmitState.Unknown, result.Message);
    }

    [Theory]
    [InlineData("method=post action=/save")]
    [InlineData("method=post action=/save enctype='multipart/form-data'")]
    [InlineData("method=post action=/save onsubmit=\"event.preventDefault(); fetch('/save', { method: 'POST', body: new FormData(this) }).then(() => this.remove())\"")]
    public async Task A_form_that_sends_what_was_planned_is_sent_once(string how)
    {
        _site.Page("/", $"<form {how}>{Fields}<button name=go value=1>Save</button></form>");
        var result = await SendAsync(_site.Portal());
        result.Submit.ShouldBe(SubmitState.Confirmed, result.Message);
        Written().ShouldBe(["POST /save"]);
        _recorded.ShouldBe(1);
    }

    [Theory]
    [InlineData("POST", "fetch('/api/save', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ name: n.value, amount: +amount.value, token: Math.random() }) })")]
    [InlineData("GET", "fetch(`/api/save?name=${encodeURIComponent(n.value)}&amount=${amount.value}&token=${Math.random()}`)")]
    public async Task A_script_that_sends_what_was_planned_to_the_request_of_the_Skill_is_let_through(string method, string send)
    {
        _site.Page("/", $"""
            <div role=form aria-label=Payment><label>Name <input id=n></label><label>Amount <input id=amount></label><button type=button id=go>Save</button></div>
            <script>go.onclick = () => {send}.then(() => document.querySelector('[role=form]').remove())</script>
            """);
        var form = new Form
        {
            Name = "payment",
            Root = new() { By = LocatorBy.Role, Role = "form", Value = "Payment" },
            Fields = [new() { Key = "name", Label = "Name" }, new() { Key = "amount", Label = "Amount" }],
            Submit = new SubmitControl(new() { By = LocatorBy.Role, Role = "button", Value = "Save" }, new RequestPattern(method, "/api/save")),
            Volatile = ["token"],
            Source = SourceMark.BuiltIn,
        };
        var result = await SendAsync(_site.Portal() with { Forms = System.Collections.Frozen.FrozenDictionary.ToFrozenDictionary([form], one => one.Name) }, "payment", "name", "amount");
        result.Submit.ShouldBe(SubmitState.Confirmed, result.Message);
        _site.Requests.Where(request => request.Contains("/api/save", StringComparison.Ordinal)).ShouldHaveSingleItem().ShouldStartWith($"{method} /api/save");
    }

    [Fact]
    public async Task A_token_that_the_page_renews_is_let_through_when_the_Skill_says_so()
    {
        _site.Page("/", $"<form aria-label=Payment method=post action=/save onsubmit=\"this.csrf.value = 't2'\">{Fields}<button>Save</button></form>");
        (await SendAsync(_site.Portal())).Submit.ShouldBe(SubmitState.NotSent);
        var form = new Form { Name = "payment", Fields = [new() { Key = "name", Label = "Name" }, new() { Key = "amount", Label = "Amount" }], Volatile = ["csrf"], Source = SourceMark.BuiltIn };
        var portal = _site.Portal() with { Forms = System.Collections.Frozen.FrozenDictionary.ToFrozenDictionary([form], one => one.Name) };
        (await SendAsync(portal, "payment", "name", "amount")).Submit.ShouldBe(SubmitState.Confirmed);
    }

    // A form that cannot be filled without guessing, or is another by then, is a fault, and nothing was sent.
    private async Task<SubmitState> TryAsync()
    {
        try
        {
            return (await SendAsync(_site.Portal())).Submit!.Value;
        }
        catch (BlockFault fault)
        {
            return fault.Submit ?? SubmitState.NotSent;
        }
    }

    private List<string> Written() => [.. _site.Requests.Where(request => !request.StartsWith("GET ", StringComparison.Ordinal))];

    private async Task<BlockResult> SendAsync(Portal portal, string form = "form-1", string name = "Name", string amount = "Amount")
    {
        var session = await browser.OpenAsync(portal, "/");
        var values = new Dictionary<string, FieldValue> { [name] = new("x"), [amount] = new("12") };
        var filled = await new FillFormBlock(browser.Host, browser.Sessions).RunAsync(Policed.Permit("portal_fill_form", portal, session.Facts, null, ("form", form), ("values", values)), Policed.Run(), CancellationToken.None);
        var plan = (string)filled.Data["plan"]!;
        var permit = Policed.Permit("portal_submit_form", portal, session.Facts, session.Plans.Find(plan)!.Facts, ("plan", plan));
        var run = Policed.Run(sending: () =>
        {
            _recorded++;
            return Task.CompletedTask;
        });
        var result = await new SubmitBlock(browser.Host, browser.Sessions) { Patience = TimeSpan.FromSeconds(8) }.RunAsync(permit, run, CancellationToken.None);
        await browser.Sessions.EndAsync(session, "test");
        return result;
    }

    private async Task TakeAsync(HttpContext http)
    {
        var form = http.Request.HasFormContentType ? await http.Request.ReadFormAsync() : FormCollection.Empty;
        _sent.Enqueue(($"{http.Request.Method} {http.Request.Path}", [.. form.SelectMany(pair => pair.Value.Select(value => $"{pair.Key}={value}"))]));
        http.Response.ContentType = "text/html";
        await http.Response.WriteAsync("<title>Thanks</title><h1>Thanks</h1>");
    }
}
