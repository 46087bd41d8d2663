namespace GovernedMcp.Governance.Files;

/// <summary>Port: where files of portals are kept apart, each for its workflow.</summary>
public interface IFileShelf
{
    /// <summary>Writes a file as it comes in. When the content breaks off with an exception, nothing of it is kept.</summary>
    Task<KeptFile> KeepAsync(FileOrigin origin, string name, string mimeType, IAsyncEnumerable<ReadOnlyMemory<byte>> content, CancellationToken cancel);

    /// <returns>Null: this workflow has none of this address, or no longer; the two look the same.</returns>
    KeptFile? Find(string workflow, string address);

    Task<ReadOnlyMemory<byte>> ReadAsync(KeptFile file, CancellationToken cancel);
}
