using GovernedMcp.Governance.Sessions;
using GovernedMcp.Governance.Signals;
using GovernedMcp.Server.Mcp.HttpTransport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace GovernedMcp.Server.Operations;

/// <summary>How much is open now; counted when somebody asks.</summary>
internal sealed class LiveCounts(RoadSignals road, ISessionDirectory portals, IServiceProvider services) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        road.Meter.CreateObservableGauge("governed_mcp.portal_sessions", () => portals.Live.Count, "{session}", "Sessions open on portals");
        // On stdio there are none.
        if (services.GetService<McpSessions>() is { } clients)
            road.Meter.CreateObservableGauge("governed_mcp.mcp_sessions", () => clients.Count, "{session}", "MCP sessions of clients that begin with initialize");
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
