using Microsoft.Playwright;

namespace GovernedMcp.Browser.Pages.Tables;

/// <summary>Hears when a page goes to another document, so that nothing is asked of the one that goes. Made before what leads there is clicked.</summary>
internal sealed class NextDocument : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1.5);
    private readonly TaskCompletionSource _there = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly IPage _page;

    public NextDocument(IPage page)
    {
        _page = page;
        page.FrameNavigated += Hear;
    }

    /// <summary>Waits for it, but not for ever: what was clicked may have turned out to be a file, or to lead nowhere.</summary>
    public async Task WaitAsync(CancellationToken cancel)
    {
        try
        {
            await _there.Task.WaitAsync(Longest, cancel);
        }
        catch (TimeoutException)
        {
        }
    }

    public void Dispose() => _page.FrameNavigated -= Hear;

    private void Hear(object? sender, IFrame frame) => _there.TrySetResult();
}
