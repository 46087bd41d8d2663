using System.Collections.Concurrent;
using System.Text.Json;
using GovernedMcp.Browser.Downloads;
using GovernedMcp.Browser.Egress;
using GovernedMcp.Browser.Egress.Wire;
using GovernedMcp.Browser.Launch;
using GovernedMcp.Browser.Pages;
using GovernedMcp.Governance.Portals;
using Microsoft.Playwright;

namespace GovernedMcp.Browser.Sessions;

/// <summary>
/// The browser context of one session and its one page. Every call on the page goes through here, under a deadline: an
/// evaluation has none of its own, and a page that missed one is closed and never used again.
/// </summary>
internal sealed class SessionContext : IAsyncDisposable
{
    private static readonly TimeSpan StorageDeadline = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan CloseDeadline = TimeSpan.FromSeconds(5);

    private readonly IBrowserContext _context;
    private readonly EgressPort _egress;
    private readonly RunningBrowser _browser;
    private readonly ConcurrentBag<string> _lent = [];
    private readonly DialogAnswers _dialogs;
    private volatile IPage _page;
    private volatile PageLine _line;
    private volatile Task _replacing = Task.CompletedTask;
    private volatile bool _broken;
    private volatile bool _ended;

    public SessionContext(IBrowserContext context, IPage page, EgressPort egress, RunningBrowser browser)
    {
        (_context, _page, _line, _egress, _browser) = (context, page, PageLine.Open(page), egress, browser);
        Wire = new SessionWire(egress.Judge);
        _dialogs = new DialogAnswers(Notes);
        Files = new ArrivingFiles(Notes);
        Files.Watch(context);
        _context.Page += (_, popup) => _ = ClosePopupAsync(popup);
        _context.Close += (_, _) => _ended = true;
        Watch(page);
    }

    /// <summary>How long a script of ours may take in the page.</summary>
    public TimeSpan ScriptDeadline { get; set; } = TimeSpan.FromSeconds(20);

    public SessionNotes Notes { get; } = new();
    public ArrivingFiles Files { get; }
    public SessionWire Wire { get; }
    public PortalClock Clock => _egress.Clock;
    public TurnedAway TurnedAway => _egress.TurnedAway;
    public HttpSignIn HttpSignIn => _egress.HttpSignIn;
    public ScriptedBasic ScriptedBasic => _egress.ScriptedBasic;
    public ToldRecords Told => _egress.Told;
    public IPage Page => _page;

    /// <summary>The line to what the page shows.</summary>
    public PageLine Line => _line;
    public bool IsAlive => !_ended && _browser.IsAlive;

    /// <summary>Its page broke down and there is no other yet.</summary>
    public bool IsBroken => _broken;

    /// <summary>The page was thrown away; what stood on it is gone.</summary>
    public event Action? PageReplaced;

    /// <summary>Waits until the page has nothing under way any more; not for ever.</summary>
    public Task SettleAsync(Settling after, CancellationToken cancel) => _egress.Traffic.SettleAsync(after, cancel);

    /// <summary>How many requests its pages made so far; null: something is open that may bring anything without one.</summary>
    public long? Requests => _egress.Traffic.Begun;

    /// <summary>How many messages its pages sent over web sockets so far.</summary>
    public long Spoken => _egress.Traffic.Spoken;

    /// <summary>The page has something under way that it waits for.</summary>
    public bool IsAwaiting => _egress.Traffic.IsAwaited;

    /// <summary>Waits until it has nothing under way any more but what is held open for long.</summary>
    public Task RestAsync(CancellationToken cancel) => _egress.Traffic.RestAsync(cancel);

    /// <summary>Waits until scripts that let a moment pass before they ask for what fits have it.</summary>
    public Task FollowAsync(CancellationToken cancel) => _egress.Traffic.FollowAsync(cancel);

    /// <summary>From now on the context belongs to a session on this portal: its origins are let out, its dialogs answered.</summary>
    public void Bind(Portal portal, Action<EgressDenial> denied, Action<string, string> dismissed)
    {
        Files.Dismissed = dismissed;
        _dialogs.Rules = portal.Dialogs;
        _egress.Denied = denial =>
        {
            // What pages do by themselves is on record like every denial, and news to nobody.
            if (denial.Unplanned && !denial.Background) Notes.TellKeptBack($"{denial.Request.Method} {denial.Request.Path}");
            else if (!denial.Unplanned) Notes.TellDenied(denial);
            denied(denial);
        };
        _egress.Bind(portal);
    }

