namespace GovernedMcp.Governance.Tools;

/// <summary>The order of a submit's life, and its words in records and replies.</summary>
public static class SubmitStates
{
    public static string Word(this SubmitState state) => state switch
    {
        SubmitState.Intent => "intent",
        SubmitState.Sending => "sending",
        SubmitState.Confirmed => "confirmed",
        SubmitState.RejectedByPortal => "rejected_by_portal",
        SubmitState.NotSent => "not_sent",
        SubmitState.Unknown => "unknown",
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    public static bool TryRead(string word, out SubmitState state)
    {
        foreach (var known in Enum.GetValues<SubmitState>().Where(known => known.Word() == word))
        {
            state = known;
            return true;
        }

        state = default;
        return false;
    }

    /// <exception cref="FormatException">No state has this word.</exception>
    public static SubmitState Read(string word) => TryRead(word, out var state) ? state : throw new FormatException($"`{word}` is no state of a submit");

    /// <summary>Whether it may go on to <paramref name="next"/>. Confirmed, rejected and not sent are ends; unknown may still be settled.</summary>
    public static bool MayBecome(this SubmitState state, SubmitState next) => state switch
    {
        SubmitState.Intent => next != SubmitState.Intent,
        SubmitState.Sending => next > SubmitState.Sending,
        SubmitState.Unknown => next is SubmitState.Confirmed or SubmitState.RejectedByPortal or SubmitState.NotSent,
        _ => false,
    };
}
