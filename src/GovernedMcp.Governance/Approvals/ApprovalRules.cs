using System.Globalization;

namespace GovernedMcp.Governance.Approvals;

/// <summary>What an approval is worth at a moment, and who may still answer it. Pure: store, desk and verifier ask the same rules.</summary>
public static class ApprovalRules
{
    public const int LongestReason = 500;

    public static ApprovalState StateAt(this Approval approval, DateTimeOffset now)
    {
        if (approval.UsedBySeq is not null) return ApprovalState.Used;
        if (approval.CountedVotes().Any(vote => !vote.Approves)) return ApprovalState.Refused;
        if (approval.UseBy() is { } useBy) return now <= useBy ? ApprovalState.Approved : ApprovalState.Expired;
        return now <= approval.DecideBy ? ApprovalState.Pending : ApprovalState.Expired;
    }

    /// <summary>Until when it may be used: counted from the last vote it needed. Null while votes are missing.</summary>
    public static DateTimeOffset? UseBy(this Approval approval)
    {
        var complete = DateTimeOffset.MinValue;
        foreach (var ask in approval.Asks)
        {
            if (approval.Yes(ask).Skip(ask.Needed - 1).FirstOrDefault() is not { } last) return null;
            if (last.At > complete) complete = last.At;
        }

        return approval.Asks.Count == 0 ? null : complete + approval.UseWithin;
    }

    /// <summary>How many different people of the ask approved so far.</summary>
    public static int Given(this Approval approval, ApprovalAsk ask) => approval.Yes(ask).Count();

    /// <summary>Why a person may not answer now; null when the answer counts.</summary>
    public static VoteObjection? CheckVote(this Approval approval, string person, string reason, DateTimeOffset now)
    {
        if (CheckOpen(approval, now) is { } closed) return closed;
        if (approval.Votes.Any(vote => vote.Person == person))
            return new(Rules.Approvals.AlreadyAnswered, $"`{person}` answered approval `{approval.Id}` before; an answer stands");
        if (person == approval.RequestedBy && !approval.SelfAllowed)
            return new(Rules.Approvals.NotAllowedToAnswer,
                $"`{person}` runs the calling client and cannot answer approval `{approval.Id}`; ask another member of {Groups(approval)}");
        if (!approval.Asks.Any(ask => ask.Members.Contains(person) && approval.Given(ask) < ask.Needed))
            return new(Rules.Approvals.NotAllowedToAnswer,
                $"`{person}` is in no group that approval `{approval.Id}` still waits for; ask a member of {Groups(approval)}");
        return CheckReason(approval, reason);
    }

    private static VoteObjection? CheckOpen(Approval approval, DateTimeOffset now) => approval.StateAt(now) switch
    {
        ApprovalState.Pending => null,
        ApprovalState.Expired => new(Rules.Approvals.Expired, $"approval `{approval.Id}` expired; the call must be made again"),
        ApprovalState.Used => new(Rules.Approvals.Used, $"approval `{approval.Id}` was used already; nothing is left to answer"),
        ApprovalState.Refused => new(Rules.Approvals.AlreadyAnswered, $"approval `{approval.Id}` was refused already; nothing is left to answer"),
        _ => new(Rules.Approvals.AlreadyAnswered, $"approval `{approval.Id}` has every answer it needs; nothing is left to answer"),
    };

    private static VoteObjection? CheckReason(Approval approval, string reason)
    {
        if (string.IsNullOrWhiteSpace(reason))
            return approval.ReasonRequired ? new(Rules.Arguments.Missing, $"an answer to approval `{approval.Id}` needs a reason; add one") : null;
        if (reason.Length > LongestReason)
            return new(Rules.Arguments.Range, $"the reason has {reason.Length} characters; use at most {LongestReason}");
        return reason.Any(IsHidden) || HasHalfPair(reason)
            ? new(Rules.Arguments.Text, "the reason holds a control character or a line break; write it on one line")
            : null;
    }

    // Control characters, line and paragraph separators, and the marks that turn the direction of text.
    private static bool IsHidden(char unit) =>
        char.IsControl(unit) || unit is '\u2028' or '\u2029' or '\u200E' or '\u200F' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    private static bool HasHalfPair(string text) => text.EnumerateRunes().Any(rune => rune == System.Text.Rune.ReplacementChar);

    private static string Groups(Approval approval) =>
        string.Join(" or ", approval.Asks.Select(ask => string.Create(CultureInfo.InvariantCulture, $"`{ask.Group}`")).Distinct());

    private static IEnumerable<ApprovalVote> Yes(this Approval approval, ApprovalAsk ask) =>
        approval.CountedVotes().Where(vote => vote.Approves && ask.Members.Contains(vote.Person)).DistinctBy(vote => vote.Person);

    // INVARIANT: a vote counts only from someone who was asked, in time, and not from the requester unless that is allowed.
    private static IEnumerable<ApprovalVote> CountedVotes(this Approval approval) => approval.Votes
        .Where(vote => vote.At <= approval.DecideBy
            && (approval.SelfAllowed || vote.Person != approval.RequestedBy)
            && approval.Asks.Any(ask => ask.Members.Contains(vote.Person)))
        .OrderBy(vote => vote.At);
}

/// <summary>Why an answer does not count: the reason's id and the sentence for the person.</summary>
public sealed record VoteObjection(Rule Rule, string Sentence);
