using System.Text.Json;
using GovernedMcp.Browser.Downloads;
using GovernedMcp.Browser.Egress;
using GovernedMcp.Browser.Egress.Wire;
using GovernedMcp.Browser.Pages;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Governance.Sessions;
using GovernedMcp.Governance.Tools;
using Microsoft.Playwright;

namespace GovernedMcp.Browser.Sessions;

/// <summary>A live session on a portal: one browser context with one page, used by one call at a time, thrown away at its end.</summary>
public sealed class BrowserSession : IAsyncDisposable
{
    private readonly SessionContext _context;
    private readonly SemaphoreSlim _turn = new(1);
    private readonly TimeProvider _clock;
    private long _lastUsed;
    private int _calls;
    private string? _place;

    internal BrowserSession(SessionFacts facts, Portal portal, SessionContext context, TimeProvider clock)
    {
        (Facts, Portal, _context, _clock) = (facts, portal, context, clock);
        context.PageReplaced += Plans.Clear;
        context.PageReplaced += Refs.Clear;
        Touch();
    }

    public SessionFacts Facts { get; }
    public Portal Portal { get; }

    /// <summary>Where one is after signing in.</summary>
    public Uri? Home { get; internal set; }

    /// <summary>
    /// Signs in again after the portal ended the session; told whether that is sure. False: it was not so. Null: this session was not
    /// opened by signing in, so nobody can.
    /// </summary>
    internal Func<BlockRun, bool, CancellationToken, Task<bool>>? SignInAgain { get; set; }

    /// <summary>Forgets what is kept of it for the next start.</summary>
    internal Func<Task>? Forget { get; set; }

    /// <summary>The way to the section where the session is, with its parameters.</summary>
    internal SectionWay? Way { get; set; }

    /// <summary>What was told of a page last.</summary>
    internal SeenPage? Seen { get; set; }

    /// <summary>How often it signed in.</summary>
    internal int SignedIn { get; set; }

    internal TurnedAway TurnedAway => _context.TurnedAway;

    /// <summary>What HTTP itself asks for, and is answered.</summary>
    internal HttpSignIn HttpSignIn => _context.HttpSignIn;
    internal ScriptedBasic ScriptedBasic => _context.ScriptedBasic;

    public PlanShelf Plans { get; } = new();

    /// <summary>What the refs of snapshots stand for.</summary>
    internal RefShelf Refs { get; } = new();

    public SessionNotes Notes => _context.Notes;

    /// <summary>The one page of the session. Replaced when it hung or broke down, so never kept across calls.</summary>
    public IPage Page => _context.Page;

    /// <summary>The line to what the page shows.</summary>
    internal PageLine Line => _context.Line;

    /// <summary>What the session may send right now.</summary>
    internal SessionWire Wire => _context.Wire;

    /// <summary>The clock of where one signs in, as far as its answers tell.</summary>
    internal PortalClock Clock => _context.Clock;

    /// <summary>The records behind what its pages show, as far as scripts asked for them.</summary>
    internal ToldRecords Told => _context.Told;

    /// <summary>Until when idleness does not end it: people are asked about what it holds.</summary>
    public DateTimeOffset KeptUntil { get; internal set; }

    public DateTimeOffset LastUsed => new(Interlocked.Read(ref _lastUsed), TimeSpan.Zero);

    /// <summary>Its browser is still there.</summary>
    public bool IsAlive => _context.IsAlive;

    /// <summary>How long a visit may take. Past it the page is replaced: one that hangs there hangs in everything.</summary>
    internal TimeSpan VisitDeadline { get; set; } = TimeSpan.FromSeconds(25);

    /// <summary>How long a script of ours may take in the page. Past it the page is replaced.</summary>
    internal TimeSpan ScriptDeadline
    {
        set => _context.ScriptDeadline = value;
    }

    /// <summary>How many calls so far may have left the page showing something else than before, be it under the same address.</summary>
    internal int Deeds { get; private set; }

    /// <summary>For calls that have their turn on the session.</summary>
    internal void CountDeed() => Deeds++;

    /// <summary>A call is at work on it, or waits for its turn.</summary>
    public bool IsBusy => Volatile.Read(ref _calls) > 0;

