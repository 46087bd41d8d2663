namespace GovernedMcp.Server.Mcp.Identity.Issuers;

/// <summary>An issuer's keys could not be fetched. The message is fit to be shown: a few words, lower case, of what went wrong.</summary>
internal sealed class IssuerUnreachable(string message) : Exception(message);
