using GovernedMcp.Browser.Pages;
using GovernedMcp.Browser.Sessions;
using Microsoft.Playwright;

namespace GovernedMcp.Browser.Downloads;

/// <summary>The downloads that the pages of a session begin: the one that a call waits for, and those that nobody asked for, which go at once.</summary>
internal sealed class ArrivingFiles(SessionNotes notes)
{
    private readonly Lock _gate = new();
    private Awaited? _awaited;

    /// <summary>Told the address (without values) and the name of each that nobody asked for.</summary>
    public Action<string, string>? Dismissed { get; set; }

    /// <summary>Ends when no call waits any more.</summary>
    public Task Rest
    {
        get
        {
            lock (_gate) return _awaited?.Over ?? Task.CompletedTask;
        }
    }

    public void Watch(IBrowserContext context) => context.Download += (_, download) => _ = TakeAsync(download);

    /// <summary>From now on until it ends, the first that comes is the one asked for.</summary>
    public Awaited Await()
    {
        lock (_gate) return _awaited = new Awaited(this);
    }

    private async Task TakeAsync(IDownload download)
    {
        Awaited? awaited;
        lock (_gate) awaited = _awaited;
        if (awaited?.Take(download) == true) return;
        var address = PageAddress.WithoutValues(download.Url);
        notes.Warn("the page started a download that nobody asked for; it was not kept");
        Dismissed?.Invoke(address, SafeName.Of(download.SuggestedFilename, null));
        await DropAsync(download);
    }

    /// <summary>Stops a download and takes what came of it off the browser's disk.</summary>
    public static async Task DropAsync(IDownload download)
    {
        try
        {
            await download.CancelAsync().WaitAsync(TimeSpan.FromSeconds(5));
            await download.DeleteAsync().WaitAsync(TimeSpan.FromSeconds(5));
        }
        catch (Exception error) when (PageFaults.Knows(error))
        {
            // Page or browser are gone, and with them the file.
        }
    }

    /// <summary>One wait for one file.</summary>
    internal sealed class Awaited(ArrivingFiles files)
    {
        private readonly TaskCompletionSource<IDownload> _arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _over = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<IDownload> Arrived => _arrived.Task;
        public Task Over => _over.Task;

        public bool Take(IDownload download) => _arrived.TrySetResult(download);

        public void End()
        {
            lock (files._gate)
            {
                if (files._awaited == this) files._awaited = null;
            }

            // One that comes too late is not asked for any more.
            _arrived.TrySetCanceled();
            _over.TrySetResult();
        }
    }
}
