using System.Security.Cryptography;
using System.Text;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Audit;
using GovernedMcp.Governance.Credentials;
using GovernedMcp.Governance.Tools;
using GovernedMcp.Storage.Database;

namespace GovernedMcp.Storage.SignIns;

/// <summary>What is remembered of signing in, on SQLite. Every process on the store counts the same failures and uses no code twice.</summary>
public sealed class SignInStore : ISignInStore
{
    // What a guess at a password costs whoever took the store and its key with it; some 30 ms.
    private const int GuessRounds = 100_000;
    private const int MarkBytes = 16;

    private readonly Ledger _ledger;
    private readonly Lazy<byte[]> _key;
    private readonly SessionSeal _seal;

    internal SignInStore(Ledger ledger, Func<byte[]> key)
    {
        (_ledger, _key) = (ledger, new Lazy<byte[]>(key));
        _seal = new SessionSeal(() => _key.Value);
    }

    public string Mark(bool guessable, params IReadOnlyList<string> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var bytes = Encoding.UTF8.GetBytes(string.Concat(texts.Select(text => $"{text.Length}:{text}")));
        try
        {
            return Convert.ToHexStringLower(guessable
                ? Rfc2898DeriveBytes.Pbkdf2(bytes, _key.Value, GuessRounds, HashAlgorithmName.SHA256, MarkBytes)
                : HMACSHA256.HashData(_key.Value, bytes)[..MarkBytes]);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }

    public Task<AccountStanding?> TryBeginAsync(SignInAccount account, string turn, TimeSpan atMost) =>
        _ledger.WriteAsync(transaction => AccountRows.Begin(transaction, account, turn, AuditRecord.WriteTime(transaction.Now + atMost)));

    public Task SaveAsync(SignInAccount account, AccountStanding standing) => _ledger.WriteAsync(transaction => AccountRows.Save(transaction, account, standing));

    public Task EndAsync(SignInAccount account, string turn) => _ledger.WriteAsync(transaction => AccountRows.End(transaction, account, turn));

    public Task<bool> TryUseCodeAsync(string seed, long step) => _ledger.WriteAsync(transaction => transaction.Connection.Run(
        "INSERT INTO one_time_code (seed, step) VALUES (@seed, @step) ON CONFLICT (seed) DO UPDATE SET step = @step WHERE step < @step", ("@seed", seed), ("@step", step)) > 0);

    public Task BeginHandOffAsync(string id, HandOff what) => _ledger.WriteAsync(transaction => HandOffRows.Begin(transaction, id, what));

    public Task EndHandOffAsync(string id) => _ledger.WriteAsync(transaction => HandOffRows.End(transaction, id));

    /// <summary>What people have to do now, the most pressing first.</summary>
    public Task<IReadOnlyList<HandOff>> WaitingAsync(DateTimeOffset now, CancellationToken cancel) => _ledger.ReadAsync(connection => HandOffRows.Waiting(connection, now)).WaitAsync(cancel);

    public Task KeepAsync(KeptSession session, ReadOnlyMemory<byte> state) => _ledger.WriteAsync(transaction => KeptRows.Put(transaction, session, _seal, state.Span));

    public Task<KeptState?> FindKeptAsync(KeptSession session, DateTimeOffset notBefore) => _ledger.WriteAsync(transaction => KeptRows.Find(transaction, session, _seal, notBefore));

    public Task ForgetAsync(string workflow, string portal) => _ledger.WriteAsync(transaction => KeptRows.Delete(transaction, workflow, portal));

    /// <summary>Forgets kept sessions that a policy does not allow any more: of workflows, Skills and credentials that changed or went.</summary>
    /// <returns>How many.</returns>
    public async Task<int> PruneAsync(Policy policy) =>
        await _ledger.ReadAsync(connection => KeptRows.All(connection).Count) == 0 ? 0 : await _ledger.WriteAsync(transaction => KeptRows.Prune(transaction, policy));

    /// <summary>The accounts that something is held against, by portal.</summary>
    public Task<IReadOnlyList<HeldAccount>> HeldAsync(CancellationToken cancel) => _ledger.ReadAsync(AccountRows.Held).WaitAsync(cancel);

    /// <summary>Forgets what is held against the accounts of a credential: a person looked at it. On record.</summary>
    /// <returns>How many accounts there were.</returns>
    public Task<int> ForgiveAsync(CredentialName credential, string by) => _ledger.WriteAsync(transaction =>
    {
        var forgiven = AccountRows.Forgive(transaction, credential);
        if (forgiven > 0) transaction.Append(new AuditEntry { Type = AuditTypes.SignInForgiven, Actor = by, Scope = credential.Value });
        return forgiven;
    });
}

/// <summary>An account that something is held against.</summary>
public sealed record HeldAccount(string Portal, CredentialName Credential, AccountStanding Standing);
