using System.Diagnostics;
using System.Text.Json.Nodes;
using GovernedMcp.Governance.Audit;

namespace GovernedMcp.Server.Tests.Faults;

/// <summary>kill -9 of the browser or its driver in the middle of each block, one server through all of it.</summary>
public sealed class BrowserKillTests(BrowserKillTests.Site site) : IClassFixture<BrowserKillTests.Site>
{
    private static readonly TimeSpan InTime = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task Killed_while_it_signs_in()
    {
        site.World.Misbehave("hang", "/home");
        await LosesAsync("portal_login", [("portal", "northwind-vendor")], Arrives("GET /home"));
    }

    [Fact]
    public async Task Killed_while_it_goes_to_a_section()
    {
        var session = await site.Server.SignInAsync();
        site.World.Misbehave("hang", "/billing/invoices");
        await LosesAsync("portal_navigate", [("session", session), ("section", "invoices")], Arrives("GET /billing/invoices"));
    }

    [Fact]
    public async Task The_driver_killed_while_it_goes_to_a_section()
    {
        var session = await site.Server.SignInAsync();
        site.World.Misbehave("hang", "/billing/invoices");
        await LosesAsync("portal_navigate", [("session", session), ("section", "invoices")], Arrives("GET /billing/invoices"), () => site.World.Browser.Driver);
    }

    [Fact]
    public async Task Killed_while_it_turns_the_pages_of_a_table()
    {
        var session = await site.Server.SignInAsync();
        await site.Server.ExpectAsync("completed", "portal_navigate", ("session", session), ("section", "invoices"));
        site.World.Misbehave("hang", "/billing/invoices");
        await LosesAsync("portal_extract", [("session", session), ("table", "invoices")], Arrives("GET /billing/invoices"));
    }

    [Theory]
    [InlineData("portal_read")]
    [InlineData("portal_screenshot")]
    [InlineData("portal_fill_form")]
    public async Task Killed_while_it_looks_at_the_page_or_types_into_it(string tool)
    {
        var session = await site.Server.SignInAsync();
        await site.Server.ExpectAsync("completed", "portal_navigate", ("session", session), ("section", "new-dispute"));
        var before = site.World.Records()[^1].Seq;
        (string, object)[] more = tool == "portal_fill_form" ? [("form", "dispute"), ("values", FaultWorld.Dispute)] : [];

        // Standing still it is in the middle for as long as it takes to kill it.
        await site.World.Browser.FreezeAsync();
        await LosesAsync(tool, [("session", session), .. more], () => site.World.OnRecordAsync(AuditTypes.Intent, tool, before));
    }

    [Fact]
    public async Task Killed_while_the_portal_has_the_form_the_outcome_is_unknown_and_the_form_arrived_once()
    {
        var session = await site.Server.SignInAsync();
        var plan = await site.World.FillAndApproveAsync(site.Server, session);
        var before = site.World.Forms;
        site.World.Portal.Faults = new() { Submit = "accept_then_hang" };
        var reply = await DiesAsync("portal_submit_form", [("session", session), ("plan", plan)], Arrives("POST /disputes"), () => site.World.Browser.Browser);
        reply["outcome"]!.ToString().ShouldBe("terminated");
        FaultWorld.StateOf(reply).ShouldBe("unknown");
        site.World.Forms.ShouldBe(before + 1);
        FaultWorld.StateOf(await site.Server.ExpectAsync("completed", "portal_outcome", ("plan", plan))).ShouldBe("unknown");
        site.World.Forms.ShouldBe(before + 1);
    }

    private async Task LosesAsync(string tool, (string, object)[] arguments, Func<Task> inTheMiddle, Func<int>? victim = null)
    {
        var reply = await DiesAsync(tool, arguments, inTheMiddle, victim ?? (() => site.World.Browser.Browser));
        reply["outcome"]!.ToString().ShouldBe("failed", reply.ToJsonString());
        reply["code"]!.ToString().ShouldBe("browser.lost", reply.ToJsonString());
    }

    /// <summary>Calls, kills in the middle, and gives back what was answered; then the next session works and nothing of the last one is left.</summary>
    private async Task<JsonObject> DiesAsync(string tool, (string, object)[] arguments, Func<Task> inTheMiddle, Func<int> victim)
    {
        var call = site.Server.CallAsync(tool, arguments);
        await inTheMiddle();
        call.IsCompleted.ShouldBeFalse();
        var old = site.World.Browser.All;
        BrowserProcesses.Kill(victim());
        var watch = Stopwatch.StartNew();
        var reply = await call;
        watch.Elapsed.ShouldBeLessThan(InTime);

        site.World.Portal.Faults = new();
        var next = await site.Server.SignInAsync();
        await BrowserProcesses.GoneAsync(old);
        await site.Server.ExpectAsync("completed", "portal_session", ("session", next), ("action", "logout"));
        site.Server.IsRunning.ShouldBeTrue();
        await site.World.IsWholeAsync();
        return reply;
    }

    /// <summary>Counts now what arrived so far; waits later for one more.</summary>
    private Func<Task> Arrives(string route)
    {
        var before = site.World.Portal.Hits(route);
        return () => Until.HoldsAsync($"{route} arrives", () => site.World.Portal.Hits(route) > before);
    }

    /// <summary>One portal and one server, which lives through all of it.</summary>
    public sealed class Site : IAsyncLifetime
    {
        internal FaultWorld World { get; private set; } = null!;
        internal LiveServer Server { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            World = await FaultWorld.StartAsync();
            Server = await World.ServeAsync();
        }

        public async Task DisposeAsync()
        {
            var all = World.Browser.All;
            await Server.DisposeAsync();
            await BrowserProcesses.GoneAsync(all);
            await World.DisposeAsync();
        }
    }
}
