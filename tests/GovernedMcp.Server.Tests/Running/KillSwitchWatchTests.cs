using GovernedMcp.Governance.Registry;
using GovernedMcp.Governance.Sessions;
using GovernedMcp.Server.Running;
using Microsoft.Extensions.Logging.Abstractions;

namespace GovernedMcp.Server.Tests.Running;

/// <summary>Whose sessions end without anybody calling.</summary>
public sealed class KillSwitchWatchTests
{
    private readonly World _world = new();
    private readonly Live _live = new();
    private readonly Held _held = new();

    [Fact]
    public async Task A_workflow_that_may_run_keeps_its_sessions()
    {
        await LookAsync();
        _live.Ended.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_suspended_workflow_loses_its_sessions()
    {
        _held.Workflows.Add("desk");
        await LookAsync();
        _live.Ended.ShouldBe([("desk", "the workflow was suspended")]);
    }

    [Fact]
    public async Task A_workflow_that_is_no_longer_active_loses_its_sessions()
    {
        _world.Change(entry => entry with { Status = WorkflowStatus.Retired });
        await LookAsync();
        _live.Ended.ShouldBe([("desk", "the workflow is no longer active in the registry")]);
    }

    private async Task LookAsync()
    {
        using var watch = new KillSwitchWatch(_held, _live, _world.Policies, TimeProvider.System, NullLogger<KillSwitchWatch>.Instance);
        await watch.LookAsync(CancellationToken.None);
    }

    private sealed class Live : ISessionDirectory
    {
        public List<(string Workflow, string Why)> Ended { get; } = [];

        IReadOnlyList<SessionFacts> ISessionDirectory.Live { get; } =
            [new() { Handle = "s_1", Workflow = "desk", KeyId = "k1", Portal = "acme", OpenedAt = DateTimeOffset.UnixEpoch }];

        public SessionFacts? Find(string handle) => null;

        public PlanFacts? FindPlan(string handle, string plan) => null;

        public void KeepOpen(string handle, DateTimeOffset until)
        {
        }

        public Task EndAsync(string workflow, string why)
        {
            Ended.Add((workflow, why));
            return Task.CompletedTask;
        }
    }

    private sealed class Held : IWorkflowStandings
    {
        public List<string> Workflows { get; } = [];

        public Task<Circumstances> ReadAsync(Workflow workflow, CancellationToken cancel) => throw new NotSupportedException();

        public Task<IReadOnlyList<Standing>> SuspendedAsync(CancellationToken cancel) => Task.FromResult<IReadOnlyList<Standing>>(
            [.. Workflows.Select(name => new Standing { Workflow = name, RegisteredAt = DateTimeOffset.UnixEpoch, Suspended = new Suspension("tom", DateTimeOffset.UnixEpoch, "odd") })]);
    }
}
