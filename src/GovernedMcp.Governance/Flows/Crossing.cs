namespace GovernedMcp.Governance.Flows;

/// <summary>A value of a call that was read on other portals and would go to one where it is not known.</summary>
/// <param name="Argument">Where in the call it stands, as a JSON pointer.</param>
/// <param name="ReadOn">Every portal it was read on, in alphabetical order.</param>
public sealed record Crossing(string Argument, IReadOnlyList<string> ReadOn);
