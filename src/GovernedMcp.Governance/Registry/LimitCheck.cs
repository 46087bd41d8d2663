namespace GovernedMcp.Governance.Registry;

/// <summary>What a workflow may use up: hours, calls, submits, rows, sessions.</summary>
internal static class LimitCheck
{
    public static Decision.Refused? Refuses(Workflow workflow, SessionRails rails, Act act, Circumstances circumstances)
    {
        var (limits, used) = (workflow.Limits, circumstances.Usage);
        if (limits.Hours is { } hours && !hours.Contains(circumstances.Now)) return Refuse(Rules.Limits.Hours, "it runs only in the hours of its entry");
        if (Spent(limits.Calls, used.Calls)) return Refuse(Rules.Limits.Calls, $"its {limits.Calls!.Count} calls per {Window(limits.Calls)} are used up");
        if (act.Kind == ActKind.Submit && Spent(limits.Submits, used.Submits))
            return Refuse(Rules.Limits.Submits, $"its {limits.Submits!.Count} submits per {Window(limits.Submits)} are used up");
        if (act.Kind == ActKind.Extract && Spent(limits.Rows, used.Rows))
            return Refuse(Rules.Limits.Rows, $"its {limits.Rows!.Count} rows per {Window(limits.Rows)} are used up");
        if (act.Kind == ActKind.Login && used.LiveSessions >= Sessions(limits, rails))
            return Refuse(Rules.Limits.Sessions, $"its {Sessions(limits, rails)} sessions are in use; end one with `portal_session` and `logout`");
        return null;

        Decision.Refused Refuse(Rule rule, string why) => new(rule, workflow.Source, $"workflow `{workflow.Name}` must wait: {why}");
    }

    // INVARIANT: an entry can only narrow what the rails allow.
    private static int Sessions(WorkflowLimits limits, SessionRails rails) => Math.Min(limits.Sessions ?? rails.PerWorkflow, rails.PerWorkflow);

    private static bool Spent(Rate? rate, int used) => rate is not null && used >= rate.Count;

    private static string Window(Rate rate) => rate.Window == TimeSpan.FromDays(1) ? "day" : rate.Window == TimeSpan.FromHours(1) ? "hour" : "minute";
}
