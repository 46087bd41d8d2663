using GovernedMcp.Governance.Gates;
using GovernedMcp.Storage.Config.Yaml;

namespace GovernedMcp.Storage.Config.Entries;

/// <summary>A condition of a gate and, flat, the tests in it with the places where they were written.</summary>
internal sealed record ConditionEntry(GateCondition Condition, IReadOnlyList<Located<GateCondition>> Tests)
{
    public static ConditionEntry Always { get; } = new(new GateCondition.Always(), []);

    public static ConditionEntry One(GateCondition test, Place at) => new(test, [new Located<GateCondition>(test, at)]);

    public static ConditionEntry All(IReadOnlyList<ConditionEntry> of) =>
        of.Count == 1 ? of[0] : new(new GateCondition.All([.. of.Select(entry => entry.Condition)]), TestsOf(of));

    public static ConditionEntry Any(IReadOnlyList<ConditionEntry> of) =>
        of.Count == 1 ? of[0] : new(new GateCondition.Any([.. of.Select(entry => entry.Condition)]), TestsOf(of));

    public static ConditionEntry Not(ConditionEntry of) => new(new GateCondition.Not(of.Condition), of.Tests);

    private static IReadOnlyList<Located<GateCondition>> TestsOf(IReadOnlyList<ConditionEntry> of) => [.. of.SelectMany(entry => entry.Tests)];
}
