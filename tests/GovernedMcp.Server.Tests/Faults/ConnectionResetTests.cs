namespace GovernedMcp.Server.Tests.Faults;

/// <summary>A portal that takes the form and breaks the connection: a browser left to itself sends it again.</summary>
public sealed class ConnectionResetTests : IAsyncLifetime
{
    private FaultWorld _world = null!;

    public async Task InitializeAsync() => _world = await FaultWorld.StartAsync();

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task A_form_whose_connection_breaks_after_it_was_taken_arrives_once_and_is_settled_by_reading_back()
    {
        await using var server = await _world.ServeAsync();
        var session = await server.SignInAsync();
        await server.ExpectAsync("completed", "portal_navigate", ("session", session), ("section", "invoices"));
        var plan = await _world.FillAndApproveAsync(server, session);
        _world.Portal.Faults = new() { Submit = "accept_then_reset" };
        var reply = await server.ExpectAsync("completed", "portal_submit_form", ("session", session), ("plan", plan));
        FaultWorld.StateOf(reply).ShouldBe("confirmed");
        reply["data"]!["reference"]!.ToString().ShouldBe(_world.Portal.Disputes.Single().Reference);
        _world.Forms.ShouldBe(1);

        // Neither the browser nor the agent sends it once more.
        await server.ExpectAsync("completed", "portal_submit_form", ("session", session), ("plan", plan));
        _world.Forms.ShouldBe(1);
        await _world.IsWholeAsync();
    }
}
