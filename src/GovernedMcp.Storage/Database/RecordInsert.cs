using GovernedMcp.Governance.Audit;
using Microsoft.Data.Sqlite;

namespace GovernedMcp.Storage.Database;

/// <summary>The one statement that adds a record, prepared once. The columns are copies of what the body says.</summary>
internal sealed class RecordInsert : IDisposable
{
    private readonly SqliteCommand _command;
    private readonly Dictionary<string, SqliteParameter> _by = [];

    public RecordInsert(SqliteConnection connection)
    {
        _command = connection.CreateCommand();
        _command.CommandText =
            """
            INSERT INTO audit_record (seq, ts, type, agent, call_id, tool, decision, rule_id, outcome, intent_seq, approval_id, rows, node, body, leaf, chain)
            VALUES (@seq, @ts, @type, @agent, @call_id, @tool, @decision, @rule_id, @outcome, @intent_seq, @approval_id, @rows, @node, @body, @leaf, @chain)
            """;
        foreach (var name in (string[])["seq", "intent_seq", "rows"]) Add(name, SqliteType.Integer);
        foreach (var name in (string[])["body", "leaf", "chain"]) Add(name, SqliteType.Blob);
        foreach (var name in (string[])["ts", "type", "agent", "call_id", "tool", "decision", "rule_id", "outcome", "approval_id", "node"]) Add(name, SqliteType.Text);
        _command.Prepare();
    }

    public void Run(AuditRecord record, byte[] leaf, byte[] link)
    {
        var columns = record.Columns;
        Set("seq", columns.Seq);
        Set("ts", columns.Ts);
        Set("type", columns.Type);
        Set("agent", columns.Agent);
        Set("call_id", columns.CallId);
        Set("tool", columns.Tool);
        Set("decision", columns.Decision);
        Set("rule_id", columns.RuleId);
        Set("outcome", columns.Outcome);
        Set("intent_seq", columns.IntentSeq);
        Set("approval_id", columns.ApprovalId);
        Set("rows", columns.Rows);
        Set("node", columns.Node);
        Set("body", record.Body.ToArray());
        Set("leaf", leaf);
        Set("chain", link);
        _command.ExecuteNonQuery();
    }

    public void Dispose() => _command.Dispose();

    private void Add(string name, SqliteType type) => _by[name] = _command.Parameters.Add($"@{name}", type);

    private void Set(string name, object? value) => _by[name].Value = value ?? DBNull.Value;
}
