namespace GovernedMcp.DemoPortal.Faults;

/// <summary>
/// The misbehaviour a test asks of the portal; the body of <c>POST /_witness/faults</c>. What is left out is off.
/// </summary>
public sealed record FaultSwitches
{
    public static readonly FaultSwitches None = new();

    /// <summary>On <c>POST /disputes</c>: <c>none</c>, <c>accept_then_hang</c>, <c>accept_then_reset</c>, <c>error500_before</c>,
    /// <c>error500_after</c> or <c>slow:&lt;milliseconds&gt;</c>. On <c>accept_then_reset</c> Chromium sends the POST again by itself,
    /// once for each connection it kept open: one click was seen to arrive five times.</summary>
    public string Submit { get; init; } = "none";

    /// <summary>On pages read with GET: <c>none</c>, <c>hang</c>, <c>loop</c> (a script that never ends) or <c>slow:&lt;milliseconds&gt;</c>.</summary>
    public string Page { get; init; } = "none";

    /// <summary>On pages: <c>none</c>, <c>alert</c>, <c>confirm</c> or <c>beforeunload</c>.</summary>
    public string Dialog { get; init; } = "none";

    /// <summary>Where <see cref="Page"/> and <see cref="Dialog"/> apply: exact paths, or prefixes that end in <c>*</c>. Empty is everywhere.</summary>
    public IReadOnlyList<string> Paths { get; init; } = [];

    /// <summary>The dispute form sends only what was typed into Amount: a value set by script is lost.</summary>
    public bool DropUntypedValues { get; init; }

    /// <summary>Ends every open session, once, when the switches are set.</summary>
    public bool ExpireSessions { get; init; }

    internal bool AppliesTo(string path) =>
        Paths.Count == 0 || Paths.Any(pattern => pattern.EndsWith('*') ? path.StartsWith(pattern[..^1], StringComparison.Ordinal) : path == pattern);
}
