using System.Globalization;

namespace GovernedMcp.DemoPortal.Faults;

/// <summary>Reads the values of the switches, so that a misspelt fault is an error and not a test that proves nothing.</summary>
internal static class FaultCheck
{
    private static readonly string[] Submits = ["none", "accept_then_hang", "accept_then_reset", "error500_before", "error500_after"];
    private static readonly string[] Pages = ["none", "hang", "loop"];
    private static readonly string[] Dialogs = ["none", "alert", "confirm", "beforeunload"];

    /// <summary>What is wrong with the switches; null when nothing is.</summary>
    public static string? Complaint(FaultSwitches faults) =>
        Complaint("submit", faults.Submit, Submits, maySlow: true)
        ?? Complaint("page", faults.Page, Pages, maySlow: true)
        ?? Complaint("dialog", faults.Dialog, Dialogs, maySlow: false);

    /// <summary>The delay that <c>slow:&lt;milliseconds&gt;</c> asks for; none for every other value.</summary>
    public static TimeSpan? Delay(string fault) =>
        fault.StartsWith("slow:", StringComparison.Ordinal)
        && int.TryParse(fault.AsSpan(5), NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
            ? TimeSpan.FromMilliseconds(milliseconds)
            : null;

    private static string? Complaint(string name, string value, string[] allowed, bool maySlow) =>
        allowed.Contains(value) || (maySlow && Delay(value) is not null)
            ? null
            : $"`{name}` cannot be `{value}`; allowed are {string.Join(", ", allowed)}{(maySlow ? ", slow:<milliseconds>" : "")}";
}
