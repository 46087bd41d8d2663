namespace GovernedMcp.Browser;

/// <summary>How the browser runs on this machine.</summary>
/// <param name="How">As whom, sandboxed or not, in which network: words that follow "runs".</param>
/// <param name="Missing">What the machine does not offer, each as it follows "it".</param>
public sealed record BrowserStanding(string Version, string How, IReadOnlyList<string> Missing);
