namespace GovernedMcp.Server.Mcp.Identity.Tokens;

/// <summary>A token proves nobody. The sentence repeats nothing of it: neither its text nor what its claims hold.</summary>
internal sealed class TokenRefused(Rule rule, string sentence) : Exception(sentence)
{
    public Rule Rule => rule;
}
