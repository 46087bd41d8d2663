using GovernedMcp.DemoPortal.Faults;

namespace GovernedMcp.DemoPortal.Tests.Faults;

public sealed class SubmitFaultTests : PortalTest
{
    [Fact]
    public async Task Accept_then_hang_stores_the_dispute_and_never_answers()
    {
        using var visitor = await Visitor.SignedInAsync(Portal);
        Portal.Faults = new FaultSwitches { Submit = "accept_then_hang" };
        visitor.Client.Timeout.ShouldBeGreaterThan(TimeSpan.FromSeconds(5));

        var submit = visitor.PostAsync("/disputes", DisputeForm.Valid);
        var first = await Task.WhenAny(submit, Task.Delay(TimeSpan.FromSeconds(1)));

        first.ShouldNotBe(submit);
        Portal.Disputes.ShouldHaveSingleItem();
        await Portal.DisposeAsync();
        await Should.ThrowAsync<HttpRequestException>(submit);
    }

    [Fact]
    public async Task Accept_then_reset_stores_the_dispute_and_cuts_the_line()
    {
        using var visitor = await Visitor.SignedInAsync(Portal);
        Portal.Faults = new FaultSwitches { Submit = "accept_then_reset" };

        await Should.ThrowAsync<HttpRequestException>(visitor.PostAsync("/disputes", DisputeForm.Valid));

        Portal.Disputes.ShouldHaveSingleItem();
        Portal.Hits("POST /disputes").ShouldBe(1);
    }

    [Theory]
    [InlineData("error500_before", 0)]
    [InlineData("error500_after", 1)]
    public async Task A_server_error_comes_before_or_after_the_dispute_is_stored(string fault, int stored)
    {
        using var visitor = await Visitor.SignedInAsync(Portal);
        await visitor.FaultsAsync(new { submit = fault });

        (await visitor.PostAsync("/disputes", DisputeForm.Valid)).Status.ShouldBe(HttpStatusCode.InternalServerError);

        Portal.Disputes.Count.ShouldBe(stored);
        Portal.Hits("POST /disputes").ShouldBe(1);
    }

    [Fact]
    public async Task A_slow_submit_answers_late()
    {
        using var visitor = await Visitor.SignedInAsync(Portal);
        await visitor.FaultsAsync(new { submit = "slow:400" });
        var watch = System.Diagnostics.Stopwatch.StartNew();

        (await visitor.PostAsync("/disputes", DisputeForm.Valid)).Status.ShouldBe(HttpStatusCode.SeeOther);

        watch.Elapsed.ShouldBeGreaterThan(TimeSpan.FromMilliseconds(380));
    }

    [Fact]
    public async Task Dropping_untyped_values_marks_the_dispute_form_for_its_script()
    {
        using var visitor = await Visitor.SignedInAsync(Portal);
        (await visitor.GetAsync("/disputes/new")).Text.ShouldNotContain("data-typed-only");

        await visitor.FaultsAsync(new { dropUntypedValues = true });

        (await visitor.GetAsync("/disputes/new")).Text.ShouldContain("aria-label=\"Dispute\" novalidate data-typed-only");
    }
}
