using GovernedMcp.Governance;
using Microsoft.Extensions.Logging;

namespace GovernedMcp.Storage.Config;

/// <summary>
/// Keeps the policy in force equal to the files. Contents are compared, not times or events: those are only hints, and a
/// Kubernetes volume gives none. INVARIANT: what is swapped in was read whole and checked whole; otherwise the last good
/// policy stays. <paramref name="admit"/> runs before a swap and keeps the revision and the credentials; when it fails,
/// nothing is swapped and the next look tries again.
/// </summary>
public sealed class ConfigWatcher(
    PolicyLoader loader, PolicySource policies, Func<LoadedPolicy, CancellationToken, Task> admit, TimeProvider clock, ILogger<ConfigWatcher> logger,
    WatchTimes? times = null)
{
    private const int MostReads = 50;
    private readonly WatchTimes _times = times ?? WatchTimes.Default;
    private string? _seen;
    private volatile IReadOnlyList<ConfigError> _lastErrors = [];

    /// <summary>What is wrong with the files as they are now; empty when they are what is in force.</summary>
    public IReadOnlyList<ConfigError> LastErrors => _lastErrors;

    /// <summary>Looks again and again, until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        using var hints = new FolderHints(loader.Folder);
        while (!cancel.IsCancellationRequested)
        {
            try
            {
                await hints.WaitAsync(_times.Poll, clock, cancel).ConfigureAwait(false);
                await LookAsync(cancel).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (cancel.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault) when (fault is not OutOfMemoryException)
            {
                logger.LogError(fault, "The configuration could not be looked at; the last good one stays in force");
            }
        }
    }

    /// <summary>One look: reads the files and, when they changed and are good, puts them in force.</summary>
    public async Task LookAsync(CancellationToken cancel)
    {
        if (await ReadSettledAsync(cancel).ConfigureAwait(false) is not { } content) return;
        var result = loader.Load(content, refuseBadSkills: true);
        var taken = result.Loaded is null || await TakeAsync(result.Loaded, result.Errors, cancel).ConfigureAwait(false);
        if (result.Loaded is null) Report(result.Errors, "The changed configuration is not good; the last good one stays in force");
        if (taken) _seen = content.Fingerprint;
    }

    // A half-written file or folder changes again soon: only what two reads in a row show is believed.
    private async Task<FolderContent?> ReadSettledAsync(CancellationToken cancel)
    {
        var content = loader.Read();
        if (content.Fingerprint == _seen) return null;
        for (var reads = 0; reads < MostReads; reads++)
        {
            await Task.Delay(_times.Settle, clock, cancel).ConfigureAwait(false);
            var again = loader.Read();
            if (again.Fingerprint == content.Fingerprint) return again.Fingerprint == _seen ? null : again;
            content = again;
        }

        return null;
    }

    private async Task<bool> TakeAsync(LoadedPolicy next, IReadOnlyList<ConfigError> errors, CancellationToken cancel)
    {
        if (next.Policy.Revision != policies.Current.Revision)
        {
            try
            {
                await admit(next, cancel).ConfigureAwait(false);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                logger.LogError(fault, "The changed configuration is good but could not be kept; the last one stays in force");
                _lastErrors = [new ConfigError("config", 0, 0, ConfigCodes.File, "the changed configuration is good but could not be kept in the store; see the server's log")];
                return false;
            }

            policies.Swap(next.Policy);
            logger.LogInformation("Configuration {Revision} is in force", next.Policy.Revision);
        }

        Report(errors, "Skills were refused; everything on their portals is refused until they are mended");
        return true;
    }

    private void Report(IReadOnlyList<ConfigError> errors, string what)
    {
        _lastErrors = errors;
        if (errors.Count > 0) logger.LogError("{What}:\n{Errors}", what, string.Join('\n', errors));
    }
}
