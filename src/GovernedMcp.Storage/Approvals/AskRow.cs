using System.Collections.Frozen;
using GovernedMcp.Governance.Approvals;

namespace GovernedMcp.Storage.Approvals;

/// <summary>An ask as it is kept: the members as they were when the approval was asked for.</summary>
internal sealed record AskRow(string Gate, string Group, string[] Members, int Needed)
{
    public static AskRow Of(ApprovalAsk ask) => new(ask.Gate, ask.Group, [.. ask.Members.Order(StringComparer.Ordinal)], ask.Needed);

    public ApprovalAsk Read() => new(Gate, Group, Members.ToFrozenSet(StringComparer.Ordinal), Needed);
}
