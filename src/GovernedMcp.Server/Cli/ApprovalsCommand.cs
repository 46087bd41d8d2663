using System.CommandLine;
using GovernedMcp.Governance.Approvals;

namespace GovernedMcp.Server.Cli;

/// <summary><c>approvals</c>: held calls, and people's answers to them.</summary>
internal static class ApprovalsCommand
{
    public static Command Make() => new("approvals", "Held calls and their answers.")
    {
        ApprovalsList.Make(),
        ApprovalsShow.Make(),
        ApprovalsAnswer.Make("approve", "Approve a held call, as the person your key proves.", approves: true),
        ApprovalsAnswer.Make("refuse", "Refuse a held call, as the person your key proves.", approves: false),
    };

    internal static Argument<string> Id() => new("approval") { Description = "The id of the approval, ap_…" };

    internal static string Word(this ApprovalState state) => state.ToString().ToLowerInvariant();

    internal static string About(Approval approval) => approval.Part is null ? $"{approval.Tool} {approval.Portal}" : $"{approval.Tool} {approval.Portal}/{approval.Part}";
}
