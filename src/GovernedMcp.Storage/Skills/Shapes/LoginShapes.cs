using GovernedMcp.Governance.Portals;
using GovernedMcp.Governance.Tools;
using GovernedMcp.Storage.Config.Shapes;

namespace GovernedMcp.Storage.Skills.Shapes;

/// <summary>How one signs in, how one sees that it failed, and how one sees that the session ended.</summary>
internal static class LoginShapes
{
    private static readonly Shape<LoginStep> Step = Shaped.OneKey(
        ("fill", Shaped.Map<LoginStep>(keys =>
        {
            var into = keys.Must("into", LocatorShape.Shape);
            var secret = keys.Must("secret", Names.Key, "The part of the credential: `username`, `password`");
            var when = keys.May("when", PageConditionShape.Shape, "Only done when this holds");
            return () => new LoginStep.Fill(into, secret) { When = when };
        })),
        ("click", new EitherShape<LoginStep>(
            text: LocatorShape.Shape.Into(element => (LoginStep)new LoginStep.Click(element)),
            map: Shaped.Map<LoginStep>(keys =>
            {
                var element = LocatorShape.Declare(keys);
                var when = keys.May("when", PageConditionShape.Shape, "Only done when this holds");
                return () => new LoginStep.Click(element()) { When = when };
            }))),
        ("totp", Shaped.Map<LoginStep>(keys =>
        {
            var into = keys.Must("into", LocatorShape.Shape, "Where the one-time code is typed");
            var when = keys.May("when", PageConditionShape.Shape, "Only done when this holds");
            return () => new LoginStep.Totp(into) { When = when };
        })),
        ("handoff", Shaped.Map<LoginStep>(keys =>
        {
            var what = keys.Must("what", Scalars.Choice<HandOffKind>(), "`push`: a request on somebody's telephone; `captcha`: a riddle for people");
            var say = keys.Must("say", Scalars.Text, "What the person has to do, in words for them; never ask for anything that they know");
            var within = keys.Or("within", Times.Duration("5s", "10m"), TimeSpan.FromMinutes(2), "Then signing in is given up");
            var when = keys.Must("when", PageConditionShape.Shape, "The page waits for the person; over when this no longer holds");
            return () => new LoginStep.HandOff(what, say, within) { When = when };
        })));

    private static readonly Shape<LoginAttempts> Attempts = Shaped.Map<LoginAttempts>(keys =>
    {
        var max = keys.Or("max", Scalars.Whole(1, 5), 2, "Failed sign-ins before we stop trying");
        var cooldown = keys.Or("cooldown", Times.Duration("1m", "24h"), TimeSpan.FromMinutes(15));
        return () => new LoginAttempts(max, cooldown);
    });

    public static Shape<FailureRule> Failure { get; } = Shaped.Map<FailureRule>(keys =>
    {
        var when = keys.Must("when", PageConditionShape.Shape);
        var code = keys.Must("code", Names.Key, "What we report");
        var retryAfter = keys.MayValue("retry_after", Times.Duration("1s", "24h"));
        return () => new FailureRule(when, code, retryAfter);
    });

    public static Shape<LoginRecipe> Login { get; } = Shaped.Map<LoginRecipe>(keys =>
    {
        var start = keys.Or("start", AddressShapes.PathOrAddress, "", "A path under `base_url`, or an address on a login origin; left out: `base_url` itself");
        var secrets = keys.Or("secrets", Scalars.Choice<SecretEntry>(), SecretEntry.Wire, "`typed`: the page gets to see them, because it hashes or encrypts them; left out, they never enter the browser");
        var steps = keys.List("steps", Step, "Left out: the form is found by itself");
        var success = keys.May("success", PageConditionShape.Shape);
        var failures = keys.List("failure", Failure);
        var attempts = keys.Or("attempts", Attempts, new LoginAttempts(2, TimeSpan.FromMinutes(15)));
        return () => new LoginRecipe { Start = start, Secrets = secrets, Steps = steps, Success = success, Failures = failures, Attempts = attempts };
    });

    public static Shape<SessionRules> Session { get; } = Shaped.Map<SessionRules>(keys =>
    {
        var expired = keys.May("expired", PageConditionShape.Shape, "How one sees that the portal ended the session");
        var maxAge = keys.MayValue("max_age", Times.Duration("1m", "7d"), "How long we keep one at most");
        var keep = keys.Or("keep", Scalars.Flag, true, "`false`: a session is never taken up again by another start of the server, whatever rails.yaml says");
        return () => new SessionRules { Expired = expired, MaxAge = maxAge, Keep = keep };
    });
}
