using GovernedMcp.Storage.Approvals;
using GovernedMcp.Storage.Audit;
using GovernedMcp.Storage.Database;
using GovernedMcp.Storage.Files;
using GovernedMcp.Storage.Keys;
using GovernedMcp.Storage.Registry;
using GovernedMcp.Storage.Revisions;
using GovernedMcp.Storage.SignIns;

namespace GovernedMcp.Storage;

/// <summary>
/// The store of this machine: one folder with one SQLite file, shared by every process that opens it. Everything in it is made
/// here and goes with it.
/// </summary>
public sealed class LocalStore : IDisposable
{
    private readonly Ledger _ledger;
    private readonly ProcessNode _node;
    private readonly Lazy<AuditReader> _reader;

    private LocalStore(DataFolder folder, Ledger ledger, ProcessNode node, TimeProvider clock)
    {
        (_ledger, _node) = (ledger, node);
        Audit = new AuditLog(ledger, DataFolder.ReadOrMakeKey(folder.CommitKey));
        Approvals = new ApprovalStore(ledger);
        Submits = new SubmitStore(ledger);
        Standings = new WorkflowStandings(ledger, clock);
        Keys = new KeyStore(ledger, clock);
        Revisions = new RevisionArchive(ledger);
        SignIns = new SignInStore(ledger, () => DataFolder.ReadOrMakeKey(folder.SignInKey));
        Folder = folder;
        Files = new FileShelf(folder, clock);
        _reader = new(() => AuditReader.Open(folder.Database));
    }

    public DataFolder Folder { get; }
    public AuditLog Audit { get; }
    public ApprovalStore Approvals { get; }
    public SubmitStore Submits { get; }
    public WorkflowStandings Standings { get; }
    public KeyStore Keys { get; }
    public RevisionArchive Revisions { get; }
    public SignInStore SignIns { get; }
    public FileShelf Files { get; }

    /// <summary>The key that seals what clients carry between the rounds of one call; the same in every process on this store.</summary>
    /// <exception cref="StoreUnavailable">It cannot be read, or others may read it.</exception>
    public byte[] ReadStateKey() => DataFolder.ReadOrMakeKey(Folder.StateKey);

    /// <summary>Reads the log beside the writing.</summary>
    public AuditReader Reader => _reader.Value;

    internal Ledger Ledger => _ledger;

    /// <summary>The name of this process in the log.</summary>
    public string Node => _node.Id;

    /// <summary>Makes the folder and the database where there are none.</summary>
    /// <exception cref="StoreUnavailable">It cannot be opened, written or understood; the sentence names the path.</exception>
    public static LocalStore Open(string folder, TimeProvider clock)
    {
        var place = DataFolder.Open(folder);
        var node = ProcessNode.Start(place);
        Ledger? ledger = null;
        try
        {
            ledger = Ledger.Open(place, node.Id, clock);
            return new LocalStore(place, ledger, node, clock);
        }
        catch
        {
            ledger?.Dispose();
            node.Dispose();
            throw;
        }
    }

    /// <summary>Ends on record what died processes began: a server does this before it takes calls.</summary>
    /// <returns>How many acts were closed.</returns>
    public Task<int> CloseOrphansAsync() => new OrphanedIntents(_ledger, _node).CloseAsync();

    public void Dispose()
    {
        if (_reader.IsValueCreated) _reader.Value.Dispose();
        _ledger.Dispose();
        _node.Dispose();
    }
}
