using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using GovernedMcp.Browser.Egress.Wire;
using GovernedMcp.Browser.Pages;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Files;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Governance.Tools;
using Microsoft.Playwright;

namespace GovernedMcp.Browser.Downloads;

/// <summary>A download on its way from the browser to the shelf: waited for, looked at, measured while it is read, and taken off the browser's disk.</summary>
internal sealed class FetchedFile(DownloadPart part, AwaitedFile awaited, IDownload download)
{
    public const int Megabyte = 1024 * 1024;
    private static readonly TimeSpan EndDeadline = TimeSpan.FromSeconds(5);

    /// <summary>Where it came from: an address without values, or the kind of address that a page makes itself.</summary>
    public string From => download.Url.StartsWith("blob:", StringComparison.Ordinal) ? "blob:" : download.Url.StartsWith("data:", StringComparison.Ordinal) ? "data:" : PageAddress.WithoutValues(download.Url);

    /// <exception cref="BlockFault">It broke off, is too large, or is of another type.</exception>
    public async Task<KeptFile> KeepAsync(IFileShelf shelf, FileOrigin origin, CancellationToken cancel)
    {
        try
        {
            var whole = download.FailureAsync();
            await Task.WhenAny(whole, awaited.Spoilt).WaitAsync(cancel);
            if (awaited.Spoilt.IsCompleted) throw Fault(await awaited.Spoilt);
            if (await whole is not null) throw new BlockFault(Rules.Downloads.Failed, $"the portal broke the download `{part.Name}` off; try again") { Facts = Known() };

            var stream = await download.CreateReadStreamAsync().WaitAsync(cancel);
            try
            {
                return await KeepAsync(stream, shelf, origin, cancel);
            }
            finally
            {
                // It asks the driver for every piece, and for its end.
                await stream.DisposeAsync().AsTask().WaitAsync(EndDeadline, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
        finally
        {
            await ArrivingFiles.DropAsync(download);
        }
    }

    /// <summary>Why no file came, in our words.</summary>
    public BlockFault Fault(AwaitedFile.Spoiled spoiled) => Fault(part, spoiled, Known());

    public static BlockFault Fault(DownloadPart part, AwaitedFile.Spoiled spoiled, JsonObject? known = null) => spoiled.Why == AwaitedFile.Reason.TooLarge
        ? TooLarge(part, known)
        : new BlockFault(Rules.Downloads.NoFile, string.Create(CultureInfo.InvariantCulture, $"the portal answered {spoiled.Status} instead of the file `{part.Name}`; look at the page with portal_read"));

    private async Task<KeptFile> KeepAsync(Stream stream, IFileShelf shelf, FileOrigin origin, CancellationToken cancel)
    {
        var head = new byte[FileContent.Looked];
        head = head[..await stream.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancel).AsTask().WaitAsync(cancel)];
        var (found, declared) = (FileContent.Of(head), Declared());
        var type = FileContent.Accepted(found, declared, part.Accept) ?? throw await RefusedAsync(head, stream, found, declared, cancel);
        var name = SafeName.Of(download.SuggestedFilename, FileContent.EndingOf(type));
        return await shelf.KeepAsync(origin, name, type, ReadAsync(head, stream, cancel), cancel);
    }

    private async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync(byte[] head, Stream rest, [EnumeratorCancellation] CancellationToken cancel)
    {
        var total = (long)head.Length;
        if (total > awaited.Most) throw TooLarge(part, Known());
        yield return head;
        var buffer = new byte[128 * 1024];
        for (int read; (read = await rest.ReadAsync(buffer, cancel).AsTask().WaitAsync(cancel)) > 0;)
        {
            // What a page makes itself passes no proxy: it is measured here.
            if ((total += read) > awaited.Most) throw TooLarge(part, Known());
            yield return buffer.AsMemory(0, read);
        }
    }

    private string? Declared()
    {
        if (!download.Url.StartsWith("data:", StringComparison.Ordinal)) return awaited.DeclaredBy(download.Url);
        var type = download.Url["data:".Length..].Split(',')[0].Split(';')[0].ToLowerInvariant();
        return type.Length == 0 ? null : type;
    }

    private static BlockFault TooLarge(DownloadPart part, JsonObject? known) =>
        new(Rules.Downloads.TooLarge, $"the file is larger than the {part.MaxMegabytes} MB that the Skill allows for `{part.Name}`; nothing of it was kept") { Facts = known };

    // It is looked at to its end, so that the record tells which file it was.
    private async Task<BlockFault> RefusedAsync(byte[] head, Stream rest, string found, string? declared, CancellationToken cancel)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var size = 0L;
        await foreach (var piece in ReadAsync(head, rest, cancel))
        {
            hash.AppendData(piece.Span);
            size += piece.Length;
        }

        var facts = Known();
        (facts["mime_type"], facts["bytes"], facts["sha256"]) = (found, size, Convert.ToHexStringLower(hash.GetHashAndReset()));
        return new(Rules.Downloads.Type, $"the file is `{found}`{(declared is null || declared == found ? "" : $", declared as `{Escaped.Short(declared)}`")}, which the Skill does not accept for `{part.Name}`; nothing of it was kept") { Allowed = part.Accept, Facts = facts };
    }

    // What is told of a file before it is read.
    private JsonObject Known() => new() { ["name"] = Escaped.Text(SafeName.Of(download.SuggestedFilename, null)), ["from"] = From };
}
