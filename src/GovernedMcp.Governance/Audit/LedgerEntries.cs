using System.Security.Cryptography;
using System.Text.Json.Nodes;
using GovernedMcp.Governance.Redaction;

namespace GovernedMcp.Governance.Audit;

/// <summary>The records that the store writes of its own accord. Their facts are names, ids and counts, never text from outside.</summary>
public static class LedgerEntries
{
    private const string Store = "store";

    /// <summary>The first record: names the log, its creation and the form of its records.</summary>
    public static AuditEntry Genesis(string logId, DateTimeOffset created) => new()
    {
        Type = AuditTypes.Genesis,
        Actor = Store,
        Facts = Facts(new() { ["log_id"] = logId, ["created_at"] = AuditRecord.WriteTime(created), ["format"] = "audit/v1" }),
    };

    public static AuditEntry ApprovalConsumed(AuditEntry by, string approval, long seq) => new()
    {
        Type = AuditTypes.ApprovalConsumed,
        Actor = Store,
        Agent = by.Agent,
        CallId = by.CallId,
        PolicyDigest = by.PolicyDigest,
        ApprovalId = approval,
        IntentSeq = seq,
    };

    /// <summary>The end of an act whose process died before it could say how it ended.</summary>
    public static AuditEntry Abandoned(AuditRecord intent, string outcome) => new()
    {
        Type = AuditTypes.Outcome,
        Actor = Store,
        Agent = intent.Agent,
        CallId = intent.CallId,
        PolicyDigest = intent.PolicyDigest,
        Tool = intent.Tool,
        Scope = intent.Scope,
        Outcome = outcome,
        IntentSeq = intent.Seq,
        Facts = Facts(new() { ["closed"] = "the process that began it is gone", ["began_on"] = intent.Node }),
    };

    public static AuditEntry KeyIssued(string by, string key, string realm, string subject, string heldBy) =>
        AboutKey(AuditTypes.KeyIssued, by, key, realm, subject) with
        {
            Facts = Facts(new() { ["key"] = key, ["realm"] = realm, ["subject"] = subject, ["held_by"] = heldBy }),
        };

    public static AuditEntry KeyRevoked(string by, string key, string realm, string subject) =>
        AboutKey(AuditTypes.KeyRevoked, by, key, realm, subject);

    /// <summary>A configuration came into force. The digest ties its documents to the log.</summary>
    public static AuditEntry PolicyLoaded(string revision, int documents, string documentsDigest) => new()
    {
        Type = AuditTypes.PolicyLoaded,
        Actor = Store,
        PolicyDigest = revision,
        Facts = Facts(new() { ["revision"] = revision, ["documents"] = documents, ["documents_digest"] = documentsDigest }),
    };

    /// <summary>SHA-256 over the canonical JSON of path → SHA-256 of the content, both digests in lower-case hexadecimal.</summary>
    public static string DocumentsDigest(IEnumerable<(string Path, ReadOnlyMemory<byte> Content)> documents)
    {
        var map = new JsonObject();
        foreach (var (path, content) in documents) map[path] = Convert.ToHexStringLower(SHA256.HashData(content.Span));
        return Convert.ToHexStringLower(SHA256.HashData(CanonicalJson.Write(map)));
    }

    private static AuditEntry AboutKey(string type, string by, string key, string realm, string subject) => new()
    {
        Type = type,
        Actor = by,
        Agent = realm == "workflow" ? subject : null,
        Facts = Facts(new() { ["key"] = key, ["realm"] = realm, ["subject"] = subject }),
    };

    private static Redacted Facts(JsonObject facts) => new(facts);
}
