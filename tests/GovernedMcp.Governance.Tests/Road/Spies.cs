using GovernedMcp.Governance.Approvals;
using GovernedMcp.Governance.Audit;
using GovernedMcp.Governance.Credentials;
using GovernedMcp.Governance.Files;
using GovernedMcp.Governance.Registry;
using GovernedMcp.Governance.Sessions;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Governance.Tests.Road;

internal sealed class FakeClock : TimeProvider
{
    public DateTimeOffset Now { get; set; } = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Now;
}

internal sealed class SpyStandings : IWorkflowStandings
{
    public Standing Standing { get; set; } = new() { Workflow = "desk", RegisteredAt = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero) };
    public Usage Usage { get; set; } = Usage.Nothing;
    public DateTimeOffset Now { get; set; } = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);

    public Task<Circumstances> ReadAsync(Workflow workflow, CancellationToken cancel) => Task.FromResult(new Circumstances(Now, Standing, Usage));

    public Task<IReadOnlyList<Standing>> SuspendedAsync(CancellationToken cancel) => Task.FromResult<IReadOnlyList<Standing>>([]);
}

internal sealed class SpySessions : ISessionDirectory
{
    public static readonly PlanFacts Plan = new()
    {
        Id = "p_1",
        Form = "dispute",
        Values = new Dictionary<string, FieldValue> { ["amount"] = new("120.50"), ["iban"] = new("DE02120300000000202051") },
        Changes = [new PlannedChange("amount", "Amount", "", "120.50")],
        Fingerprint = "f00d",
    };

    public List<SessionFacts> Open { get; } =
    [
        new() { Handle = "SESSION", Workflow = "desk", KeyId = "k1", Portal = "acme", OpenedAt = DateTimeOffset.UnixEpoch },
        new() { Handle = "FOREIGN", Workflow = "other", KeyId = "k9", Portal = "acme", OpenedAt = DateTimeOffset.UnixEpoch },
    ];

    public IReadOnlyList<SessionFacts> Live => Open;

    public SessionFacts? Find(string handle) => Open.Find(session => session.Handle == handle);

    public PlanFacts? FindPlan(string handle, string plan) => plan == Plan.Id ? Plan : null;

    public DateTimeOffset KeptOpenUntil { get; private set; }

    public void KeepOpen(string handle, DateTimeOffset until) => KeptOpenUntil = until;

    public Task EndAsync(string workflow, string why) => Task.CompletedTask;
}

internal sealed class SpyShelf : IFileShelf
{
    public Dictionary<KeptFile, byte[]> Kept { get; } = [];

    public Task<KeptFile> KeepAsync(FileOrigin origin, string name, string mimeType, IAsyncEnumerable<ReadOnlyMemory<byte>> content, CancellationToken cancel) => throw new NotSupportedException();

    public KeptFile? Find(string workflow, string address) => Kept.Keys.FirstOrDefault(file => file.Origin.Workflow == workflow && file.Address == address);

    public Task<ReadOnlyMemory<byte>> ReadAsync(KeptFile file, CancellationToken cancel) => Task.FromResult<ReadOnlyMemory<byte>>(Kept[file]);
}

internal sealed class SpyCredentials : ICredentialSource
{
    public const string Canary = "S3cr3t-CANARY";

    public int Opened { get; private set; }

    public Task<Credential> OpenAsync(Permit permit, CancellationToken cancel)
    {
        Opened++;
        return Task.FromResult(new Credential(permit.Scope.Credential!.Value, new Dictionary<string, Secret> { ["username"] = new("desk-user"), ["password"] = new(Canary) }));
    }
}

internal sealed class SpyBlock(string tool) : IToolBlock
{
    public string Tool => tool;
    public int Runs { get; private set; }
    public Func<Permit, BlockRun, Task<BlockResult>> Body { get; set; } = (_, _) => Task.FromResult(new BlockResult { Message = "done" });

    /// <summary>Says that it began, then takes so long unless it is cancelled.</summary>
    public (TaskCompletionSource Began, TimeSpan For)? Waiting { get; set; }

    public async Task<BlockResult> RunAsync(Permit permit, BlockRun run, CancellationToken cancel)
    {
        Runs++;
        if (Waiting is var (began, time))
        {
            began.TrySetResult();
            await Task.Delay(time, cancel);
        }

        return await Body(permit, run);
    }
}

/// <summary>The record in memory, with the ledger's rules; can be told to fail like a full disk.</summary>
internal sealed class SpyLog(TimeProvider clock) : IAuditLog, IApprovalStore
{
    public List<AuditEntry> Entries { get; } = [];
    public Dictionary<string, Approval> Approvals { get; } = [];
    public Dictionary<string, SubmitFacts> Submits { get; } = [];

    /// <summary>Fails the append of an entry for which this holds.</summary>
    public Func<AuditEntry, bool> DiskFull { get; set; } = _ => false;

    public bool Suspended { get; set; }

    public Task<long> AppendAsync(AuditEntry entry, params LedgerChange[] changes)
    {
        if (DiskFull(entry)) throw new AuditUnavailable("disk full");
        foreach (var change in changes) Apply(change);
        Entries.Add(entry);
        return Task.FromResult((long)Entries.Count);
    }

    private void Apply(LedgerChange change)
    {
        switch (change)
        {
            case LedgerChange.RequireNotSuspended when Suspended: throw new LedgerConflict(Rules.Registry.Suspended, "suspended meanwhile");
            case LedgerChange.AddApproval(var approval): Approvals[approval.Id] = approval; break;
            case LedgerChange.Vote(var id, var vote): Approvals[id] = Approvals[id] with { Votes = [.. Approvals[id].Votes, vote] }; break;
            case LedgerChange.ConsumeApproval(var id, _) when Approvals[id].StateAt(clock.GetUtcNow()) != ApprovalState.Approved: throw new LedgerConflict(Rules.Approvals.Used, "used");
            case LedgerChange.ConsumeApproval(var id, _): Approvals[id] = Approvals[id] with { UsedBySeq = Entries.Count + 1 }; break;
            case LedgerChange.ClaimSubmit(var plan, var workflow, var portal, var form):
                if (!Submits.TryAdd(plan, new(plan, workflow, portal, form, SubmitState.Intent, null))) throw new LedgerConflict(Rules.Plans.AlreadyUsed, "claimed");
                break;
            case LedgerChange.MoveSubmit(var plan, var to, var reference): Submits[plan] = Submits[plan] with { State = to, Reference = reference }; break;
        }
    }

    public string Commit(ReadOnlySpan<byte> value) => "c0";

    public Task<SubmitFacts?> FindSubmitAsync(string plan, string workflow, CancellationToken cancel) =>
        Task.FromResult(Submits.GetValueOrDefault(plan) is { } facts && facts.Workflow == workflow ? facts : null);

    public async Task<Approval?> FindAsync(string id, CancellationToken cancel)
    {
        var found = Approvals.GetValueOrDefault(id);
        await Task.Delay(5, cancel);
        return found;
    }

    public async Task<Approval?> FindByDigestAsync(string digest, CancellationToken cancel)
    {
        var found = Approvals.Values.LastOrDefault(approval => approval.Digest == digest);
        await Task.Delay(5, cancel);
        return found;
    }

    public Task<IReadOnlyList<Approval>> ListAsync(int most, CancellationToken cancel) => Task.FromResult<IReadOnlyList<Approval>>([.. Approvals.Values]);
}
