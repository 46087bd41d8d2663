using System.Text.RegularExpressions;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Tools;
using Microsoft.Playwright;

namespace GovernedMcp.Browser.Pages;

/// <summary>
/// Turns what Playwright throws into our codes; the only place that looks into a raw message. None is ever passed on: it may hold
/// what was typed.
/// </summary>
internal static partial class PageFaults
{
    public static bool Knows(Exception error) => error is PlaywrightException or TimeoutException;

    /// <summary>The driver died: its browser goes with it, though nobody says so for a moment.</summary>
    public static bool DriverIsGone(Exception error) => Has(error.Message, "Process exited");

    /// <summary>The pipe to the driver broke while it was written to: the driver died this moment.</summary>
    public static bool IsBrokenPipe(Exception error) => error is ObjectDisposedException or IOException and not (FileNotFoundException or DirectoryNotFoundException);

    public static BlockFault Of(Exception error, bool browserAlive)
    {
        if (error is TimeoutException) return Timeout();
        if (!browserAlive) return Lost();
        var text = error.Message;
        if (Has(text, "crashed")) return new BlockFault(Rules.Pages.Crashed, "the page broke down; go to the section again");
        if (Has(text, "has been closed") || DriverIsGone(error)) return Lost();
        if (Has(text, "Execution context was destroyed") || Has(text, "frame was detached") || Has(text, "Frame was detached")
            || Has(text, "Inspected target navigated") || Has(text, "Promise was collected") || Has(text, "Cannot find default execution context") || Has(text, "Cannot find context") || Has(text, "interrupted by another navigation"))
        {
            return new BlockFault(Rules.Pages.Changed, "the page changed while it was being used; try again");
        }
        return NetworkError().Match(text) is { Success: true } error2
            ? new BlockFault(Rules.Pages.Unreachable, $"the portal cannot be reached (`{error2.Groups[1].Value}`); try again later")
            : new BlockFault(Rules.Pages.Script, "the browser could not do this on the page; go to the section again");
    }

    public static BlockFault Timeout() => new(Rules.Pages.Timeout, "the page did not answer in time; go to the section again");

    public static BlockFault Lost() => new(Rules.Browser.Lost, "the browser of this session is gone; sign in again");

    public static bool IsMoving(BlockFault fault) => fault.Rule == Rules.Pages.Changed;

    private static bool Has(string text, string part) => text.Contains(part, StringComparison.Ordinal);

    [GeneratedRegex(@"net::(ERR_[A-Z0-9_]{3,60})", RegexOptions.NonBacktracking)]
    private static partial Regex NetworkError();
}
