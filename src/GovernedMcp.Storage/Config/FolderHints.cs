namespace GovernedMcp.Storage.Config;

/// <summary>Tells early that something in the folders may have changed. May miss any change and may cry for none: only a hint.</summary>
internal sealed class FolderHints : IDisposable
{
    private readonly List<FileSystemWatcher> _watchers = [];
    private readonly SemaphoreSlim _changed = new(0, 1);

    public FolderHints(ConfigFolder folder)
    {
        foreach (var path in new[] { folder.ConfigPath, folder.SkillsPath }.Where(Directory.Exists)) Watch(path);
    }

    /// <summary>Until a hint comes, or at most so long.</summary>
    public async Task WaitAsync(TimeSpan atMost, TimeProvider clock, CancellationToken cancel)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        await Task.WhenAny(Task.Delay(atMost, clock, either.Token), _changed.WaitAsync(either.Token)).ConfigureAwait(false);
        await either.CancelAsync().ConfigureAwait(false);
        cancel.ThrowIfCancellationRequested();
    }

    public void Dispose()
    {
        foreach (var watcher in _watchers) watcher.Dispose();
        _changed.Dispose();
    }

    private void Watch(string path)
    {
        try
        {
            var watcher = new FileSystemWatcher(path) { IncludeSubdirectories = true };
            watcher.Changed += Hint;
            watcher.Created += Hint;
            watcher.Deleted += Hint;
            watcher.Renamed += Hint;
            watcher.EnableRaisingEvents = true;
            _watchers.Add(watcher);
        }
        catch (IOException)
        {
            // No watches left on this machine: polling finds the change.
        }
    }

    private void Hint(object sender, FileSystemEventArgs change)
    {
        try
        {
            if (_changed.CurrentCount == 0) _changed.Release();
        }
        catch (Exception late) when (late is SemaphoreFullException or ObjectDisposedException)
        {
            // Somebody hinted at the same moment, or nobody listens any more.
        }
    }
}
