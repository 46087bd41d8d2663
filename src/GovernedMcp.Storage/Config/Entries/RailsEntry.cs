using System.Text.RegularExpressions;
using GovernedMcp.Governance;
using GovernedMcp.Storage.Config.Shapes;
using GovernedMcp.Storage.Skills.Shapes;

namespace GovernedMcp.Storage.Config.Entries;

/// <summary>rails.yaml as it was written.</summary>
internal sealed partial record RailsEntry(
    IReadOnlyList<GateEntry> Gates, ApprovalRails Approvals, SessionRails Sessions, AuditRails Audit, BrowserRails Browser, IdentityEntry? Identity,
    ConsoleRails Console)
{
    private static readonly Shape<ApprovalRails> ApprovalShape = Shaped.Map<ApprovalRails>(keys =>
    {
        var self = keys.Or("self", Scalars.ChoiceOf(new Dictionary<string, bool> { ["never"] = false, ["allowed"] = true }), false,
            "Whether the person who runs the calling client may answer");
        var reason = keys.Or("reason", Scalars.ChoiceOf(new Dictionary<string, bool> { ["required"] = true, ["optional"] = false }), true,
            "Whether an answer needs a reason");
        return () => new ApprovalRails(self, reason);
    });

    private static readonly Shape<SessionRails> SessionShape = Shaped.Map<SessionRails>(keys =>
    {
        var standard = new SessionRails();
        var idle = keys.Or("idle", Times.Duration("10s", "24h"), standard.Idle, "A session without a call for so long is closed");
        var lifetime = keys.Or("lifetime", Times.Duration("1m", "7d"), standard.Lifetime, "No session lives longer");
        var keep = keys.MayValue("keep", Times.Duration("1m", "7d"), "Sessions may be taken up again by another start of the server, so long after signing in; kept encrypted; left out: none is kept");
        var perWorkflow = keys.Or("per_workflow", Scalars.Whole(1, 1000), standard.PerWorkflow);
        var perMachine = keys.Or("per_machine", Scalars.Whole(1, 1000), standard.PerMachine);
        return () => new SessionRails { Idle = idle, Lifetime = lifetime, Keep = keep, PerWorkflow = perWorkflow, PerMachine = perMachine };
    });

    private static readonly Shape<AuditRails> CheckpointShape = Shaped.Map<AuditRails>(keys =>
    {
        var standard = new AuditRails();
        var every = keys.Or("every", Scalars.Whole(1, 1_000_000), standard.CheckpointEvery, "After so many records");
        var or = keys.Or("or", Times.Duration("1s", "24h"), standard.CheckpointWithin, "At the latest after this time");
        return () => new AuditRails { CheckpointEvery = every, CheckpointWithin = or };
    });

    private static readonly Shape<AuditRails> AuditShape = Shaped.Map<AuditRails>(keys =>
    {
        var checkpoint = keys.Or("checkpoint", CheckpointShape, new AuditRails(), "When the state of the log is signed");
        var anchors = keys.List("anchors", Scalars.Pattern(AnchorForm(), "an anchor", "write `file:<folder>` or `https://…`", 1000),
            "Where signed states are sent, away from the log");
        return () => checkpoint with { Anchors = anchors };
    });

    private static readonly Shape<BrowserRails> BrowserShape = Shaped.Map<BrowserRails>(keys =>
    {
        var standard = new BrowserRails();
        var channel = keys.Or("channel", Scalars.Pattern(BrowserForm(), "a browser", "write `auto` or the path of its executable", 1000), standard.Channel);
        var headless = keys.Or("headless", Scalars.Flag, standard.Headless);
        var isolation = keys.Or("isolation", Scalars.Choice<BrowserIsolation>(), standard.Isolation,
            "How far the browser is kept apart, by a user, a sandbox and a network of its own: as far as the machine allows, or all of it or no browser");
        var start = keys.Or("start", Scalars.Choice<BrowserStart>(), standard.Start,
            "When the browser starts: with the first sign-in, or with the server so that nobody waits for it. It ends when there was no session for `sessions.idle`");
        var deadline = keys.Or("deadline", Times.Duration("1s", "10m"), standard.Deadline, "How long one call may keep the browser busy");
        var networks = keys.List("private_networks", Networks.Private, "Private networks that the names of portals may lead to; left out: none");
        return () => new BrowserRails { Channel = channel, Headless = headless, Isolation = isolation, Start = start, Deadline = deadline, PrivateNetworks = networks };
    });

    private static readonly Shape<ConsoleRails> ConsoleShape = Shaped.Map<ConsoleRails>(keys =>
    {
        var address = keys.May("address", AddressShapes.Public, "Where people's browsers reach the pages of the server, such as `https://agents.example.com`");
        return () => new ConsoleRails(address);
    });

    public static Shape<RailsEntry> Shape { get; } = Shaped.Map<RailsEntry>(keys =>
    {
        var gates = keys.Must("gates", Shaped.ListOf(GateEntry.Baseline), "Baseline gates: they hold for every workflow, and nobody can weaken them");
        var approvals = keys.Or("approvals", ApprovalShape, new ApprovalRails());
        var sessions = keys.Or("sessions", SessionShape, new SessionRails());
        var audit = keys.Or("audit", AuditShape, new AuditRails());
        var browser = keys.Or("browser", BrowserShape, new BrowserRails());
        var identity = keys.May("identity", IdentityEntry.Shape, "Whose OAuth access tokens are taken over HTTP; left out: only keys are");
        var console = keys.Or("console", ConsoleShape, new ConsoleRails(), "The pages for people: approvals");
        return () => new RailsEntry(gates, approvals, sessions, audit, browser, identity, console);
    });

    [GeneratedRegex("^(file:|https://).+$")]
    private static partial Regex AnchorForm();

    [GeneratedRegex("^(auto|/.+|[A-Z]:.+)$")]
    private static partial Regex BrowserForm();
}
