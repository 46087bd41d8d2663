using Dapper;
using GovernedMcp.Governance.Audit;
using GovernedMcp.Storage.Config;
using GovernedMcp.Storage.Database;

namespace GovernedMcp.Storage.Revisions;

/// <summary>Every configuration that was ever in force, so that an old decision can be explained and replayed.</summary>
public sealed class RevisionArchive
{
    private readonly Ledger _ledger;

    internal RevisionArchive(Ledger ledger) => _ledger = ledger;

    /// <summary>Keeps the documents of a revision and puts on record that it came into force. Nothing happens when it is in force already.</summary>
    public Task StoreAsync(string revision, IReadOnlyCollection<ConfigDocument> documents) => _ledger.WriteAsync(transaction =>
    {
        var connection = transaction.Connection;
        if ((string?)connection.Scalar("SELECT revision FROM config_revision ORDER BY seq DESC LIMIT 1") == revision) return false;
        var seq = transaction.Append(LedgerEntries.PolicyLoaded(
            revision, documents.Count, LedgerEntries.DocumentsDigest(documents.Select(document => (document.Path, document.Content)))));
        connection.Run(
            """
            INSERT INTO config_revision (revision, loaded_at, seq) VALUES (@revision, @stamp, @seq)
            ON CONFLICT (revision) DO UPDATE SET loaded_at = @stamp, seq = @seq
            """,
            ("@revision", revision), ("@stamp", transaction.Stamp), ("@seq", seq));
        foreach (var document in documents)
        {
            connection.Run("INSERT INTO config_document (revision, path, content) VALUES (@revision, @path, @content) ON CONFLICT DO NOTHING",
                ("@revision", revision), ("@path", document.Path), ("@content", document.Content.ToArray()));
        }

        return true;
    });

    /// <summary>The documents of a revision by path; empty when it is unknown.</summary>
    public Task<IReadOnlyList<ConfigDocument>> ReadAsync(string revision, CancellationToken cancel) =>
        _ledger.ReadAsync<IReadOnlyList<ConfigDocument>>(connection =>
        [
            .. connection.Query<(string Path, byte[] Content)>("SELECT path, content FROM config_document WHERE revision = @revision ORDER BY path", new { revision })
                .Select(row => new ConfigDocument(row.Path, row.Content)),
        ]).WaitAsync(cancel);
}
