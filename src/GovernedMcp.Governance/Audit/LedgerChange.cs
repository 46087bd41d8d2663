using GovernedMcp.Governance.Approvals;
using GovernedMcp.Governance.Submits;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Governance.Audit;

/// <summary>
/// A change of the store that is committed in one transaction with the record of it, or not at all. When the store is no longer
/// in the state that the change needs, nothing is written and <see cref="LedgerConflict"/> says why.
/// </summary>
public abstract record LedgerChange
{
    private LedgerChange() { }

    public sealed record AddApproval(Approval Approval) : LedgerChange;

    /// <summary>Needs the approval to be still open and this person not to have voted.</summary>
    public sealed record Vote(string Approval, ApprovalVote Given) : LedgerChange;

    /// <summary>Needs the approval to be approved, in time, unused and for this digest. Also writes the record of its use.</summary>
    public sealed record ConsumeApproval(string Approval, string Digest) : LedgerChange;

    /// <summary>Needs that the kill switch does not hold the workflow.</summary>
    public sealed record RequireNotSuspended(string Workflow) : LedgerChange;

    /// <summary>Needs that nobody claimed the plan before. Claims it in state <see cref="SubmitState.Intent"/>.</summary>
    public sealed record ClaimSubmit(string Plan, string Workflow, string Portal, string Form) : LedgerChange;

    /// <summary>Needs the submit to be in an earlier state.</summary>
    public sealed record MoveSubmit(string Plan, SubmitState To, string? Reference) : LedgerChange;

    /// <summary>Needs the submit's outcome to be unknown, and nobody to have settled it.</summary>
    public sealed record SettleSubmit(string Plan, Settlement Given) : LedgerChange;

    public sealed record Suspend(string Workflow, string Reason) : LedgerChange;

    public sealed record Resume(string Workflow) : LedgerChange;

    public sealed record Attest(string Workflow) : LedgerChange;
}

/// <summary>A change could not be made because the store had moved on. <see cref="Rule"/> is the reason the caller is given.</summary>
public sealed class LedgerConflict(Rule rule, string sentence) : Exception(sentence)
{
    public Rule Rule => rule;
}
