using GovernedMcp.Governance.Audit;
using GovernedMcp.Governance.Registry;
using GovernedMcp.Governance.Sessions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GovernedMcp.Server.Running;

/// <summary>
/// Ends the sessions of workflows that may not run any more: held by the kill switch, in any process on the same store, or no
/// longer active in the registry. Their next call is refused in any case; this takes the open browser away too.
/// </summary>
internal sealed partial class KillSwitchWatch(
    IWorkflowStandings standings, ISessionDirectory sessions, PolicySource policies, TimeProvider clock, ILogger<KillSwitchWatch> log) : BackgroundService
{
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    /// <summary>Looks once.</summary>
    public async Task LookAsync(CancellationToken cancel)
    {
        var live = sessions.Live.Select(session => session.Workflow).ToHashSet(StringComparer.Ordinal);
        if (live.Count == 0) return;
        var held = (await standings.SuspendedAsync(cancel)).Select(standing => standing.Workflow).ToHashSet(StringComparer.Ordinal);
        var registry = policies.Current.Registry;
        foreach (var workflow in live)
        {
            if (held.Contains(workflow)) await EndAsync(workflow, "the workflow was suspended");
            else if (registry.Find(workflow)?.Status != WorkflowStatus.Active) await EndAsync(workflow, "the workflow is no longer active in the registry");
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await LookAsync(stoppingToken);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                // INVARIANT: a look that failed is repeated; the watch never ends before the process.
                LookFailed(fault is AuditUnavailable ? "the store cannot be read" : fault.GetType().Name);
            }
        }
    }

    private async Task EndAsync(string workflow, string why)
    {
        SessionsEnded(workflow, why);
        await sessions.EndAsync(workflow, why);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "the sessions of workflow {Workflow} end: {Why}")]
    private partial void SessionsEnded(string workflow, string why);

    [LoggerMessage(Level = LogLevel.Error, Message = "the kill switch could not be looked at: {Why}")]
    private partial void LookFailed(string why);
}
