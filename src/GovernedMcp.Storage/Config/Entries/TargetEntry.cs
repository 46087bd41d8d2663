using GovernedMcp.Governance;
using GovernedMcp.Governance.Gates;
using GovernedMcp.Storage.Config.Yaml;

namespace GovernedMcp.Storage.Config.Entries;

/// <summary>One thing a gate looks at, and where it was written.</summary>
internal sealed record TargetEntry(GateTarget Target, Place At)
{
    public const string Any = "any";

    public static TargetEntry Parse(ActKind act, Located<string> written)
    {
        var parts = written.Value.Split('/');
        var target = new GateTarget(act, parts[0] == Any ? null : parts[0], parts.Length == 2 && parts[1] != Any ? parts[1] : null);
        return new TargetEntry(target, written.At);
    }
}
