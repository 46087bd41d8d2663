using GovernedMcp.DemoPortal.Faults;

namespace GovernedMcp.DemoPortal.Tests.Faults;

public sealed class PageFaultTests : PortalTest
{
    [Fact]
    public async Task A_page_hangs_only_where_it_is_asked_to()
    {
        using var visitor = await Visitor.SignedInAsync(Portal);
        await visitor.FaultsAsync(new { page = "hang", paths = new[] { "/billing/invoices" } });

        (await visitor.GetAsync("/billing/invoices/NW-2026-00001")).Status.ShouldBe(HttpStatusCode.OK);
        var hanging = visitor.GetAsync("/billing/invoices");

        (await Task.WhenAny(hanging, Task.Delay(TimeSpan.FromMilliseconds(600)))).ShouldNotBe(hanging);
    }

    [Fact]
    public async Task A_star_takes_in_everything_below()
    {
        using var visitor = await Visitor.SignedInAsync(Portal);
        await visitor.FaultsAsync(new { page = "loop", paths = new[] { "/billing/*" } });

        (await visitor.GetAsync("/billing/invoices/NW-2026-00001")).Text.ShouldContain("while (true)");
        (await visitor.GetAsync("/home")).Text.ShouldNotContain("while (true)");
    }

    [Theory]
    [InlineData("alert", "alert(")]
    [InlineData("confirm", "confirm(")]
    [InlineData("beforeunload", "'beforeunload'")]
    public async Task A_dialog_script_carries_the_nonce_that_its_response_allows(string dialog, string script)
    {
        using var visitor = await Visitor.SignedInAsync(Portal);
        await visitor.FaultsAsync(new { dialog });

        using var response = await visitor.Client.GetAsync("/home");

        var policy = response.Headers.GetValues("Content-Security-Policy").Single();
        var nonce = System.Text.RegularExpressions.Regex.Match(policy, "'nonce-([0-9a-f]+)'").Groups[1].Value;
        var text = await response.Content.ReadAsStringAsync();
        text.ShouldContain($"<script nonce=\"{nonce}\">");
        text.ShouldContain(script);
    }

    [Fact]
    public async Task Expiring_sessions_ends_those_open_now_and_no_later_ones()
    {
        using var visitor = await Visitor.SignedInAsync(Portal);

        await visitor.FaultsAsync(new { expireSessions = true });

        (await visitor.GetAsync("/home")).Location.ShouldBe("/login?expired=1");
        (await visitor.SignInAsync("ap-desk", "demo-Northwind-7!")).Location.ShouldBe("/home");
        (await visitor.GetAsync("/home")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_misspelt_fault_is_refused_and_changes_nothing()
    {
        using var visitor = new Visitor(Portal);

        (await visitor.FaultsAsync(new { submit = "explode" })).ShouldBe(HttpStatusCode.BadRequest);
        (await visitor.FaultsAsync(new { page = "slow:soon" })).ShouldBe(HttpStatusCode.BadRequest);
        (await visitor.FaultsAsync(new { sumbit = "accept_then_hang" })).ShouldBe(HttpStatusCode.BadRequest);

        Portal.Faults.ShouldBe(FaultSwitches.None);
        Should.Throw<ArgumentException>(() => Portal.Faults = new FaultSwitches { Dialog = "shout" });
    }

    [Fact]
    public async Task Faults_of_the_start_come_back_with_a_reset()
    {
        await using var portal = await DemoPortalApp.StartAsync(new DemoPortalOptions { Port = 0, Faults = new() { Submit = "error500_after" } });
        portal.Faults = FaultSwitches.None;

        portal.Reset();

        portal.Faults.Submit.ShouldBe("error500_after");
    }
}
