using GovernedMcp.Governance;
using GovernedMcp.Governance.Tools;
using Microsoft.Playwright;

namespace GovernedMcp.Browser.Pages;

/// <summary>Finds a frame of a page by a CSS selector of its element, strictly; one in another frame by the selectors on the way there, the outer one first.</summary>
internal static class Frames
{
    /// <summary>What stands between the selector of a frame and that of a frame in it.</summary>
    public const string Into = " >> ";

    /// <exception cref="BlockFault">No such frame, or several.</exception>
    public static async Task<IFrame> FindAsync(IPage page, string way)
    {
        var frame = page.MainFrame;
        foreach (var selector in way.Split(Into)) frame = await InAsync(frame, selector);
        return frame;
    }

    /// <summary>Where on the page a point of a frame lies whose origin keeps its scripts from telling, and whether the frame itself is on top there.</summary>
    /// <param name="x">In the outermost of the documents around the frame that the frame's own scripts can ask.</param>
    /// <exception cref="BlockFault">No such frame, or several.</exception>
    public static async Task<FramePoint> PlaceAsync(IPage page, string way, double x, double y)
    {
        var frame = await FindAsync(page, way);
        while (await frame.EvaluateAsync<bool>("() => frameElement !== null")) frame = frame.ParentFrame!;
        var point = new FramePoint { X = x, Y = y, Hit = true };
        for (; point.Hit && frame.ParentFrame is { } outer; frame = outer) point = await OutOfAsync(await frame.FrameElementAsync(), point);
        return point;
    }

    private static async Task<IFrame> InAsync(IFrame outer, string selector)
    {
        var elements = await outer.QuerySelectorAllAsync(selector);
        if (elements.Count > 1) throw new BlockFault(Rules.Elements.Ambiguous, $"{elements.Count} frames match `{selector}`; the Skill must name one");
        return elements.Count == 1 && await elements[0].ContentFrameAsync() is { } frame
            ? frame
            : throw new BlockFault(Rules.Elements.NotFound, $"no frame matches `{selector}`");
    }

    private static Task<FramePoint> OutOfAsync(IElementHandle element, FramePoint inside) => element.EvaluateAsync<FramePoint>("""
        (frame, inside) => {
          const box = frame.getBoundingClientRect();
          const at = { x: box.x + frame.clientLeft + inside.x, y: box.y + frame.clientTop + inside.y };
          return { ...at, hit: frame.getRootNode().elementFromPoint(at.x, at.y) === frame };
        }
        """, new { x = inside.X, y = inside.Y });
}

/// <summary>A point of a page, in pixels of the window.</summary>
internal sealed record FramePoint
{
    public double X { get; init; }
    public double Y { get; init; }

    /// <summary>A click there lands where it should.</summary>
    public bool Hit { get; init; }

    /// <summary>There is a field, in which the Enter key does it.</summary>
    public bool Enter { get; init; }

    /// <summary>A message lies over the control, which has the focus: the Space key presses it.</summary>
    public bool Keyed { get; init; }
}
