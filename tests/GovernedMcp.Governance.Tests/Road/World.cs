using System.Collections.Frozen;
using GovernedMcp.Governance.Credentials;
using GovernedMcp.Governance.Gates;
using GovernedMcp.Governance.Identity;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Governance.Redaction;
using GovernedMcp.Governance.Registry;
using GovernedMcp.Governance.Scopes;
using GovernedMcp.Governance.Signals;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Governance.Tests.Road;

/// <summary>A whole governed world in memory: one portal, one workflow, and spies where the outside begins.</summary>
internal sealed class World
{
    public static readonly SourceMark Here = new("registry/desk.yaml", 7);
    public static readonly Caller Dana = new() { Workflow = "desk", KeyId = "k1", HeldBy = "dana@example.com" };

    private readonly List<string> _others = [];

    public World()
    {
        Policies = new PolicySource(Policy());
        Log = new SpyLog(Clock);
        Governor = new Governor(Policies, Standings, Sessions, Log, Log, Credentials, Files, Blocks, Redactor, new FaultSink((_, fault) => Faults.Add(fault)), Signals, Clock);
    }

    public FakeClock Clock { get; } = new();
    public PolicySource Policies { get; }
    public SpyLog Log { get; }
    public SpyStandings Standings { get; } = new();
    public SpySessions Sessions { get; } = new();
    public SpyCredentials Credentials { get; } = new();
    public SpyShelf Files { get; } = new();
    public Redactor Redactor { get; } = new();
    public List<Exception> Faults { get; } = [];
    public RoadSignals Signals { get; } = new(TimeProvider.System);
    public SpyBlock Login { get; } = new("portal_login");
    public SpyBlock Submit { get; } = new("portal_submit_form");
    public SpyBlock Fill { get; } = new("portal_fill_form");
    public SpyBlock Navigate { get; } = new("portal_navigate");
    public SpyBlock Extract { get; } = new("portal_extract");
    public Governor Governor { get; }

    private IReadOnlyList<IToolBlock> Blocks => [Login, Submit, Fill, Extract, Navigate, new ListPortalsBlock(Policies), new DescribePortalBlock(Policies), new OutcomeBlock(Log, Log, Clock)];

    public Task<ToolReply> CallAsync(string tool, string arguments, Caller? caller = null, CancellationToken cancel = default) =>
        Governor.InvokeAsync(
            new ToolRequest(tool, System.Text.Json.JsonDocument.Parse(arguments, new() { AllowDuplicateProperties = true }).RootElement),
            new Identification.Known(caller ?? Dana), new Progress<BlockProgress>(), cancel);

    public void Change(Func<Workflow, Workflow>? workflow = null, params Gate[] baseline) => Policies.Swap(Policy(workflow, baseline));

    /// <summary>These gates, and pages at an address.</summary>
    public void ChangeRails(string? console, bool selfAllowed, params Gate[] baseline) =>
        Policies.Swap(Policy(null, baseline, new ConsoleRails(console is null ? null : new Uri(console)), new ApprovalRails(selfAllowed)));

    public static Gate Ask(string id, ActKind on, string group, int approvals = 1, GateCondition? when = null) => new()
    {
        Id = id,
        On = [new GateTarget(on, null, null)],
        When = when ?? new GateCondition.Always(),
        Verb = new GateVerb.Ask(group, approvals, TimeSpan.FromMinutes(30), TimeSpan.FromMinutes(10)),
        Baseline = true,
        Source = new SourceMark("rails.yaml", 4),
    };

    /// <summary>Another portal like acme in the same scope, with a session open on it: its name in capitals.</summary>
    public void AddBilling(string name = "billing")
    {
        _others.Add(name);
        Sessions.Open.Add(new() { Handle = name.ToUpperInvariant(), Workflow = "desk", KeyId = "k1", Portal = name, OpenedAt = DateTimeOffset.UnixEpoch });
        Change();
    }

    private Policy Policy(Func<Workflow, Workflow>? change = null, Gate[]? baseline = null, ConsoleRails? console = null, ApprovalRails? approvals = null) => new()
    {
        Revision = Ids.New("rev"),
        Rails = new Rails
        {
            Gates = baseline is { Length: > 0 } ? baseline : [Ask("every-submit", ActKind.Submit, "owner")],
            Console = console ?? new(),
            Approvals = approvals ?? new(),
        },
        People = new People(
            new Dictionary<string, Team> { ["ap"] = new("ap", FrozenSet.ToFrozenSet(["dana@example.com", "lee@example.com"]), null) }.ToFrozenDictionary(),
            new Dictionary<string, FrozenSet<string>> { ["leads"] = FrozenSet.ToFrozenSet(["maria@example.com", "tom@example.com"]) }.ToFrozenDictionary()),
        Registry = new WorkflowRegistry([(change ?? (entry => entry))(Desk with { Scope = new Scope(Names.ToFrozenDictionary(name => name, name => Desk.Scope.Portals["acme"] with { Portal = name })) })]),
        Portals = Names.ToFrozenDictionary(name => name, name => Acme with { Name = name }),
    };

    private IEnumerable<string> Names => _others.Prepend("acme");

    private static Workflow Desk { get; } = new()
    {
        Name = "desk",
        Purpose = "Tests.",
        Owner = "ap",
        Accountable = "dana@example.com",
        Status = WorkflowStatus.Active,
        Review = ReviewRhythm.Default,
        Limits = WorkflowLimits.None,
        Gates = [],
        Waivers = [],
        Source = Here,
        Scope = new Scope(new Dictionary<string, PortalScope>
        {
            ["acme"] = new()
            {
                Portal = "acme",
                Credential = new CredentialName("acme/desk"),
                Sections = Grant(("invoices", null)),
                Tables = Grant(("invoices", ["number", "amount"])),
                Records = Grant(("invoice", null)),
                Forms = Grant(("dispute", ["amount", "note"])),
                Source = Here,
            },
        }.ToFrozenDictionary()),
    };

    private static PartGrants Grant(params (string Name, string[]? Only)[] parts) =>
        new(parts.ToFrozenDictionary(part => part.Name, part => part.Only is null ? NameGrant.Everything : new NameGrant(part.Only.ToFrozenSet())), AllDeclared: false, Found: false);

    private static Portal Acme { get; } = new()
    {
        Name = "acme",
        Title = "Acme",
        BaseUrl = new Uri("https://acme.example"),
        Origins = new Origins { Navigate = ["https://acme.example:443"], Login = ["https://acme.example:443"], Resource = [] },
        Guidance = new SkillText("Acme.", "Be kind.", FrozenDictionary<string, string>.Empty),
        SkillDigest = "00",
        Source = new SourceMark("skills/acme/portal/portal.yaml", 1),
        Forms = new Dictionary<string, Form>
        {
            ["dispute"] = new()
            {
                Name = "dispute",
                Fields = [new Field { Key = "amount", Type = GovernedMcp.Governance.Portals.ValueType.Money }, new Field { Key = "note" }, new Field { Key = "iban", Sensitive = Sensitivity.MaskLast4 }],
                Source = Here,
            },
        }.ToFrozenDictionary(),
    };
}