    /// <summary>Runs one call on the session; others wait their turn. The token that the work is given ends at the deadline of a call.</summary>
    /// <exception cref="BlockFault">Also for everything that Playwright throws.</exception>
    public async Task<T> ExclusiveAsync<T>(TimeSpan deadline, Func<CancellationToken, Task<T>> work, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(work);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(deadline);
        Interlocked.Increment(ref _calls);
        try
        {
            await _turn.WaitAsync(limit.Token);
            try
            {
                Touch();
                await _context.EnsurePageAsync(limit.Token);
                return await work(limit.Token);
            }
            finally
            {
                Touch();
                _turn.Release();
            }
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw PageFaults.Timeout();
        }
        catch (Exception error) when (PageFaults.Knows(error))
        {
            throw PageFaults.Of(error, IsAlive).Noting(Notes.TakeWarnings(), Notes.TakeQuotes());
        }
        catch (BlockFault fault)
        {
            throw fault.Noting(Notes.TakeWarnings(), Notes.TakeQuotes());
        }
        finally
        {
            Interlocked.Decrement(ref _calls);
        }
    }

    /// <summary>Runs a script of ours in the page (see <see cref="PageScripts"/>) and reads its answer.</summary>
    /// <param name="frame">The frame to run in, by CSS selector of the frame element; null: the page itself.</param>
    /// <exception cref="BlockFault">Too large, not in time (the page is replaced), changed meanwhile, or broken.</exception>
    public Task<JsonElement> RunAsync(string script, object? args, CancellationToken cancel, string? frame = null) =>
        _context.RunAsync(script, args, frame, cancel);

    /// <summary>Does something with the page that no script can do (keys, screenshots), under a deadline: past it the page is replaced.</summary>
    public Task<T> WithPageAsync<T>(Func<IPage, Task<T>> work, TimeSpan deadline, CancellationToken cancel) =>
        _context.WithPageAsync(work, deadline, cancel);

    /// <summary>The path under which the browser, which may be another user than we are, can read a file of ours.</summary>
    internal string Lend(string path) => _context.Lend(path);

    /// <summary>Waits until the page has nothing under way any more; not for ever, as some pages never rest.</summary>
    internal Task SettleAsync(CancellationToken cancel, Settling after = Settling.Deed) => _context.SettleAsync(after, cancel);

    /// <summary>The page has something under way that it waits for: what it shows may not be all yet.</summary>
    internal bool IsAwaiting => _context.IsAwaiting;

    /// <inheritdoc cref="SessionContext.Requests"/>
    internal long? Requests => _context.Requests;

    /// <inheritdoc cref="SessionContext.Spoken"/>
    internal long Spoken => _context.Spoken;

    /// <summary>Waits until it has nothing under way any more but what is held open for long.</summary>
    internal Task RestAsync(CancellationToken cancel) => _context.RestAsync(cancel);

    /// <summary>Waits until scripts that let a moment pass before they ask for what fits have it.</summary>
    internal Task FollowAsync(CancellationToken cancel) => _context.FollowAsync(cancel);

    /// <summary>The next download is asked for, until the wait for it is ended.</summary>
    internal ArrivingFiles.Awaited AwaitFile() => _context.Files.Await();

    /// <summary>Sees to it that there is a page to work with, where the last one was replaced during this call.</summary>
    internal Task ReadyPageAsync(CancellationToken cancel) => _context.EnsurePageAsync(cancel);

    /// <summary>What makes it signed in, right after it did.</summary>
    internal async Task<SignedInState> StateAsync(CancellationToken cancel)
    {
        var page = await RunAsync("stored", null, cancel);
        var storage = await _context.StorageAsync(cancel);
        return new SignedInState(storage, page.GetProperty("entries").Deserialize<Dictionary<string, string>>()!, new Uri(Page.Url));
    }

    /// <summary>A call ended well here.</summary>
    internal void RememberPlace() => _place = Page.Url;

    /// <summary>To where the last call ended, as far as ways and addresses lead there.</summary>
    internal async Task GoBackAsync(CancellationToken cancel)
    {
        var (way, place) = (Way, _place);
        if (way is not null) await way.GoAsync(cancel);
        if (place is not null && place != (way?.End ?? Page.Url) && Uri.TryCreate(place, UriKind.Absolute, out var address)) await Visits.GoAsync(this, address, cancel);
    }

    /// <summary>Where the session is: the address without the values of its query and without a fragment, and the title (untrusted).</summary>
    public async Task<PageFacts> CurrentPageAsync(CancellationToken cancel)
    {
        var title = await WithPageAsync(_ => Line.EvaluateAsync("String(document.title)"), TimeSpan.FromSeconds(5), cancel) ?? "";
        return new PageFacts(PageAddress.WithoutValues(Page.Url), title.Length > 200 ? title[..200] : title);
    }

    public async ValueTask DisposeAsync()
    {
        Plans.Clear();
        await _context.DisposeAsync();
    }

    private void Touch() => Interlocked.Exchange(ref _lastUsed, _clock.GetUtcNow().UtcTicks);
}
