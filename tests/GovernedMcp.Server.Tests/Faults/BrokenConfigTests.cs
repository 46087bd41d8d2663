using GovernedMcp.Governance.Audit;

namespace GovernedMcp.Server.Tests.Faults;

/// <summary>The configuration breaks and is mended under a running server.</summary>
public sealed class BrokenConfigTests : IAsyncLifetime
{
    private FaultWorld _world = null!;

    private string Rails => Path.Combine(_world.Folders.Config, "rails.yaml");

    public async Task InitializeAsync() => _world = await FaultWorld.StartAsync();

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task Broken_it_changes_nothing_mended_it_takes_over_and_what_was_approved_under_the_old_rules_is_void()
    {
        await using var server = await _world.ServeAsync();
        var session = await server.SignInAsync();
        var plan = await FaultWorld.FillAsync(server, session);
        var approval = await FaultWorld.HeldAsync(server, session, plan);
        var good = await File.ReadAllTextAsync(Rails);

        await File.WriteAllTextAsync(Rails, good + "autoapprove: true\n");
        await Until.HoldsAsync("the server says that it is broken", () => server.Errors.Contains("the last good one stays in force", StringComparison.Ordinal));
        server.Errors.ShouldContain("rails.yaml:");
        (await FaultWorld.HeldAsync(server, session, plan)).ShouldBe(approval);
        await server.ExpectAsync("completed", "portal_navigate", ("session", session), ("section", "invoices"));

        var loads = Loads();
        await File.WriteAllTextAsync(Rails, good.Replace("use_within: 10m", "use_within: 9m", StringComparison.Ordinal));
        await Until.HoldsAsync("the mended one is in force", () => Loads() == loads + 1, seconds: 10);

        plan = await FaultWorld.FillAsync(server, session);
        var asked = await FaultWorld.HeldAsync(server, session, plan);
        asked.ShouldNotBe(approval);
        await File.WriteAllTextAsync(Rails, good.Replace("use_within: 10m", "use_within: 8m", StringComparison.Ordinal));
        await Until.HoldsAsync("the next one is in force", () => Loads() == loads + 2, seconds: 10);
        await _world.ApproveAsync(asked);
        var anew = await FaultWorld.HeldAsync(server, session, plan);
        anew.ShouldNotBe(asked);
        _world.Forms.ShouldBe(0);

        await _world.ApproveAsync(anew);
        await server.ExpectAsync("completed", "portal_submit_form", ("session", session), ("plan", plan));
        _world.Forms.ShouldBe(1);
        await _world.IsWholeAsync();
    }

    private int Loads() => _world.Records().Count(record => record.Type == AuditTypes.PolicyLoaded);
}
