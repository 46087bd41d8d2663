using Microsoft.Playwright;

namespace GovernedMcp.Browser.Sessions;

/// <summary>What a page has under way: tells when it came to rest.</summary>
internal sealed class PageTraffic
{
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(80);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(15);
    private int _underWay;
    private long _changed = TimeProvider.System.GetTimestamp();

    public void Watch(IPage page)
    {
        Interlocked.Exchange(ref _underWay, 0);
        page.Request += (_, request) => Count(request, 1);
        page.RequestFinished += (_, request) => Count(request, -1);
        page.RequestFailed += (_, request) => Count(request, -1);
    }

    public async Task SettleAsync(CancellationToken cancel)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(start) < Longest)
        {
            var quiet = TimeProvider.System.GetElapsedTime(Math.Max(start, Interlocked.Read(ref _changed)));
            if (Volatile.Read(ref _underWay) <= 0 && quiet > Rest) return;
            await Task.Delay(Pause, cancel);
        }
    }

    // Pictures and open streams say nothing of whether the page is complete.
    private void Count(IRequest request, int by)
    {
        if (request.ResourceType is not ("document" or "xhr" or "fetch" or "script" or "stylesheet")) return;
        if (Interlocked.Add(ref _underWay, by) < 0) Interlocked.Exchange(ref _underWay, 0);
        Interlocked.Exchange(ref _changed, TimeProvider.System.GetTimestamp());
    }
}
