using GovernedMcp.Governance.Audit;
using GovernedMcp.Governance.Credentials;
using GovernedMcp.Storage.Database;
using Microsoft.Data.Sqlite;

namespace GovernedMcp.Storage.SignIns;

/// <summary>The rows of accounts: what is held against each, and whose turn it is.</summary>
internal static class AccountRows
{
    private const string Columns = "SELECT portal, credential, failures, last_failure, turned_down, locked_until, unsuited_skill, unsuited_part FROM sign_in_account";

    public static AccountStanding? Begin(LedgerTransaction transaction, SignInAccount account, string turn, string until)
    {
        var taken = transaction.Connection.Run(
            """
            INSERT INTO sign_in_account (account, portal, credential, turn, turn_until) VALUES (@account, @portal, @credential, @turn, @until)
            ON CONFLICT (account) DO UPDATE SET turn = @turn, turn_until = @until WHERE turn IS NULL OR turn_until <= @now
            """,
            ("@account", account.Mark), ("@portal", account.Portal), ("@credential", account.Credential.Value), ("@turn", turn), ("@until", until), ("@now", transaction.Stamp));
        return taken == 0 ? null : transaction.Connection.Rows($"{Columns} WHERE account = @account", Read, ("@account", account.Mark))[0].Standing;
    }

    public static int Save(LedgerTransaction transaction, SignInAccount account, AccountStanding standing) => transaction.Connection.Run(
        """
        UPDATE sign_in_account SET portal = @portal, credential = @credential, failures = @failures, last_failure = @last, turned_down = @down,
               locked_until = @locked, unsuited_skill = @skill, unsuited_part = @part
        WHERE account = @account
        """,
        ("@account", account.Mark), ("@portal", account.Portal), ("@credential", account.Credential.Value), ("@failures", standing.Failures),
        ("@last", standing.Failures == 0 && standing.Unsuited is null ? null : AuditRecord.WriteTime(standing.LastFailure)), ("@down", string.Join(' ', standing.TurnedDown)),
        ("@locked", standing.LockedUntil is { } locked ? AuditRecord.WriteTime(locked) : null), ("@skill", standing.Unsuited?.Digest), ("@part", standing.Unsuited?.Part));

    public static int End(LedgerTransaction transaction, SignInAccount account, string turn) => transaction.Connection.Run(
        "UPDATE sign_in_account SET turn = NULL, turn_until = NULL WHERE account = @account AND turn = @turn", ("@account", account.Mark), ("@turn", turn));

    public static IReadOnlyList<HeldAccount> Held(SqliteConnection connection) => connection.Rows(
        $"{Columns} WHERE failures > 0 OR locked_until IS NOT NULL OR unsuited_skill IS NOT NULL ORDER BY portal, credential", Read);

    public static int Forgive(LedgerTransaction transaction, CredentialName credential) => transaction.Connection.Run(
        """
        UPDATE sign_in_account SET failures = 0, last_failure = NULL, turned_down = '', locked_until = NULL, unsuited_skill = NULL, unsuited_part = NULL
        WHERE credential = @credential AND (failures > 0 OR locked_until IS NOT NULL OR unsuited_skill IS NOT NULL)
        """,
        ("@credential", credential.Value));

    private static HeldAccount Read(SqliteDataReader row) => new(row.GetString(0), new CredentialName(row.GetString(1)), new AccountStanding
    {
        Failures = row.GetInt32(2),
        LastFailure = Time(row.TextOrNull(3)) ?? default,
        TurnedDown = row.GetString(4).Split(' ', StringSplitOptions.RemoveEmptyEntries),
        LockedUntil = Time(row.TextOrNull(5)),
        Unsuited = row.TextOrNull(6) is { } skill ? new UnsuitedSkill(skill, row.TextOrNull(7) ?? "") : null,
    });

    private static DateTimeOffset? Time(string? text) => text is null ? null : AuditRecord.ReadTime(text);
}