    public async Task<JsonElement> RunAsync(string script, object? args, string? frame, CancellationToken cancel)
    {
        var text = JsonSerializer.Serialize(args, PageScripts.ArgumentJson);
        var answer = frame is null
            ? await WithPageAsync(_ => _line.CallAsync(PageScripts.FunctionOnParts(script), text, PageScripts.Parts), ScriptDeadline, cancel)
            : await WithPageAsync(async page => await (await Frames.FindAsync(page, frame)).EvaluateAsync<string?>(PageScripts.Function(script), text), ScriptDeadline, cancel);
        return ScriptAnswer.Read(script, answer);
    }

    public async Task<T> WithPageAsync<T>(Func<IPage, Task<T>> work, TimeSpan deadline, CancellationToken cancel)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancel, _browser.Gone);
        var running = work(_page);
        try
        {
            return await running.WaitAsync(deadline, end.Token);
        }
        catch (OperationCanceledException) when (_browser.Gone.IsCancellationRequested && !cancel.IsCancellationRequested)
        {
            Observe(running);
            _ended = true;
            throw PageFaults.Lost();
        }
        catch (Exception error) when (error is TimeoutException or OperationCanceledException && !running.IsCompleted)
        {
            // INVARIANT: what was given up still runs in the page, so the page goes, and nothing of it is used again.
            Observe(running);
            await ReplacePageAsync();
            if (error is OperationCanceledException) throw;
            throw IsAlive ? PageFaults.Timeout() : PageFaults.Lost();
        }
        catch (Exception error) when (PageFaults.IsBrokenPipe(error))
        {
            _ended = true;
            throw PageFaults.Lost();
        }
        catch (Exception error) when (PageFaults.Knows(error))
        {
            if (PageFaults.DriverIsGone(error)) _ended = true;
            if (_dialogs.TooMany) throw DialogAnswers.Fault();
            throw PageFaults.Of(error, IsAlive);
        }
    }

    /// <summary>A page to work with: the one there is, or a new one when that broke down.</summary>
    public async Task EnsurePageAsync(CancellationToken cancel)
    {
        _dialogs.Forget();
        if (!IsAlive) throw PageFaults.Lost();
        if (!_broken && !_page.IsClosed) return;
        await ReplacePageAsync().WaitAsync(cancel);
        if (_broken) throw PageFaults.Lost();
    }

    /// <summary>Cookies, local storage and databases, as Playwright writes them.</summary>
    public Task<string> StorageAsync(CancellationToken cancel) => WithPageAsync(_ => _context.StorageStateAsync(new() { IndexedDB = true }), StorageDeadline, cancel);

    /// <summary>The path under which the browser may read a file of ours, until the context ends.</summary>
    public string Lend(string path)
    {
        var lent = _browser.Lend(path);
        _lent.Add(lent);
        return lent;
    }

    public async ValueTask DisposeAsync()
    {
        _ended = true;
        if (_browser.IsAlive) await QuietlyAsync(_context.CloseAsync());
        _egress.Dispose();
        foreach (var path in _lent) _browser.TakeBack(path);
    }

    private Task ReplacePageAsync() => _replacing = ReplaceAsync();

    private async Task ReplaceAsync()
    {
        _broken = true;
        PageReplaced?.Invoke();
        if (!await _browser.AnswersAsync()) return;
        await QuietlyAsync(_page.CloseAsync());
        var opening = _context.NewPageAsync();
        if (!await QuietlyAsync(opening)) return;
        _page = await opening;
        _line = PageLine.Open(_page);
        Watch(_page);
        _broken = false;
    }

    private void Watch(IPage page)
    {
        page.Dialog += (_, dialog) => _ = _dialogs.AnswerAsync(page, dialog);
        page.Crash += (_, _) => _broken = true;
    }

    private async Task ClosePopupAsync(IPage popup)
    {
        await Task.Yield();
        await QuietlyAsync(_replacing);
        // A file may come by way of a window of its own.
        await Files.Rest;
        if (popup == _page) return;
        if (!popup.IsClosed) Notes.Warn("the page opened a second window, which was closed");
        await QuietlyAsync(popup.CloseAsync());
    }

    private static async Task<bool> QuietlyAsync(Task work)
    {
        Observe(work);
        try
        {
            await work.WaitAsync(CloseDeadline);
            return true;
        }
        catch (Exception error) when (PageFaults.Knows(error) || PageFaults.IsBrokenPipe(error))
        {
            return false;
        }
    }

    private static void Observe(Task work) =>
        work.ContinueWith(done => _ = done.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
}
