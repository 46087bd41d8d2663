namespace GovernedMcp.DemoPortal.Accounts;

/// <summary>A signed-in session; <paramref name="Id"/> is the value of its cookie.</summary>
internal sealed record PortalSession(string Id, Account Account);
