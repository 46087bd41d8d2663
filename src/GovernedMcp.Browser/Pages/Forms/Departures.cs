using System.Collections.Concurrent;
using GovernedMcp.Browser.Egress;
using GovernedMcp.Governance.Portals;
using Microsoft.Playwright;

namespace GovernedMcp.Browser.Pages.Forms;

/// <summary>Watches a page for the requests that a click on a submit control causes: whether anything left that may have carried the form.</summary>
internal sealed class Departures : IDisposable
{
    private static readonly string[] Safe = ["GET", "HEAD", "OPTIONS"];
    private static readonly TimeSpan Lingering = TimeSpan.FromSeconds(3);
    private readonly IPage _page;
    private readonly Origins _origins;
    private readonly FormLook _form;
    private readonly ConcurrentQueue<IRequest> _left = new();
    private readonly ConcurrentDictionary<IRequest, int> _answers = new();
    private readonly ConcurrentDictionary<IRequest, bool> _broken = new();
    private readonly ConcurrentDictionary<IRequest, long> _underWay = new();
    private readonly ConcurrentDictionary<IRequest, bool> _stopped = new();

    public Departures(IPage page, Origins origins, FormLook form)
    {
        (_page, _origins, _form) = (page, origins, form);
        page.Request += Seen;
        page.Response += Answered;
        page.RequestFinished += Ended;
        page.RequestFailed += Failed;
        page.Crash += Crashed;
    }

    /// <summary>Something left that may have carried the form.</summary>
    public bool Any => First is not null;

    /// <summary>Something wanted to leave and was stopped on this machine.</summary>
    public bool Denied => !_stopped.IsEmpty;

    /// <summary>No page is on its way, and no data, but for what has been open for long.</summary>
    public bool AtRest => _underWay.All(request => request.Key.ResourceType != "document" && TimeProvider.System.GetElapsedTime(request.Value) > Lingering);

    /// <summary>The connection broke before an answer came.</summary>
    public bool Broken => _left.Any(request => _broken.ContainsKey(request) && !_answers.ContainsKey(request));

    public bool PageLost { get; private set; }

    /// <summary>How the portal answered the first of them; null while it did not.</summary>
    public int? Status => First is { } first && _answers.TryGetValue(first, out var status) ? status : null;

    /// <summary>Method and path of the first, <c>POST /disputes</c>.</summary>
    public string? Sent => First is { } first ? $"{first.Method} {new Uri(first.Url).AbsolutePath}" : null;

    public void Dispose()
    {
        _page.Request -= Seen;
        _page.Response -= Answered;
        _page.RequestFinished -= Ended;
        _page.RequestFailed -= Failed;
        _page.Crash -= Crashed;
    }

    private IRequest? First => _left.FirstOrDefault(request => !_stopped.ContainsKey(request));

    private void Seen(object? sender, IRequest request)
    {
        if (request.ResourceType is "document" or "xhr" or "fetch") _underWay[request] = TimeProvider.System.GetTimestamp();
        if (MayCarry(request)) _left.Enqueue(request);
    }

    // To an origin that the egress lets nothing out to, nothing left.
    private bool MayCarry(IRequest request)
    {
        if (!Uri.TryCreate(request.Url, UriKind.Absolute, out var address) || !_origins.Reachable(Origins.Of(address))) return false;
        return !Safe.Contains(request.Method) || (_form.Method == "get" && request.IsNavigationRequest && request.Url.StartsWith(_form.Action, StringComparison.Ordinal));
    }

    private void Answered(object? sender, IResponse response)
    {
        if (response.Status == 403 && response.Headers.ContainsKey(Denial.Header.ToLowerInvariant())) _stopped[response.Request] = true;
        _answers[response.Request] = response.Status;
    }

    private void Ended(object? sender, IRequest request) => _underWay.TryRemove(request, out _);

    private void Failed(object? sender, IRequest request)
    {
        _broken[request] = true;
        _underWay.TryRemove(request, out _);
    }

    private void Crashed(object? sender, IPage page) => PageLost = true;
}
