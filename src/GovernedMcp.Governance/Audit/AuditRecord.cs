using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using GovernedMcp.Governance.Redaction;

namespace GovernedMcp.Governance.Audit;

/// <summary>
/// One record as it stands in the log: canonical bytes, and what they say. Only its bytes are evidence; everything else is read
/// from them.
/// </summary>
public sealed class AuditRecord
{
    public const int Version = 1;
    public const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";

    private readonly JsonElement _said;

    private AuditRecord(ReadOnlyMemory<byte> body, JsonElement said)
    {
        (Body, _said) = (body, said);
        Columns = new()
        {
            Seq = Number("seq") ?? 0,
            Ts = Required("ts"),
            Type = Required("type"),
            Agent = Text("agent"),
            CallId = Text("call_id"),
            Tool = Text("tool"),
            Decision = Text("decision"),
            RuleId = Text("rule_id"),
            Outcome = Text("outcome"),
            IntentSeq = Number("intent_seq"),
            ApprovalId = Text("approval_id"),
            Rows = Number("rows"),
            Node = Required("node"),
        };
        At = ReadTime(Columns.Ts);
        LogId = Required("log_id");
        Previous = Required("prev");
        Actor = Required("actor");
        PolicyDigest = Text("policy_digest");
    }

    /// <summary>The canonical bytes.</summary>
    public ReadOnlyMemory<byte> Body { get; }

    /// <summary>What a store keeps beside the body to search by.</summary>
    public RecordColumns Columns { get; }

    public long FormatVersion => Number("v") ?? 0;
    public string LogId { get; }
    public long Seq => Columns.Seq;

    /// <summary>The link of the record before, lower-case hexadecimal.</summary>
    public string Previous { get; }

    /// <summary>As written: UTC, RFC 3339, always 27 characters.</summary>
    public string Time => Columns.Ts;

    public DateTimeOffset At { get; }

    /// <summary>The process that wrote it.</summary>
    public string Node => Columns.Node;

    public string Type => Columns.Type;
    public string Actor { get; }
    public string? Agent => Columns.Agent;
    public string? CallId => Columns.CallId;
    public string? PolicyDigest { get; }
    public string? SkillDigest => Text("skill_digest");
    public string? Tool => Columns.Tool;
    public string? ToolSchemaDigest => Text("tool_schema_digest");
    public string? Scope => Text("scope");
    public string? Decision => Columns.Decision;
    public string? RuleId => Columns.RuleId;
    public Redacted? Arguments => Data("args_redacted");
    public string? ArgumentsCommit => Text("args_commit");
    public string? ApprovalId => Columns.ApprovalId;
    public string? Outcome => Columns.Outcome;
    public long? IntentSeq => Columns.IntentSeq;
    public string? ResultDigest => Text("result_digest");
    public int? Rows => (int?)Columns.Rows;
    public string? TraceId => Text("trace_id");
    public Redacted? Facts => Data("facts");

    /// <summary>What was changed in the store together with this record: see <see cref="LedgerChangeRecord"/>.</summary>
    public IReadOnlyList<JsonElement> Changes =>
        _said.TryGetProperty("changes", out var list) && list.ValueKind == JsonValueKind.Array ? [.. list.EnumerateArray()] : [];

    /// <summary>Gives an entry its number, time and link.</summary>
    public static AuditRecord Seal(AuditEntry entry, IReadOnlyList<LedgerChange> changes, ChainHead head, LogPlace place, DateTimeOffset now)
    {
        var body = new JsonObject { ["v"] = Version, ["log_id"] = place.LogId, ["seq"] = head.Seq + 1 };
        void Put(string name, string? text) { if (text is not null) body[name] = text; }
        Put("prev", Convert.ToHexStringLower(head.Link.Span));
        Put("ts", WriteTime(now));
        Put("node", place.Node);
        Put("type", entry.Type);
        Put("actor", entry.Actor);
        Put("agent", entry.Agent);
        Put("call_id", entry.CallId);
        Put("policy_digest", entry.PolicyDigest);
        Put("skill_digest", entry.SkillDigest);
        Put("tool", entry.Tool);
        Put("tool_schema_digest", entry.ToolSchemaDigest);
        Put("scope", entry.Scope);
        Put("decision", entry.Decision);
        Put("rule_id", entry.RuleId);
        Put("args_commit", entry.ArgumentsCommit);
        Put("approval_id", entry.ApprovalId);
        Put("outcome", entry.Outcome);
        Put("result_digest", entry.ResultDigest);
        Put("trace_id", entry.TraceId);
        if (entry.IntentSeq is { } intent) body["intent_seq"] = intent;
        if (entry.Rows is { } rows) body["rows"] = rows;
        if (entry.Arguments?.Node is { } arguments) body["args_redacted"] = arguments;
        if (entry.Facts?.Node is { } facts) body["facts"] = facts;
        if (changes.Count > 0) body["changes"] = new JsonArray([.. changes.Select(LedgerChangeRecord.Of)]);
        return Parse(CanonicalJson.Write(CanonicalJson.Recordable(body)));
    }

    /// <summary>Reads a body without judging whether it is canonical.</summary>
    /// <exception cref="CanonicalJsonFault">It is not one JSON object with the fields that every record has.</exception>
    public static AuditRecord Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            var record = new AuditRecord(body, JsonElement.Parse(body.Span, new() { MaxDepth = CanonicalJson.MaxDepth, AllowDuplicateProperties = false }));
            _ = record.FormatVersion;
            return record;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or FormatException or KeyNotFoundException or OverflowException)
        {
            throw new CanonicalJsonFault("the body is not a record of this format");
        }
    }

    public static string WriteTime(DateTimeOffset moment) => moment.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture);

    public static DateTimeOffset ReadTime(string text) =>
        DateTimeOffset.ParseExact(text, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

    private string Required(string name) => _said.GetProperty(name).GetString() ?? throw new KeyNotFoundException(name);

    private string? Text(string name) => _said.TryGetProperty(name, out var value) ? value.GetString() : null;

    private long? Number(string name) => _said.TryGetProperty(name, out var value) ? value.GetInt64() : null;

    private Redacted? Data(string name) => _said.TryGetProperty(name, out var value) ? Redacted.FromStore(value.GetRawText()) : null;
}

/// <summary>Which log a record goes to and which process writes it.</summary>
public sealed record LogPlace(string LogId, string Node);
