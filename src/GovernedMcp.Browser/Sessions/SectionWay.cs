namespace GovernedMcp.Browser.Sessions;

/// <summary>How a session got to a section, to go there again.</summary>
/// <param name="End">The address it led to.</param>
internal sealed record SectionWay(Func<CancellationToken, Task> GoAsync, string End);
