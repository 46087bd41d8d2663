using System.Collections.Concurrent;
using GovernedMcp.Browser.Egress.Wire;
using Microsoft.Playwright;

namespace GovernedMcp.Browser.Pages.Forms;

/// <summary>What becomes of a form that is being sent: the proxy says whether it left and how the portal answered, the page whether it came to rest.</summary>
internal sealed class Departures : IDisposable
{
    private static readonly TimeSpan Lingering = TimeSpan.FromSeconds(3);
    private readonly IPage _page;
    private readonly ConcurrentDictionary<IRequest, long> _underWay = new();
    private IFrame? _sender;
    private IFrame? _arrived;

    public Departures(IPage page, HeldSubmit held)
    {
        (_page, Held) = (page, held);
        page.Request += Seen;
        page.RequestFinished += Ended;
        page.RequestFailed += Ended;
        page.Crash += Crashed;
        page.FrameNavigated += Arrived;
        page.FrameDetached += Left;
    }

    public HeldSubmit Held { get; }

    /// <summary>No page is on its way, and no data, but for what has been open for long.</summary>
    public bool AtRest => _underWay.All(request => request.Key.ResourceType != "document" && TimeProvider.System.GetElapsedTime(request.Value) > Lingering);

    /// <summary>The page has heard how a request of the kind that forms send ended.</summary>
    public bool Answered { get; private set; }

    public bool PageLost { get; private set; }

    /// <summary>The page that came as the answer wanted to send a form by itself, and is still there: it is on the way to what the portal has to say.</summary>
    public bool InTransit { get; private set; }

    public void Dispose()
    {
        _page.Request -= Seen;
        _page.RequestFinished -= Ended;
        _page.RequestFailed -= Ended;
        _page.Crash -= Crashed;
        _page.FrameNavigated -= Arrived;
        _page.FrameDetached -= Left;
    }

    private void Seen(object? sender, IRequest request)
    {
        if (request is { ResourceType: "document", Method: not ("GET" or "HEAD"), RedirectedFrom: null })
        {
            _sender ??= request.Frame;
            InTransit |= request.Frame == _arrived;
        }

        if (request.ResourceType is "document" or "xhr" or "fetch") _underWay[request] = TimeProvider.System.GetTimestamp();
    }

    private void Ended(object? sender, IRequest request)
    {
        _underWay.TryRemove(request, out _);
        Answered |= request.Method is not ("GET" or "HEAD");
    }

    // What lies in frames of the answer, such as a player or an advertisement, is no answer.
    private void Arrived(object? sender, IFrame frame)
    {
        LeaveBehind(frame, frame.Url);
        if (Held.IsReleased && (frame == _sender || frame.ParentFrame is null)) (_arrived, InTransit) = (frame, false);
    }

    private void Left(object? sender, IFrame frame) => LeaveBehind(frame, "");

    // Of a document that a frame left while it still came, Playwright never says that it ended. Those before the one that the frame shows now are left; so are all where that one was asked for by nothing.
    private void LeaveBehind(IFrame frame, string shown)
    {
        var documents = _underWay.Where(request => request.Key.ResourceType == "document" && request.Key.Frame == frame).ToList();
        var now = documents.Where(request => PageAddress.WithoutFragment(request.Key.Url) == PageAddress.WithoutFragment(shown)).Select(request => request.Value).DefaultIfEmpty(shown.StartsWith("http", StringComparison.Ordinal) ? 0 : long.MaxValue).Max();
        foreach (var left in documents.Where(request => request.Value < now)) Ended(this, left.Key);
    }

    private void Crashed(object? sender, IPage page) => PageLost = true;
}
