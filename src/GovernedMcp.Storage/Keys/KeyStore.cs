using System.Collections.Concurrent;
using System.Security.Cryptography;
using Dapper;
using GovernedMcp.Governance.Audit;
using GovernedMcp.Storage.Database;

namespace GovernedMcp.Storage.Keys;

/// <summary>The keys of workflows and people. Issuing and revoking are on record; the secrets are not kept.</summary>
public sealed class KeyStore
{
    private static readonly TimeSpan UseNoted = TimeSpan.FromMinutes(1);

    private readonly Ledger _ledger;
    private readonly TimeProvider _clock;
    private readonly ConcurrentDictionary<string, DateTimeOffset> _noted = new(StringComparer.Ordinal);

    internal KeyStore(Ledger ledger, TimeProvider clock) => (_ledger, _clock) = (ledger, clock);

    /// <summary>A key for a workflow. An approval by <paramref name="heldBy"/>, who runs the client, counts as self-approval.</summary>
    public Task<IssuedKey> IssueWorkflowKeyAsync(string workflow, string heldBy, string by) => IssueAsync(KeyRealm.Workflow, workflow, heldBy, by);

    public Task<IssuedKey> IssuePersonKeyAsync(string person, string by) => IssueAsync(KeyRealm.Person, person, person, by);

    /// <returns>False when there is no such key, or it was revoked before.</returns>
    public Task<bool> RevokeAsync(string id, string by) => _ledger.WriteAsync(transaction =>
    {
        if (KeyRows.Find(transaction.Connection, id) is not { RevokedAt: null } key) return false;
        transaction.Connection.Execute("UPDATE access_key SET revoked_at = @Stamp, revoked_by = @by WHERE id = @id", new { id, by, transaction.Stamp });
        transaction.Append(LedgerEntries.KeyRevoked(by, id, key.Realm, key.Subject));
        return true;
    });

    /// <summary>Newest first.</summary>
    public Task<IReadOnlyList<KeyListing>> ListAsync(CancellationToken cancel) => _ledger.ReadAsync(KeyRows.All).WaitAsync(cancel);

    /// <summary>Null for whatever is not a living key of a workflow; nothing tells why.</summary>
    public async Task<WorkflowKey?> FindWorkflowKeyAsync(string text, CancellationToken cancel) =>
        await FindAsync(text, KeyRealm.Workflow, cancel) is { } key ? new(key.Subject, key.Id, key.HeldBy) : null;

    /// <inheritdoc cref="FindWorkflowKeyAsync"/>
    public async Task<PersonKey?> FindPersonKeyAsync(string text, CancellationToken cancel) =>
        await FindAsync(text, KeyRealm.Person, cancel) is { } key ? new(key.Subject, key.Id) : null;

    /// <summary>Whether a person's key that was proven before is still good.</summary>
    public async Task<bool> IsGoodAsync(PersonKey key, CancellationToken cancel) =>
        await _ledger.ReadAsync(connection => KeyRows.Find(connection, key.KeyId)).WaitAsync(cancel) is { RevokedAt: null } row
        && row.Realm == KeyText.Word(KeyRealm.Person) && row.Subject == key.Person;

    private Task<IssuedKey> IssueAsync(KeyRealm realm, string subject, string heldBy, string by) => _ledger.WriteAsync(transaction =>
    {
        var (key, hash) = KeyText.Make(realm);
        KeyRows.Add(transaction, key.Id, realm, subject, heldBy, hash, by);
        transaction.Append(LedgerEntries.KeyIssued(by, key.Id, KeyText.Word(realm), subject, heldBy));
        return key;
    });

    private async Task<KeyRow?> FindAsync(string text, KeyRealm realm, CancellationToken cancel)
    {
        if (KeyText.IdOf(text, realm) is not { } id) return null;
        var row = await _ledger.ReadAsync(connection => KeyRows.Find(connection, id)).WaitAsync(cancel);
        // INVARIANT: the hash is compared in constant time, also for a key that does not exist.
        var fits = CryptographicOperations.FixedTimeEquals(KeyText.Hash(text), row?.SecretHash ?? new byte[SHA256.HashSizeInBytes]);
        if (!fits || row is not { RevokedAt: null } || row.Realm != KeyText.Word(realm)) return null;
        await NoteUseAsync(id);
        return row;
    }

    // Good to the minute: a write for every call would cost more than the knowledge is worth. Its failure stops nobody.
    private async Task NoteUseAsync(string id)
    {
        var now = _clock.GetUtcNow();
        if (_noted.TryGetValue(id, out var last) && now - last < UseNoted) return;
        _noted[id] = now;
        try
        {
            await _ledger.WriteAsync(transaction =>
                transaction.Connection.Run("UPDATE access_key SET used_at = @stamp WHERE id = @id", ("@id", id), ("@stamp", transaction.Stamp)));
        }
        catch (AuditUnavailable)
        {
            _noted.TryRemove(id, out _);
        }
    }
}
