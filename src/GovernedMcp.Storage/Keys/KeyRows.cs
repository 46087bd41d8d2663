using Dapper;
using GovernedMcp.Governance.Audit;
using GovernedMcp.Storage.Database;
using Microsoft.Data.Sqlite;

namespace GovernedMcp.Storage.Keys;

internal static class KeyRows
{
    private const string Columns =
        """
        SELECT id, realm, subject, held_by AS HeldBy, secret_hash AS SecretHash, issued_at AS IssuedAt, issued_by AS IssuedBy,
               used_at AS UsedAt, revoked_at AS RevokedAt
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
        connection.QuerySingleOrDefault<KeyRow>($"{Columns} WHERE id = @id", new { id });

    public static IReadOnlyList<KeyListing> All(SqliteConnection connection) =>
        [.. connection.Query<KeyRow>($"{Columns} ORDER BY issued_at DESC, id").Select(row => row.Listing())];
}

internal sealed record KeyRow(
    string Id, string Realm, string Subject, string HeldBy, byte[] SecretHash, string IssuedAt, string IssuedBy, string? UsedAt, string? RevokedAt)
{
    public KeyListing Listing() => new(
        Id, Realm == KeyText.Word(KeyRealm.Workflow) ? KeyRealm.Workflow : KeyRealm.Person, Subject, HeldBy,
        AuditRecord.ReadTime(IssuedAt), IssuedBy, Time(UsedAt), Time(RevokedAt));

    private static DateTimeOffset? Time(string? text) => text is null ? null : AuditRecord.ReadTime(text);
}
