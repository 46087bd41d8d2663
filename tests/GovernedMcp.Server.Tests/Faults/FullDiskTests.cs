namespace GovernedMcp.Server.Tests.Faults;

/// <summary>No record, no action: the store takes nothing any more while the server runs.</summary>
public sealed class FullDiskTests : IAsyncLifetime
{
    private FaultWorld _world = null!;

    public async Task InitializeAsync() => _world = await FaultWorld.StartAsync();

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task When_the_record_cannot_be_written_nothing_is_sent_and_it_goes_on_when_there_is_space_again()
    {
        await using var server = await _world.ServeAsync();
        var session = await server.SignInAsync();
        var plan = await _world.FillAndApproveAsync(server, session);
        var (records, requests) = (_world.Records().Count, _world.Portal.Hits("GET /disputes/new"));

        await server.LimitFilesAsync(1);
        (await server.CallAsync("portal_submit_form", ("session", session), ("plan", plan)))["code"]!.ToString().ShouldBe("audit.unavailable");
        (await server.CallAsync("portal_navigate", ("session", session), ("section", "new-dispute")))["code"]!.ToString().ShouldBe("audit.unavailable");
        (await server.CallAsync("portal_login", ("portal", "northwind-vendor")))["code"]!.ToString().ShouldBe("audit.unavailable");
        _world.Forms.ShouldBe(0);
        _world.Portal.Hits("GET /disputes/new").ShouldBe(requests);
        _world.Records().Count.ShouldBe(records);

        // The approval was not used up by a call that did nothing.
        await server.LimitFilesAsync(null);
        await server.ExpectAsync("completed", "portal_submit_form", ("session", session), ("plan", plan));
        _world.Forms.ShouldBe(1);
        await _world.IsWholeAsync();
    }

    [Fact]
    public async Task When_the_disk_fills_up_while_the_portal_answers_the_outcome_is_owed_and_nothing_new_begins_before_it()
    {
        await using var server = await _world.ServeAsync();
        var session = await server.SignInAsync();
        var plan = await _world.FillAndApproveAsync(server, session);
        _world.Portal.Faults = new() { Submit = "slow:2000" };
        var submit = server.CallAsync("portal_submit_form", ("session", session), ("plan", plan));
        await Until.HoldsAsync("the portal has the form", () => _world.Forms == 1);
        await server.LimitFilesAsync(1);
        (await submit)["code"]!.ToString().ShouldBe("audit.outcome_lost");
        (await server.CallAsync("portal_list"))["code"]!.ToString().ShouldBe("audit.unavailable");

        await server.LimitFilesAsync(null);
        await server.ExpectAsync("completed", "portal_list");
        FaultWorld.StateOf(await server.ExpectAsync("completed", "portal_outcome", ("plan", plan))).ShouldBe("confirmed");
        _world.Forms.ShouldBe(1);
        await _world.IsWholeAsync();
    }
}
