using GovernedMcp.Browser.Egress.Wire;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Browser.Blocks.Login;

/// <summary>What is said when a secret cannot get into the sign-in request outside the browser.</summary>
internal static class SecretFaults
{
    public static BlockFault Misplaced(Portal portal, WireSecrets secrets) => new(
        Rules.Login.SecretMisplaced,
        secrets.InPage
            ? $"the page wanted to send {secrets.Misplaced}, which is not the body of a sign-in request; that request was not let out; tell the owner of the Skill of `{portal.Name}`"
            : $"the page wanted to send what stands for {secrets.Misplaced}, otherwise than once, as one whole field of a sign-in request; that request was not let out; tell the owner of the Skill of `{portal.Name}`, who looks why, and only for a page that hashes or encrypts secrets itself says `login: {{ secrets: typed }}`");

    public static BlockFault NeverSent(Portal portal, string part) => new(
        Rules.Login.NeedsTyped,
        $"portal `{portal.Name}` did not sign in, and what stands for `{part}` was in no request of its page, which may hash or encrypt it; it is not tried again until the owner of the Skill says `login: {{ secrets: typed }}` or looked at the page");

    public static BlockFault DoesNotFit(Portal portal, string part, string why) => new(
        Rules.Login.NeedsTyped,
        $"the sign-in page of `{portal.Name}` {why} for `{part}`, so nothing was typed; the owner of the Skill may say `login: {{ secrets: typed }}`");
}
