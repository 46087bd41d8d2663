using GovernedMcp.Browser.Egress;
using GovernedMcp.Governance;
using Microsoft.Playwright;

namespace GovernedMcp.Browser.Launch;

/// <summary>One start of driver and browser, with everything that must go when it ends.</summary>
internal sealed class RunningBrowser : IAsyncDisposable
{
    private static readonly TimeSpan StartDeadline = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan EndDeadline = TimeSpan.FromSeconds(10);
    private static readonly SemaphoreSlim OneStart = new(1);

    private readonly RunFolder _folder;
    private readonly Watchdog? _watchdog;
    private readonly IPlaywright _playwright;
    private readonly EgressPort _closed;

    private RunningBrowser(RunFolder folder, Watchdog? watchdog, IPlaywright playwright, IBrowser browser, EgressPort closed) =>
        (_folder, _watchdog, _playwright, Browser, _closed) = (folder, watchdog, playwright, browser, closed);

    public IBrowser Browser { get; }

    /// <summary>Where everything that this start writes is; also the mark that its processes carry.</summary>
    public string Folder => _folder.Path;

    public static async Task<RunningBrowser> StartAsync(BrowserHostOptions options, BrowserRails rails, EgressProxy egress)
    {
        var executable = BrowserFinder.Find(rails.Channel, rails.Headless);
        var folder = RunFolder.Create(options.DataFolder);
        var watchdog = Watchdog.Start(folder.Path);
        // What the browser asks for on its own account, outside any context, ends at a port that is never bound.
        var closed = egress.Open();
        IPlaywright? playwright = null;
        try
        {
            playwright = await CreateDriverAsync(folder);
            var browser = await playwright.Chromium.LaunchAsync(new()
            {
                ExecutablePath = executable,
                Headless = rails.Headless,
                Proxy = new() { Server = closed.Server },
                Args = LaunchFlags.For(options.PageMemory, egress.Pin),
                Timeout = (float)StartDeadline.TotalMilliseconds,
                HandleSIGHUP = false,
                HandleSIGINT = false,
                HandleSIGTERM = false,
            });
            BrowserSessions.Remember(folder.Path);
            return new RunningBrowser(folder, watchdog, playwright, browser, closed);
        }
        catch
        {
            playwright?.Dispose();
            closed.Dispose();
            watchdog?.Dispose();
            Leftovers.End(folder.Path);
            folder.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        // INVARIANT: an end never fails. Whatever a dead driver throws, what is left of it is ended below.
        await Browser.CloseAsync().WaitAsync(EndDeadline).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        try
        {
            _playwright.Dispose();
        }
        catch (Exception error) when (error is PlaywrightException or IOException or InvalidOperationException)
        {
            // Its process is gone already.
        }

        _closed.Dispose();
        _watchdog?.Dispose();
        Leftovers.End(_folder.Path);
        _folder.Dispose();
    }

    // The driver takes its temporary folder from its surroundings, and Playwright offers no way to set them but the program it starts.
    private static async Task<IPlaywright> CreateDriverAsync(RunFolder folder)
    {
        await OneStart.WaitAsync();
        var before = Environment.GetEnvironmentVariable(DriverWrapper.Variable);
        try
        {
            if (DriverWrapper.Write(folder, before) is { } wrapper) Environment.SetEnvironmentVariable(DriverWrapper.Variable, wrapper);
            return await Playwright.CreateAsync().WaitAsync(StartDeadline);
        }
        finally
        {
            Environment.SetEnvironmentVariable(DriverWrapper.Variable, before);
            OneStart.Release();
        }
    }
}
