using GovernedMcp.Governance.Audit;

namespace GovernedMcp.Server.Tests.Faults.Kills;

/// <summary>What must hold after every round: the portal's count and the record say the same.</summary>
internal static class KillWitness
{
    public static void Check(FaultWorld world, KillCell cell, string state, int forms, long after)
    {
        forms.ShouldBeInRange(0, 1, $"{cell}: at most one form");
        if (state is "not_sent" or "nothing") forms.ShouldBe(0, $"{cell}: {state}");
        if (state == "confirmed") forms.ShouldBe(1, $"{cell}: {state}");
        state.ShouldBeOneOf(Expected(cell));

        var records = world.Records().Where(record => record.Seq > after && record.Tool == "portal_submit_form").ToList();
        var intents = records.Where(record => record.Type == AuditTypes.Intent).ToList();
        intents.Count.ShouldBe(state == "nothing" ? 0 : 1, $"{cell}: {state}");
        foreach (var intent in intents)
        {
            var ends = records.Where(record => record.Type == AuditTypes.Outcome && record.Columns.IntentSeq == intent.Seq).ToList();
            ends.Count.ShouldBe(1, $"{cell}: one outcome");
            ends[0].Columns.Outcome.ShouldBe(state, cell.ToString());
        }

        if (forms == 1) records.ShouldContain(record => record.Type == AuditTypes.Sending, $"{cell}: what arrived was on record before");
    }

    // Where the step fixes the end, the end is asked for; else it is one that fits the portal's count.
    private static string[] Expected(KillCell cell) => (cell.When, Dies: cell is { Who: Who.Server, How: not How.Left }) switch
    {
        (When.Filled or When.Claiming, true) => ["nothing"],
        (When.Filled, false) when cell.Who == Who.Server => ["confirmed"],
        (When.Filled, false) => ["nothing", "not_sent"],
        (When.Claimed or When.Held, true) => ["not_sent"],
        (When.Claiming, false) when cell.Who != Who.Server => ["not_sent"],
        (When.Taken or When.Answered or When.Read, true) => ["unknown"],
        (When.Recorded, _) or (When.Read, false) => ["confirmed"],
        (When.Taken or When.Answered, _) => ["unknown", "confirmed"],
        _ => ["not_sent", "unknown", "confirmed"],
    };
}
