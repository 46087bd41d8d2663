using GovernedMcp.Governance;
using GovernedMcp.Governance.Gates;
using GovernedMcp.Governance.Registry;
using GovernedMcp.Storage.Config.Shapes;
using GovernedMcp.Storage.Config.Yaml;

namespace GovernedMcp.Storage.Config.Entries;

/// <summary>A gate as it was written, with the places that later checks point at.</summary>
internal sealed record GateEntry(Gate Gate, Place IdAt, IReadOnlyList<TargetEntry> Targets, ConditionEntry Condition, Place VerbAt)
{
    /// <summary>The acts that a gate can hold or refuse: those that reach a portal.</summary>
    public static readonly ActKind[] Gateable =
        [ActKind.Login, ActKind.Navigate, ActKind.Extract, ActKind.Read, ActKind.Fill, ActKind.Submit, ActKind.Download, ActKind.Screenshot, ActKind.Explore];

    private static readonly Shape<IReadOnlyList<TargetEntry>> On = Shaped.Map<IReadOnlyList<TargetEntry>>(keys =>
    {
        var named = Array.ConvertAll(Gateable, act => keys.Or(SnakeCase.Of(act), Shaped.OneTextOrMore(Shaped.At(Names.Target)), []));
        return () => [.. named.SelectMany((names, at) => names.Select(name => TargetEntry.Parse(Gateable[at], name)))];
    });

    public static Shape<GateEntry> Baseline { get; } = Of(baseline: true);

    public static Shape<GateEntry> OfTeam { get; } = Of(baseline: false);

    private static Shape<GateEntry> Of(bool baseline) => Shaped.Map<GateEntry>(keys =>
    {
        var id = keys.Must("id", Shaped.At(Names.Name), "Names the gate in decisions and records");
        var on = keys.Must("on", Shaped.At(On), "Which acts it looks at: `any`, a portal, or a portal and a part");
        var when = keys.Or("when", ConditionShape.Shape, ConditionEntry.Always, "When it matches; left out: always");
        var ask = keys.May("ask", Shaped.At(Names.Name), "The group that must approve; `owner`: the members of the owning team; `user`: the one person who runs the calling client, who may answer there");
        var approvals = keys.MayValue("approvals", Scalars.Whole(1, 20), "How many different people must approve");
        var decideWithin = keys.MayValue("decide_within", Times.Duration("10s", "24h"), "Silence for so long is refusal");
        var useWithin = keys.MayValue("use_within", Times.Duration("10s", "24h"), "An approval is good for so long");
        var refuse = keys.May("refuse", Shaped.At(Scalars.Text), "Why it is refused; shown to the agent");
        var mode = keys.May("mode", Shaped.At(Scalars.Choice<GateMode>()), "`observe` records what would have happened and lets it pass");
        return () =>
        {
            if (on.Value.Count == 0) keys.Reading.Error(on.At, ConfigCodes.Gate, "the gate names no act; write one such as `on: { submit: any }`");
            if (baseline && mode?.Value == GateMode.Observe) keys.Reading.Error(mode.At, ConfigCodes.Gate, "a baseline gate always enforces; leave `mode` out");
            if (ask is null == refuse is null) keys.Reading.Error(keys.At, ConfigCodes.Gate, "a gate either asks or refuses; write `ask: <group>` or `refuse: <why>`");
            if (refuse is not null && (approvals is not null || decideWithin is not null || useWithin is not null))
            {
                keys.Reading.Error(refuse.At, ConfigCodes.Gate, "a gate that refuses asks nobody; leave `approvals`, `decide_within` and `use_within` out");
            }

            if (ask?.Value == People.UserGroup && approvals > 1)
                keys.Reading.Error(ask.At, ConfigCodes.Gate, $"`user` is one person, so `approvals: {approvals}` can never be given; leave `approvals` out, or ask a group of people in another gate");

            GateVerb verb = ask is null
                ? new GateVerb.Refuse(refuse?.Value ?? "")
                : new GateVerb.Ask(ask.Value, approvals ?? 1, decideWithin ?? GateVerb.Ask.DefaultDecideWithin, useWithin ?? GateVerb.Ask.DefaultUseWithin);
            var gate = new Gate
            {
                Id = id.Value,
                On = [.. on.Value.Select(target => target.Target)],
                When = when.Condition,
                Verb = verb,
                Mode = mode?.Value ?? GateMode.Enforce,
                Baseline = baseline,
                Source = keys.Mark,
            };
            return new GateEntry(gate, id.At, on.Value, when, ask?.At ?? keys.At);
        };
    });
}
