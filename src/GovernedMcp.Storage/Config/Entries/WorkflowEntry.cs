using GovernedMcp.Governance.Registry;
using GovernedMcp.Storage.Config.Shapes;
using GovernedMcp.Storage.Config.Yaml;

namespace GovernedMcp.Storage.Config.Entries;

/// <summary>A file of the registry as it was written.</summary>
internal sealed record WorkflowEntry
{
    public required string File { get; init; }
    public required Located<string> Name { get; init; }
    public required string Purpose { get; init; }
    public required Located<string> Owner { get; init; }
    public required Located<string> Accountable { get; init; }
    public required WorkflowStatus Status { get; init; }
    public required ReviewRhythm Review { get; init; }
    public required IReadOnlyList<Named<ScopeEntry>> Scope { get; init; }
    public required IReadOnlyList<FlowEntry> Flows { get; init; }
    public required WorkflowLimits Limits { get; init; }
    public required IReadOnlyList<GateEntry> Gates { get; init; }
    public required IReadOnlyList<WaiverEntry> Waivers { get; init; }

    private static readonly Shape<ReviewRhythm> ReviewShape = Shaped.Map<ReviewRhythm>(keys =>
    {
        var every = keys.Or("every", Times.Duration("1d", "366d"), ReviewRhythm.Default.Every, "How often the owner must look at the entry again");
        var grace = keys.Or("grace", Times.Duration("1d", "90d"), ReviewRhythm.Default.Grace, "How long after that it still works");
        return () => new ReviewRhythm(every, grace);
    });

    private static readonly Shape<WorkflowLimits> LimitsShape = Shaped.Map<WorkflowLimits>(keys =>
    {
        var calls = keys.May("calls", Times.Rate, "Calls in a window, such as `600/h`");
        var submits = keys.May("submits", Times.Rate, "Forms sent in a window");
        var rows = keys.May("rows", Times.Rate, "Rows read in a window");
        var sessions = keys.MayValue("sessions", Scalars.Whole(1, 1000), "Browser sessions at the same time");
        var hours = keys.May("hours", Times.Hours, "When it may run, such as `Mon-Fri 07:00-19:00 Europe/Berlin`");
        return () => new WorkflowLimits { Calls = calls, Submits = submits, Rows = rows, Sessions = sessions, Hours = hours };
    });

    public static Shape<WorkflowEntry> Shape { get; } = Shaped.Map<WorkflowEntry>(keys =>
    {
        var name = keys.Must("workflow", Shaped.At(Names.Name), "The workflow's name, equal to the name of this file");
        var purpose = keys.Must("purpose", Scalars.Prose, "What it is for, in a sentence");
        var owner = keys.Must("owner", Shaped.At(Names.Name), "The owning team, one of people.yaml");
        var accountable = keys.Must("accountable", Shaped.At(Names.Person), "The one person of that team who answers for it");
        var status = keys.Must("status", Scalars.Choice<WorkflowStatus>(), "Only an active workflow gets tools");
        var review = keys.Or("review", ReviewShape, ReviewRhythm.Default);
        var scope = keys.Or("scope", Shaped.NamedMap(Names.Name, ScopeEntry.Shape), [], "What it may touch, portal by portal; nothing by default");
        var flows = keys.List("flows", FlowEntry.Shape, "What it read on one portal it may type on another; nothing by default");
        var limits = keys.Or("limits", LimitsShape, WorkflowLimits.None);
        var gates = keys.List("gates", GateEntry.OfTeam, "The team's own gates, on top of the rails'");
        var waivers = keys.Or("waive", Shaped.OneMapOrMore(WaiverEntry.Shape), [], "Forms that may be sent without a gate, why, and until when");
        return () => new WorkflowEntry
        {
            File = keys.Reading.File,
            Name = name,
            Purpose = purpose,
            Owner = owner,
            Accountable = accountable,
            Status = status,
            Review = review,
            Scope = scope,
            Flows = flows,
            Limits = limits,
            Gates = gates,
            Waivers = waivers,
        };
    });
}
