using System.Globalization;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Credentials;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Browser.Blocks.Login;

/// <summary>What is said when a portal does not sign in. The codes of a Skill that we know have rules of their own.</summary>
internal static class LoginFaults
{
    /// <summary>The values are wrong.</summary>
    public const string BadCredentials = "bad_credentials";

    /// <summary>The one-time code is wrong, late or used.</summary>
    public const string BadCode = "bad_code";

    public const string AccountLocked = "account_locked";

    public static BlockFault Declared(Portal portal, FailureRule failure) => failure.Code switch
    {
        BadCredentials => Rejected(portal.Name),
        BadCode => BadCodeOf(portal.Name),
        AccountLocked => Locked(portal.Name, failure.RetryAfter),
        _ => new BlockFault(
            failure.RetryAfter is null ? Rules.Login.Rejected : Rules.Login.RejectedForNow,
            $"portal `{portal.Name}` did not sign in: `{failure.Code}`; {(failure.RetryAfter is { } wait ? $"try again in {Minutes(wait)}" : "ask whoever keeps the account")}"),
    };

    public static BlockFault Rejected(string portal) =>
        new(Rules.Login.BadCredentials, $"portal `{portal}` does not take the credential; ask whoever keeps it to look at it, and do not try again");

    public static BlockFault BadCodeOf(string portal) => new(
        Rules.Login.BadCode,
        $"portal `{portal}` does not take the one-time code; whoever keeps the credential compares its `totp` with the portal, and the clock of this machine with the true time");

    public static BlockFault TurnedDownBefore(string portal, CredentialName credential) => new(
        Rules.Login.BadCredentials,
        $"portal `{portal}` turned down what `{credential}` holds before, so nothing was sent; whoever keeps it changes it, or says `governed-mcp signins retry {credential}` if it was right all the time");

    public static BlockFault Locked(string portal, TimeSpan? wait) => new(
        Rules.Login.Locked,
        $"portal `{portal}` says that the account is locked; {(wait is { } known ? $"it is tried again in {Minutes(known)} at the earliest; " : "")}ask whoever keeps the account to have it unlocked");

    public static BlockFault TooMany(string portal, TimeSpan wait) => new(
        Rules.Login.RejectedForNow,
        $"portal `{portal}` took no sign-in, as there were too many in a short time; that says nothing of the credential; try again in {Minutes(wait)}");

    /// <summary>The page behind the sign-in of HTTP has a form that signs in.</summary>
    public static BlockFault AskedTwice(string portal) =>
        new(Rules.Login.Failed, $"HTTP asks for the credential of `{portal}` and took it, and a form behind asks for a password again; the owner of the Skill declares with `login.steps` what goes there");

    /// <summary>After signing in came a page that holds nothing but words of trouble.</summary>
    public static BlockFault DeadEnd(string portal, IReadOnlyList<string> quotes) =>
        new(Rules.Login.Failed, $"what came after signing in to `{portal}` says that something is wrong and leads nowhere; the owner of the Skill compares `base_url` and `login.start` with the portal's sign-in page") { Quotes = quotes };

    private static string Minutes(TimeSpan wait) => string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(wait.TotalMinutes):0} minutes");
}
