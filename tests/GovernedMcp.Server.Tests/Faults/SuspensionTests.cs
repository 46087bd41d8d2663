using GovernedMcp.Governance.Audit;

namespace GovernedMcp.Server.Tests.Faults;

/// <summary>The kill switch, thrown by another process while a session lives.</summary>
public sealed class SuspensionTests : IAsyncLifetime
{
    private FaultWorld _world = null!;

    public async Task InitializeAsync() => _world = await FaultWorld.StartAsync();

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task The_next_call_is_refused_and_the_open_browser_is_taken_away()
    {
        await using var server = await _world.ServeAsync();
        var session = await server.SignInAsync();
        var plan = await _world.FillAndApproveAsync(server, session);
        var pages = _world.Browser.Pages;
        (await _world.Folders.RunAsync("registry", "suspend", "invoice-desk", "--reason", "looks odd")).Exit.ShouldBe(0);

        (await server.CallAsync("portal_submit_form", ("session", session), ("plan", plan)))["code"]!.ToString().ShouldBe("registry.suspended");
        (await server.ToolsAsync()).ShouldBeEmpty();
        await Until.HoldsAsync("its end is on record", () => Ended() is not null, seconds: 5);
        await Until.HoldsAsync("the page of the session is gone", () => pages.Except(_world.Browser.Pages).Any(), seconds: 5);
        var suspended = _world.Records().Last(record => record.Type == AuditTypes.RegistrySuspended).At;
        (Ended()!.At - suspended).ShouldBeLessThan(TimeSpan.FromSeconds(5));

        (await _world.Folders.RunAsync("registry", "resume", "invoice-desk", "--reason", "it was nothing", "--key-file", _world.PersonKey)).Exit.ShouldBe(0);
        (await server.CallAsync("portal_submit_form", ("session", session), ("plan", plan)))["outcome"]!.ToString().ShouldNotBe("completed");
        _world.Forms.ShouldBe(0);
        await _world.IsWholeAsync();
    }

    private AuditRecord? Ended() => _world.Records().LastOrDefault(record => record.Type == AuditTypes.SessionEnded);
}
