using GovernedMcp.Governance.Audit;
using GovernedMcp.Storage.Audit;
using Microsoft.Data.Sqlite;

namespace GovernedMcp.Storage.Tests;

/// <summary>A store in a folder of its own, with a clock that only the test moves.</summary>
internal sealed class TempStore : IDisposable
{
    public TempStore(string? folder = null)
    {
        Folder = folder ?? Directory.CreateTempSubdirectory("governed-mcp-test-").FullName;
        Store = LocalStore.Open(Folder, Clock);
    }

    public SetClock Clock { get; } = new();
    public string Folder { get; }
    public LocalStore Store { get; }
    public AuditLog Audit => Store.Audit;
    public string Database => Path.Combine(Folder, "governed-mcp.db");

    public LocalStore Another() => LocalStore.Open(Folder, Clock);

    /// <summary>What somebody with the database in hands could do.</summary>
    public void Tamper(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Database};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"PRAGMA foreign_keys = OFF; {sql}";
        command.ExecuteNonQuery();
    }

    public IReadOnlyList<AuditRecord> Records() => Store.Reader.Tail(int.MaxValue);

    public IReadOnlyList<string> Types() => [.. Records().Select(record => record.Type)];

    public void Dispose()
    {
        Store.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}

internal sealed class SetClock : TimeProvider
{
    private DateTimeOffset _now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => _now;

    public void Pass(TimeSpan time) => _now += time;
}
