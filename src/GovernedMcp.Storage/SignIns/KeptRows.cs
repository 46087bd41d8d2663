using GovernedMcp.Governance;
using GovernedMcp.Governance.Audit;
using GovernedMcp.Governance.Credentials;
using GovernedMcp.Governance.Registry;
using GovernedMcp.Storage.Database;
using Microsoft.Data.Sqlite;

namespace GovernedMcp.Storage.SignIns;

/// <summary>The rows of kept sessions: one for a workflow on a portal.</summary>
internal static class KeptRows
{
    private const string Columns = "SELECT workflow, portal, origin, credential, value, skill, signed_in_at, sealed FROM kept_session";

    public static int Put(LedgerTransaction transaction, KeptSession session, SessionSeal seal, ReadOnlySpan<byte> state) => transaction.Connection.Run(
        """
        INSERT OR REPLACE INTO kept_session (workflow, portal, origin, credential, value, skill, signed_in_at, sealed)
        VALUES (@workflow, @portal, @origin, @credential, @value, @skill, @at, @sealed)
        """,
        ("@workflow", session.Workflow), ("@portal", session.Portal), ("@origin", session.Origin), ("@credential", session.Credential.Value),
        ("@value", session.Value), ("@skill", session.Skill), ("@at", transaction.Stamp), ("@sealed", seal.Seal(session, transaction.Stamp, state)));

    public static KeptState? Find(LedgerTransaction transaction, KeptSession session, SessionSeal seal, DateTimeOffset notBefore)
    {
        if (transaction.Connection.Rows($"{Columns} WHERE workflow = @workflow AND portal = @portal", Read, ("@workflow", session.Workflow), ("@portal", session.Portal)) is not [var row]) return null;
        if (row.Session == session && AuditRecord.ReadTime(row.At) is var at && at >= notBefore && seal.Open(session, row.At, row.Sealed) is { } state) return new KeptState(at, state);
        Delete(transaction, session.Workflow, session.Portal);
        return null;
    }

    public static int Delete(LedgerTransaction transaction, string workflow, string? portal = null) => transaction.Connection.Run(
        "DELETE FROM kept_session WHERE workflow = @workflow AND (@portal IS NULL OR portal = @portal)", ("@workflow", workflow), ("@portal", portal));

    /// <summary>What the policy does not allow to be kept any more.</summary>
    public static int Prune(LedgerTransaction transaction, Policy policy)
    {
        var rows = All(transaction.Connection).Where(row => !IsKept(row, policy, transaction.Now)).ToList();
        foreach (var row in rows) Delete(transaction, row.Session.Workflow, row.Session.Portal);
        return rows.Count;
    }

    public static IReadOnlyList<KeptRow> All(SqliteConnection connection) => connection.Rows(Columns, Read);

    private static bool IsKept(KeptRow row, Policy policy, DateTimeOffset now) =>
        policy.Rails.Sessions.Keep is { } keep && AuditRecord.ReadTime(row.At) + keep > now
        && policy.Registry.Find(row.Session.Workflow) is { Status: WorkflowStatus.Active } workflow
        && workflow.Scope.Portals.TryGetValue(row.Session.Portal, out var scope) && scope.Credential == row.Session.Credential
        && policy.Portals.TryGetValue(row.Session.Portal, out var portal) && portal.SkillDigest == row.Session.Skill && portal.Session.Keep;

    private static KeptRow Read(SqliteDataReader row) => new(
        new KeptSession(row.GetString(0), row.GetString(1), row.GetString(2), new CredentialName(row.GetString(3)), row.GetString(4), row.GetString(5)), row.GetString(6), row.Bytes(7));
}

internal sealed record KeptRow(KeptSession Session, string At, byte[] Sealed);
