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

    /// <summary>Why an answer does not count; null when it does.</summary>
    public static VoteObjection? CheckVote(this Approval approval, ApprovalVote vote)
    {
        if (CheckOpen(approval, vote.At) is { } closed) return closed;
        if (approval.HasAnswered(vote.Person))
            return new(Rules.Approvals.AlreadyAnswered, $"`{vote.Person}` answered approval `{approval.Id}` before; an answer stands");
        return approval.Asks.Any(ask => approval.CountsFor(vote, ask) && approval.Given(ask) < ask.Needed)
            ? CheckReason(approval, vote.Reason)
            : new(Rules.Approvals.NotAllowedToAnswer, $"{WhyNot(approval, vote)}; ask {Groups(approval)}");
    }

    /// <summary>Whether this person said something to it already.</summary>
    public static bool HasAnswered(this Approval approval, string person) => approval.Votes.Any(vote => vote.Person == person);

    /// <summary>
    /// Whether the person who runs the client may answer there now. Not when the same person could say more with their own key:
    /// a person answers once, and the click would use that up.
    /// </summary>
    public static bool IsForTheClient(this Approval approval, DateTimeOffset now)
    {
        var open = approval.Asks.Where(ask => approval.Given(ask) < ask.Needed).ToList();
        return approval.StateAt(now) == ApprovalState.Pending && !approval.HasAnswered(approval.RequestedBy) && open.Any(ask => ask.OfUser)
            && !(approval.SelfAllowed && open.Any(ask => !ask.OfUser && ask.Members.Contains(approval.RequestedBy)));
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
        return CheckLine("reason", reason);
    }

    /// <summary>What is wrong with a line that a person wrote for the record; null when nothing is.</summary>
    internal static VoteObjection? CheckLine(string what, string line)
    {
        if (line.Length > LongestReason) return new(Rules.Arguments.Range, $"the {what} has {line.Length} characters; use at most {LongestReason}");
        return line.Any(IsHidden) || HasHalfPair(line)
            ? new(Rules.Arguments.Text, $"the {what} holds a control character or a line break; write it on one line")
            : null;
    }

    // Control characters, line and paragraph separators, and the marks that turn the direction of text.
    private static bool IsHidden(char unit) =>
        char.IsControl(unit) || unit is '\u2028' or '\u2029' or '\u200E' or '\u200F' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    private static bool HasHalfPair(string text) => text.EnumerateRunes().Any(rune => rune == System.Text.Rune.ReplacementChar);

    private static string WhyNot(Approval approval, ApprovalVote vote) =>
        vote.InClient ? $"approval `{approval.Id}` cannot be answered in the client"
        : vote.Person == approval.RequestedBy && !approval.SelfAllowed ? $"`{vote.Person}` runs the calling client and cannot answer approval `{approval.Id}`"
        : $"`{vote.Person}` is in no group that approval `{approval.Id}` still waits for";

    private static string Groups(Approval approval) =>
        string.Join(" or ", approval.Asks.Where(ask => approval.Given(ask) < ask.Needed)
            .Select(ask => ask.OfUser ? $"`{approval.RequestedBy}`, who runs the calling client," : $"another member of `{ask.Group}`").Distinct());

    private static IEnumerable<ApprovalVote> Yes(this Approval approval, ApprovalAsk ask) =>
        approval.CountedVotes().Where(vote => vote.Approves && approval.CountsFor(vote, ask)).DistinctBy(vote => vote.Person);

    private static IEnumerable<ApprovalVote> CountedVotes(this Approval approval) => approval.Votes
        .Where(vote => vote.At <= approval.DecideBy && approval.Asks.Any(ask => approval.CountsFor(vote, ask)))
        .OrderBy(vote => vote.At);

    // INVARIANT: a vote counts only from someone who was asked. For a group it counts only with the person's own key, and not from
    // the requester unless that is allowed; a click in the client stands for the requester alone.
    private static bool CountsFor(this Approval approval, ApprovalVote vote, ApprovalAsk ask) =>
        ask.Members.Contains(vote.Person)
        && (ask.OfUser ? vote.Person == approval.RequestedBy : !vote.InClient && (approval.SelfAllowed || vote.Person != approval.RequestedBy));
}

/// <summary>Why an answer does not count: the reason's id and the sentence for the person.</summary>
public sealed record VoteObjection(Rule Rule, string Sentence);
