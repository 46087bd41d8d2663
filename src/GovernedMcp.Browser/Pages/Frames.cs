using GovernedMcp.Governance;
using GovernedMcp.Governance.Tools;
using Microsoft.Playwright;

namespace GovernedMcp.Browser.Pages;

/// <summary>Finds a frame of a page by a CSS selector of its element, strictly.</summary>
internal static class Frames
{
    public static async Task<IFrame> FindAsync(IPage page, string selector)
    {
        var elements = await page.QuerySelectorAllAsync(selector);
        if (elements.Count > 1) throw new BlockFault(Rules.Elements.Ambiguous, $"{elements.Count} frames match `{selector}`; the Skill must name one");
        return elements.Count == 1 && await elements[0].ContentFrameAsync() is { } frame
            ? frame
            : throw new BlockFault(Rules.Elements.NotFound, $"no frame matches `{selector}`");
    }

    /// <summary>Where on the page a point of a frame lies whose origin keeps its scripts from telling, and whether the frame itself is on top there.</summary>
    /// <exception cref="BlockFault">No such frame, or several.</exception>
    public static async Task<FramePoint> PlaceAsync(IPage page, string selector, double x, double y)
    {
        var element = await (await FindAsync(page, selector)).FrameElementAsync();
        return await element.EvaluateAsync<FramePoint>("""
            (frame, inside) => {
              const box = frame.getBoundingClientRect();
              const at = { x: box.x + frame.clientLeft + inside.x, y: box.y + frame.clientTop + inside.y };
              return { ...at, hit: frame.getRootNode().elementFromPoint(at.x, at.y) === frame };
            }
            """, new { x, y });
    }
}

/// <summary>A point of a page, in pixels of the window.</summary>
internal sealed record FramePoint
{
    public double X { get; init; }
    public double Y { get; init; }

    /// <summary>A click there lands where it should.</summary>
    public bool Hit { get; init; }
}
