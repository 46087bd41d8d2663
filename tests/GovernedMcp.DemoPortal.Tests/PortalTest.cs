namespace GovernedMcp.DemoPortal.Tests;

/// <summary>A portal of its own for each test.</summary>
public abstract class PortalTest : IAsyncLifetime
{
    internal ManualClock Clock { get; } = new();

    protected DemoPortalApp Portal { get; private set; } = null!;

    public async Task InitializeAsync() => Portal = await DemoPortalApp.StartAsync(new DemoPortalOptions { Port = 0, Clock = Clock });

    public async Task DisposeAsync() => await Portal.DisposeAsync();
}
