using Dapper;
using GovernedMcp.Governance.Audit;
using GovernedMcp.Storage.Database;
using Microsoft.Data.Sqlite;

namespace GovernedMcp.Storage.Keys;

internal static class KeyRows
{
    private const string Columns =
        """
        SELECT id, realm, subject, held_by, secret_hash, issued_at, issued_by, used_at, revoked_at
        FROM access_key
        """;

    public static void Add(LedgerTransaction transaction, string id, KeyRealm realm, string subject, string heldBy, byte[] hash, string by) =>
        transaction.Connection.Execute(
            """
            INSERT INTO access_key (id, realm, subject, held_by, secret_hash, issued_at, issued_by)
            VALUES (@id, @realm, @subject, @heldBy, @hash, @Stamp, @by)
            """,
            new { id, realm = KeyText.Word(realm), subject, heldBy, hash, transaction.Stamp, by });

    public static KeyRow? Find(SqliteConnection connection, string id) =>
        connection.Rows($"{Columns} WHERE id = @id", Read, ("@id", id)) is [var row] ? row : null;

    public static IReadOnlyList<KeyListing> All(SqliteConnection connection) =>
        [.. connection.Rows($"{Columns} ORDER BY issued_at DESC, id", Read).Select(row => row.Listing())];

    private static KeyRow Read(SqliteDataReader row) => new(
        row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3), row.Bytes(4), row.GetString(5), row.GetString(6), row.TextOrNull(7), row.TextOrNull(8));
}

internal sealed record KeyRow(
    string Id, string Realm, string Subject, string HeldBy, byte[] SecretHash, string IssuedAt, string IssuedBy, string? UsedAt, string? RevokedAt)
{
    public KeyListing Listing() => new(
        Id, Realm == KeyText.Word(KeyRealm.Workflow) ? KeyRealm.Workflow : KeyRealm.Person, Subject, HeldBy,
        AuditRecord.ReadTime(IssuedAt), IssuedBy, Time(UsedAt), Time(RevokedAt));

    private static DateTimeOffset? Time(string? text) => text is null ? null : AuditRecord.ReadTime(text);
}
