namespace GovernedMcp.DemoPortal.Tests.Witness;

public sealed class WitnessTests : PortalTest
{
    [Fact]
    public async Task Hits_are_counted_by_method_and_route_and_the_witness_leaves_itself_out()
    {
        using var visitor = await Visitor.SignedInAsync(Portal);
        await visitor.GetAsync("/billing/invoices/NW-2026-00001");
        await visitor.GetAsync("/billing/invoices/NW-2026-00002");
        await visitor.PostAsync("/disputes", DisputeForm.Valid);

        var hits = await visitor.WitnessAsync("hits");

        var routes = hits.GetProperty("routes");
        routes.GetProperty("GET /billing/invoices/{number}").GetInt32().ShouldBe(2);
        routes.GetProperty("POST /disputes").GetInt32().ShouldBe(1);
        hits.GetProperty("total").GetInt32().ShouldBe(6);
    }

    [Fact]
    public async Task Requests_are_listed_as_they_came()
    {
        using var visitor = await Visitor.SignedInAsync(Portal);
        await visitor.GetAsync("/billing/invoices?page=2");

        var requests = (await visitor.WitnessAsync("requests")).EnumerateArray().ToList();

        requests.Select(request => $"{request.GetProperty("method")} {request.GetProperty("path")}{request.GetProperty("query")}")
            .ShouldBe(["GET /login", "POST /login", "GET /home", "GET /billing/invoices?page=2"]);
    }

    [Fact]
    public async Task Disputes_are_shown_with_every_value()
    {
        using var visitor = await Visitor.SignedInAsync(Portal);
        await visitor.PostAsync("/disputes", DisputeForm.Valid);

        var dispute = (await visitor.WitnessAsync("disputes"))[0];

        dispute.GetProperty("reference").GetString().ShouldBe("DSP-2026-00001");
        dispute.GetProperty("amount").GetDecimal().ShouldBe(12.50m);
        dispute.GetProperty("expectedBy").GetString().ShouldBe("2026-12-01");
        dispute.GetProperty("urgent").GetBoolean().ShouldBeTrue();
        dispute.GetProperty("note").GetString().ShouldBe("Two boxes were missing.");
    }

    [Fact]
    public async Task A_reset_forgets_everything()
    {
        using var visitor = await Visitor.SignedInAsync(Portal);
        await visitor.PostAsync("/disputes", DisputeForm.Valid);
        await visitor.FaultsAsync(new { submit = "error500_before" });

        using var response = await visitor.Client.PostAsync("/_witness/reset", null);

        response.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        Portal.Disputes.ShouldBeEmpty();
        Portal.Hits("POST /disputes").ShouldBe(0);
        Portal.Faults.Submit.ShouldBe("none");
        (await visitor.GetAsync("/home")).Location.ShouldBe("/login?expired=1");
    }

    [Fact]
    public async Task No_page_links_to_the_witness()
    {
        using var visitor = await Visitor.SignedInAsync(Portal);

        foreach (var path in new[] { "/home", "/billing/invoices", "/disputes", "/disputes/new", "/settings/bank" })
            (await visitor.GetAsync(path)).Text.ShouldNotContain("_witness");
    }
}
