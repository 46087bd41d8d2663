using GovernedMcp.Storage;
using GovernedMcp.Storage.Config;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GovernedMcp.Server.Running;

/// <summary>Puts a changed configuration in force while the server runs; a broken one changes nothing.</summary>
internal sealed class PolicyReload(
    PolicyLoader loader, PolicySource policies, LocalStore store, CredentialsInForce credentials, TimeProvider clock, ILogger<ConfigWatcher> log) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        new ConfigWatcher(loader, policies, AdmitAsync, clock, log).RunAsync(stoppingToken);

    private async Task AdmitAsync(LoadedPolicy next, CancellationToken cancel)
    {
        await store.KeepAsync(next);
        credentials.Current = next.Credentials;
    }
}
