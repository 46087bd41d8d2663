using Microsoft.Playwright;

namespace GovernedMcp.Browser.Pages;

/// <summary>Whether a page, or a frame of it, left for another document, or for another address within its own, since this was made.</summary>
internal sealed class Departure : IDisposable
{
    private readonly IPage _page;
    private volatile bool _pageLeft;
    private volatile bool _frameLeft;

    public Departure(IPage page)
    {
        _page = page;
        page.FrameNavigated += Seen;
    }

    /// <param name="part">What was to leave, as a page script calls it: `page` or `frame`. A frame may go with its page.</param>
    public bool IsOver(string part) => _pageLeft || (part == "frame" && _frameLeft);

    public void Dispose() => _page.FrameNavigated -= Seen;

    private void Seen(object? sender, IFrame frame)
    {
        if (frame.ParentFrame is null) _pageLeft = true;
        else _frameLeft = true;
    }
}
