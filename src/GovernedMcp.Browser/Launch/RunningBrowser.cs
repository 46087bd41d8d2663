using GovernedMcp.Browser.Egress;
using GovernedMcp.Browser.Pages;
using GovernedMcp.Governance;
using Microsoft.Playwright;

namespace GovernedMcp.Browser.Launch;

/// <summary>One start of driver and browser, with everything that must go when it ends.</summary>
internal sealed class RunningBrowser : IAsyncDisposable
{
    private static readonly TimeSpan EndDeadline = TimeSpan.FromSeconds(10);

    // They answer in a thousandth of this; a machine under full load took half a second.
    private static readonly TimeSpan AnswerDeadline = TimeSpan.FromSeconds(5);
    private static readonly SemaphoreSlim OneStart = new(1);

    private readonly RunFolder _folder;
    private readonly Watchdog? _watchdog;
    private readonly IPlaywright _playwright;
    private readonly EgressPort _closed;
    private readonly ICDPSession _line;
    private readonly CancellationTokenSource _gone = new();
    private volatile bool _silent;

    private RunningBrowser(RunFolder folder, Watchdog? watchdog, IPlaywright playwright, IBrowser browser, ICDPSession line, EgressPort closed, Isolation isolation, string executable)
    {
        (_folder, _watchdog, _playwright, Browser, _line, _closed, Isolation, Executable) = (folder, watchdog, playwright, browser, line, closed, isolation, executable);
        Browser.Disconnected += (_, _) => _ = _gone.CancelAsync();
    }

    public IBrowser Browser { get; }

    /// <summary>Nobody noticed yet that driver or browser died; <see cref="AnswersAsync"/> asks them.</summary>
    public bool IsAlive => !_silent && Browser.IsConnected;

    /// <summary>Ends what waits for a browser that died: Playwright may leave a call that was on its way at that moment without an answer.</summary>
    public CancellationToken Gone => _gone.Token;

    /// <summary>The program that it is.</summary>
    public string Executable { get; }

    /// <summary>How it was started.</summary>
    public Isolation Isolation { get; }

    /// <summary>Where everything that this start writes is; also the mark that its processes carry.</summary>
    public string Folder => _folder.Path;

    /// <summary>The path under which the browser may read a file of ours; <see cref="TakeBack"/> ends that.</summary>
    public string Lend(string path) => _folder.Lend(path);

    public void TakeBack(string path) => _folder.TakeBack(path);

    /// <param name="opening">The proxy, which may be starting still.</param>
    /// <param name="network">Where browser and driver are to be, if the machine has an empty one for them.</param>
    /// <exception cref="IsolationMissing">The machine does not offer what the rails require.</exception>
    public static async Task<RunningBrowser> StartAsync(BrowserHostOptions options, BrowserRails rails, Task<EgressProxy> opening, EmptyNetwork? network)
    {
        var executable = BrowserFinder.Find(rails.Channel, rails.Headless);
        var isolation = Isolation.Offered(network, [.. DriverWrapper.Parts(), executable], rails.Headless);
        isolation.Demand(rails);
        var folder = RunFolder.Create(options.DataFolder, isolation.User);
        var watchdog = Watchdog.Start(folder.Path);
        EgressPort? closed = null;
        IPlaywright? playwright = null;
        try
        {
            playwright = await CreateDriverAsync(folder, isolation, options.StartDeadline);
            var egress = await opening;
            // What the browser asks for on its own account, outside any context, ends at a port that is never bound.
            closed = egress.Open();
            closed.Denied = options.AskedByItself;
            var launch = new BrowserTypeLaunchOptions
            {
                ExecutablePath = executable,
                Headless = rails.Headless,
                ChromiumSandbox = isolation.Sandbox,
                Proxy = new() { Server = closed.Server },
                Args = [.. LaunchFlags.For(options.PageMemory, egress.Pin), $"--governed-mcp-run={folder.Path}"],
                Timeout = (float)options.StartDeadline.TotalMilliseconds,
                HandleSIGHUP = false,
                HandleSIGINT = false,
                HandleSIGTERM = false,
            };
            var browser = await LaunchAsync(playwright, launch, isolation, rails).WaitAsync(options.StartDeadline);
            BrowserSessions.Remember(folder.Path);
            var line = await browser.NewBrowserCDPSessionAsync().WaitAsync(options.StartDeadline);
            return new RunningBrowser(folder, watchdog, playwright, browser, line, closed, isolation, executable);
        }
        catch
        {
            await EndAsync(playwright, closed, watchdog, folder);
            throw;
        }
    }

    /// <summary>
    /// Whether driver and browser answer. A process that stands still breaks no connection, so whoever waited in vain asks, and who
    /// opens a session; one that does not answer is ended, and what waits for it fails at once.
    /// </summary>
    public async Task<bool> AnswersAsync()
    {
        if (!IsAlive) return false;
        try
        {
            await _line.SendAsync("Browser.getVersion").WaitAsync(AnswerDeadline);
        }
        catch (Exception error) when (PageFaults.Knows(error) || PageFaults.IsBrokenPipe(error))
        {
            _silent = true;
            Leftovers.End(Folder);
        }

        return IsAlive;
    }

    public async ValueTask DisposeAsync()
    {
        // INVARIANT: an end never fails. Whatever a dead driver throws, what is left of it is ended below.
        await Browser.CloseAsync().WaitAsync(EndDeadline).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await EndAsync(_playwright, _closed, _watchdog, _folder);
    }

    // The processes first: Playwright waits for its driver's end, and one that stands still does not end by itself.
    private static async Task EndAsync(IPlaywright? playwright, EgressPort? closed, Watchdog? watchdog, RunFolder folder)
    {
        closed?.Dispose();
        watchdog?.Dispose();
        Leftovers.End(folder.Path);
        if (playwright is not null) await Task.Run(playwright.Dispose).WaitAsync(EndDeadline).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        folder.Dispose();
    }

    // Whether its sandbox works here, only the browser knows. Playwright's own deadline is the driver's, which may be what stands still.
    private static async Task<IBrowser> LaunchAsync(IPlaywright playwright, BrowserTypeLaunchOptions launch, Isolation isolation, BrowserRails rails)
    {
        try
        {
            return await playwright.Chromium.LaunchAsync(launch);
        }
        catch (PlaywrightException error) when (launch.ChromiumSandbox == true && error.Message.Contains("sandbox", StringComparison.OrdinalIgnoreCase))
        {
            isolation.GiveUpSandbox("it takes user namespaces, which this machine does not give");
            isolation.Demand(rails);
            launch.ChromiumSandbox = false;
            return await playwright.Chromium.LaunchAsync(launch);
        }
    }

    // The driver takes its temporary folder from its surroundings, and Playwright offers no way to set them but the program it starts. It
    // starts that before it first waits: what others start in this process meanwhile is to find the variable as little as can be.
    private static async Task<IPlaywright> CreateDriverAsync(RunFolder folder, Isolation isolation, TimeSpan deadline)
    {
        await OneStart.WaitAsync();
        var before = Environment.GetEnvironmentVariable(DriverWrapper.Variable);
        Task<IPlaywright> starting;
        try
        {
            if (DriverWrapper.Write(folder, isolation) is { } wrapper) Environment.SetEnvironmentVariable(DriverWrapper.Variable, wrapper);
            starting = Playwright.CreateAsync();
        }
        finally
        {
            Environment.SetEnvironmentVariable(DriverWrapper.Variable, before);
            OneStart.Release();
        }

        return await starting.WaitAsync(deadline);
    }
}
