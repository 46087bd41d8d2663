using Microsoft.Data.Sqlite;

namespace GovernedMcp.Server.Tests.Faults.Kills;

/// <summary>
/// Somebody who reads the store and does not let go: what is written waits at its commit, for two seconds at most, and that it
/// waits shows in the journal. So a test can stop a server between two records, in a way that any reader of the file has.
/// </summary>
internal sealed class StoreHold : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly FileInfo _journal;

    private StoreHold(SqliteConnection connection, string file) => (_connection, _journal) = (connection, new FileInfo(file + "-journal"));

    public static StoreHold Take(string data)
    {
        var file = Path.Combine(data, "governed-mcp.db");
        var connection = new SqliteConnection($"Data Source={file};Mode=ReadWrite;Pooling=False;Default Timeout=5");
        connection.Open();
        var hold = new StoreHold(connection, file);
        hold.Run("BEGIN");
        hold.Run("SELECT seq FROM audit_record LIMIT 1");
        return hold;
    }

    /// <summary>A record is written and waits to be committed.</summary>
    public Task HoldsOneAsync() => Until.HoldsAsync("a record waits to be committed", IsWriting);

    /// <summary>Lets go, and returns at the moment of the commit.</summary>
    public void LetGo()
    {
        Dispose();
        SpinWait.SpinUntil(() => !IsWriting(), TimeSpan.FromSeconds(5)).ShouldBeTrue("what waited is committed");
    }

    public void Dispose() => _connection.Dispose();

    private bool IsWriting()
    {
        _journal.Refresh();
        return _journal is { Exists: true, Length: > 0 };
    }

    private void Run(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteScalar();
    }
}
