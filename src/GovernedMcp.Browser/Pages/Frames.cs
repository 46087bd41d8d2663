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
}
