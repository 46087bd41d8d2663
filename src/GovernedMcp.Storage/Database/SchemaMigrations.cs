using System.Globalization;
using Microsoft.Data.Sqlite;

namespace GovernedMcp.Storage.Database;

/// <summary>Brings a database to the shape this version knows, one numbered file after the other, or refuses one that is newer.</summary>
internal static class SchemaMigrations
{
    private const string Folder = "GovernedMcp.Storage.Database.Migrations.";

    private static IReadOnlyList<Migration> Files { get; } =
    [
        .. typeof(SchemaMigrations).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name => new Migration(int.Parse(name.AsSpan(Folder.Length, 4), CultureInfo.InvariantCulture), name)),
    ];

    public static int Newest => Files[^1].Number;

    /// <summary>Run inside a writing transaction: two processes that start together take turns.</summary>
    /// <exception cref="StoreUnavailable">A newer version of the product wrote this database.</exception>
    public static void Apply(SqliteConnection connection, string path, string now)
    {
        connection.Run("CREATE TABLE IF NOT EXISTS schema_version (version INTEGER PRIMARY KEY, applied_at TEXT NOT NULL) STRICT");
        var found = (int)(long)connection.Scalar("SELECT coalesce(max(version), 0) FROM schema_version")!;
        CheckKnown(found, path);
        foreach (var (number, resource) in Files)
        {
            if (number <= found) continue;
            connection.Run(Read(resource));
            connection.Run("INSERT INTO schema_version VALUES (@number, @now)", ("@number", number), ("@now", now));
        }
    }

    public static void CheckKnown(int found, string path)
    {
        if (found > Newest)
            throw new StoreUnavailable(
                $"the database `{path}` has schema {found}, this version knows {Newest}; use the newer version of governed-mcp that wrote it, or another folder");
    }

    private static string Read(string resource)
    {
        using var text = new StreamReader(typeof(SchemaMigrations).Assembly.GetManifestResourceStream(resource)!);
        return text.ReadToEnd();
    }

    private sealed record Migration(int Number, string Resource);
}
