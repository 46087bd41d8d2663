namespace GovernedMcp.DemoPortal;

/// <summary>Leaves the signals of the process alone: whoever started the portal decides when it stops.</summary>
internal sealed class DetachedLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
