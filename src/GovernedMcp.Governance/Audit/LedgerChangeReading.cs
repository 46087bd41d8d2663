using System.Collections.Frozen;
using System.Text.Json;
using GovernedMcp.Governance.Approvals;
using GovernedMcp.Governance.Redaction;
using GovernedMcp.Governance.Submits;

namespace GovernedMcp.Governance.Audit;

/// <summary>Reads changes back from records. A record may hold anything, so nothing is taken for granted.</summary>
internal static partial class LedgerChangeRecord
{
    public static string KindOf(JsonElement change) => Text(change, "change");

    /// <summary>Empty when there is no such text.</summary>
    public static string Text(JsonElement change, string name) =>
        change.ValueKind == JsonValueKind.Object && change.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    /// <summary>What of an approval decides; what it was shown as is not part of it. Null when it cannot be read.</summary>
    public static Approval? ReadApproval(JsonElement change)
    {
        try
        {
            return new()
            {
                Id = Text(change, "approval"),
                Workflow = Text(change, "workflow"),
                RequestedBy = Text(change, "requested_by"),
                Tool = "",
                Portal = "",
                Digest = Text(change, "digest"),
                Subject = Redacted.FromStore("null"),
                SelfAllowed = change.GetProperty("self_allowed").GetBoolean(),
                ReasonRequired = change.GetProperty("reason_required").GetBoolean(),
                RequestedAt = AuditRecord.ReadTime(Text(change, "requested_at")),
                DecideBy = AuditRecord.ReadTime(Text(change, "decide_by")),
                UseWithin = TimeSpan.FromSeconds(change.GetProperty("use_within_seconds").GetInt64()),
                Asks = [.. change.GetProperty("asks").EnumerateArray().Select(ReadAsk)],
            };
        }
        catch (Exception fault) when (fault is KeyNotFoundException or InvalidOperationException or FormatException or OverflowException)
        {
            return null;
        }
    }

    /// <summary>The reason is not part of a change; where one was needed, the store took no answer without.</summary>
    public static ApprovalVote? ReadVote(JsonElement change)
    {
        try
        {
            return new(Text(change, "person"), Text(change, "key"), change.GetProperty("approves").GetBoolean(), "see the facts", AuditRecord.ReadTime(Text(change, "at")));
        }
        catch (Exception fault) when (fault is KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    /// <summary>The comment is not part of a change, as the reason of a vote is not.</summary>
    public static Settlement? ReadSettlement(JsonElement change)
    {
        try
        {
            return new(Text(change, "person"), Text(change, "key"), change.GetProperty("happened").GetBoolean(), "see the facts", AuditRecord.ReadTime(Text(change, "at")));
        }
        catch (Exception fault) when (fault is KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    private static ApprovalAsk ReadAsk(JsonElement ask) => new(
        Text(ask, "gate"),
        Text(ask, "group"),
        ask.GetProperty("members").EnumerateArray().Select(member => member.GetString()!).ToFrozenSet(StringComparer.Ordinal),
        ask.GetProperty("needed").GetInt32());
}
