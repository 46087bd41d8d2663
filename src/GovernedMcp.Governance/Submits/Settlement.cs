using System.Text.Json.Nodes;
using GovernedMcp.Governance.Audit;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Governance.Submits;

/// <summary>
/// What a person found who looked at the portal for a submit whose outcome was unknown, proven by that person's key. There is one
/// for a submit, and it stands.
/// </summary>
public sealed record Settlement(string Person, string KeyId, bool Happened, string Comment, DateTimeOffset At)
{
    /// <summary>What the submit is from then on.</summary>
    public SubmitState End => Happened ? SubmitState.Confirmed : SubmitState.NotSent;

    /// <summary>For the caller: it was a person who said so, not the portal.</summary>
    public string Sentence => Happened
        ? "a person looked at the portal and found that it happened; do not repeat it"
        : "a person looked at the portal and found that it did not happen; fill the form again";

    /// <summary>For people.</summary>
    public string Told => $"{(Happened ? "happened" : "did not happen")}, as `{Person}` found at {At.UtcDateTime:yyyy-MM-dd HH:mm} UTC";

    public JsonObject AsJson() => new()
    {
        ["happened"] = Happened,
        ["by"] = Person,
        ["comment"] = Escaped.Text(Comment),
        ["at"] = AuditRecord.WriteTime(At),
    };
}
