using Microsoft.Playwright;

namespace GovernedMcp.Browser.Blocks.Navigate;

/// <summary>Whether a page left for another document, or for another address within its own, since this was made.</summary>
internal sealed class Departure : IDisposable
{
    private readonly IPage _page;

    public Departure(IPage page)
    {
        _page = page;
        page.FrameNavigated += Seen;
    }

    public bool IsOver { get; private set; }

    public void Dispose() => _page.FrameNavigated -= Seen;

    private void Seen(object? sender, IFrame frame) => IsOver |= frame.ParentFrame is null;
}
