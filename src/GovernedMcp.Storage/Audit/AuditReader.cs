using System.Runtime.CompilerServices;
using Dapper;
using GovernedMcp.Governance.Audit;
using GovernedMcp.Storage.Database;
using Microsoft.Data.Sqlite;

namespace GovernedMcp.Storage.Audit;

/// <summary>
/// Reads the log of a live store or of a copy of its file, and writes nothing. It reads page by page and holds no lock between
/// pages, so that a long look never keeps a server from writing.
/// </summary>
public sealed class AuditReader : IDisposable
{
    private const int Page = 1000;

    private readonly SqliteConnection _connection;
    private readonly Lock _gate = new();

    private AuditReader(SqliteConnection connection) => _connection = connection;

    /// <param name="database">The file, <c>governed-mcp.db</c>.</param>
    /// <exception cref="StoreUnavailable">It cannot be read, or a newer version wrote it.</exception>
    public static AuditReader Open(string database)
    {
        if (!File.Exists(database)) throw new StoreUnavailable($"there is no database `{database}`; name the file `governed-mcp.db` or its copy");
        SqliteConnection? connection = null;
        try
        {
            connection = SqliteOpening.ForReading(database);
            SchemaMigrations.CheckKnown(connection.ExecuteScalar<int>("SELECT max(version) FROM schema_version"), database);
            return new AuditReader(connection);
        }
        catch (SqliteException fault)
        {
            connection?.Dispose();
            throw new StoreUnavailable($"the database `{database}` cannot be read: {LedgerStart.Explain(fault)}", fault);
        }
        catch
        {
            connection?.Dispose();
            throw;
        }
    }

    /// <summary>The last records, oldest first; of one workflow where it is named.</summary>
    public IReadOnlyList<AuditRecord> Tail(int most, string? agent = null) => Records(
        "SELECT body FROM audit_record WHERE @agent IS NULL OR agent = @agent ORDER BY seq DESC LIMIT @most", new { agent, most }, newestFirst: true);

    public AuditRecord? Find(long seq) => Records("SELECT body FROM audit_record WHERE seq = @seq", new { seq }) is [var only] ? only : null;

    /// <summary>The records of one call, in order.</summary>
    public IReadOnlyList<AuditRecord> OfCall(string callId) => Records("SELECT body FROM audit_record WHERE call_id = @callId ORDER BY seq", new { callId });

    /// <summary>What is written after a record, as it is written, until cancelled.</summary>
    public async IAsyncEnumerable<AuditRecord> FollowAsync(
        long after, string? agent, TimeSpan every, TimeProvider clock, [EnumeratorCancellation] CancellationToken cancel)
    {
        while (true)
        {
            var next = Records("SELECT body FROM audit_record WHERE seq > @after ORDER BY seq LIMIT @Page", new { after, Page });
            foreach (var record in next.Where(record => agent is null || record.Agent == agent)) yield return record;
            if (next.Count > 0) after = next[^1].Seq;
            else await Task.Delay(every, clock, cancel);
        }
    }

    /// <summary>Every row as it is, in order, up to the end at the time of asking. Nothing in them is believed yet.</summary>
    public IEnumerable<StoredRecord> All()
    {
        var end = Query<long?>("SELECT max(seq) FROM audit_record")[0] ?? 0;
        var after = long.MinValue;
        while (true)
        {
            var page = Query<StoredRow>(
                """
                SELECT seq, ts, type, agent, call_id AS CallId, tool, decision, rule_id AS RuleId, outcome, intent_seq AS IntentSeq,
                       approval_id AS ApprovalId, rows, node, body, leaf, chain
                FROM audit_record WHERE seq > @after AND seq <= @end ORDER BY seq LIMIT @Page
                """, new { after, end, Page });
            foreach (var row in page) yield return row.Read();
            if (page.Count < Page) yield break;
            after = page[^1].Seq;
        }
    }

    /// <summary>The configurations whose documents are kept, each with the digest of the documents as they are.</summary>
    public IReadOnlyDictionary<string, string> Revisions() => Query<string>("SELECT revision FROM config_revision").ToDictionary(
        revision => revision,
        revision => LedgerEntries.DocumentsDigest(
            Query<(string Path, byte[] Content)>("SELECT path, content FROM config_document WHERE revision = @revision", new { revision })
                .Select(row => (row.Path, new ReadOnlyMemory<byte>(row.Content)))),
        StringComparer.Ordinal);

    public void Dispose() => _connection.Dispose();

    private IReadOnlyList<AuditRecord> Records(string sql, object values, bool newestFirst = false)
    {
        var bodies = Query<byte[]>(sql, values);
        if (newestFirst) bodies.Reverse();
        return [.. bodies.Select(body => AuditRecord.Parse(body))];
    }

    private List<T> Query<T>(string sql, object? values = null)
    {
        try
        {
            lock (_gate) return _connection.Query<T>(sql, values).AsList();
        }
        catch (SqliteException fault)
        {
            throw new StoreUnavailable($"the log cannot be read: {LedgerStart.Explain(fault)}", fault);
        }
    }

    private sealed record StoredRow(
        long Seq, string Ts, string Type, string? Agent, string? CallId, string? Tool, string? Decision, string? RuleId, string? Outcome,
        long? IntentSeq, string? ApprovalId, long? Rows, string Node, byte[] Body, byte[] Leaf, byte[] Chain)
    {
        public StoredRecord Read() => new(Seq, Body, Leaf, Chain, new()
        {
            Seq = Seq,
            Ts = Ts,
            Type = Type,
            Agent = Agent,
            CallId = CallId,
            Tool = Tool,
            Decision = Decision,
            RuleId = RuleId,
            Outcome = Outcome,
            IntentSeq = IntentSeq,
            ApprovalId = ApprovalId,
            Rows = Rows,
            Node = Node,
        });
    }
}
