namespace GovernedMcp.Governance;

public static partial class Rules
{
    public static class Login
    {
        public static Rule BadCredentials { get; } = new("login.bad_credentials", "The portal does not take the credential", Retry.Never);
        public static Rule BadCode { get; } = new("login.bad_code", "The portal does not take the one-time code", Retry.After);
        public static Rule Busy { get; } = new("login.busy", "Another sign-in to the same account is under way", Retry.After);
        public static Rule HandOffDeclined { get; } = new("login.hand_off_declined", "The person at the client will not do their part of signing in", Retry.Never);
        public static Rule HandOffLate { get; } = new("login.hand_off_late", "Nobody did a person's part of signing in in time", Retry.After);
        public static Rule Locked { get; } = new("login.locked", "The portal says that the account is locked", Retry.Never);
        public static Rule RejectedForNow { get; } = new("login.rejected_for_now", "The portal gave a reason of its own for not signing in now, and it or the Skill says when to try again", Retry.After);
        public static Rule Cooldown { get; } = new("login.cooldown", "Signing in failed too often; it is tried again later, so that no account is locked", Retry.After);
        public static Rule Failed { get; } = new("login.failed", "Signing in did not end as the Skill says", Retry.After);
        public static Rule Rejected { get; } = new("login.rejected", "The portal gave a reason of its own for not signing in", Retry.Never);
        public static Rule WrongOrigin { get; } = new("login.wrong_origin", "The sign-in form is, or leads to, where no credential may be typed", Retry.Never);
        public static Rule SecretMisplaced { get; } = new("login.secret_misplaced", "The page sent what stands for a secret otherwise than once, as one whole field of a sign-in request; the secret was not sent", Retry.Never);
        public static Rule NeedsTyped { get; } = new("login.needs_typed", "The secret cannot take its place in the sign-in request of this page on its way; the Skill must say `login: { secrets: typed }`", Retry.Never);
        public static Rule Ambiguous { get; } = new("login.ambiguous", "Several forms of the page could sign in, and none is guessed", Retry.Never);
        public static Rule NoForm { get; } = new("login.no_form", "No sign-in form was found", Retry.Never);
    }

    public static class Pages
    {
        public static Rule Timeout { get; } = new("page.timeout", "The page did not answer in time", Retry.After);
        public static Rule NotReady { get; } = new("page.not_ready", "The page did not get to the state that the Skill waits for", Retry.After);
        public static Rule Unreachable { get; } = new("page.unreachable", "The portal cannot be reached", Retry.After);
        public static Rule Status { get; } = new("page.status", "The portal answered with an error", Retry.After);
        public static Rule NotAllowed { get; } = new("page.not_allowed", "The address is on no origin of the Skill", Retry.Never);
        public static Rule Changed { get; } = new("page.changed", "The page changed while it was being read", Retry.After);
        public static Rule Crashed { get; } = new("page.crashed", "The page broke down", Retry.After);
        public static Rule TooLarge { get; } = new("page.too_large", "The page holds more than may be read at once", Retry.WithChange);
        public static Rule Script { get; } = new("page.script", "A script of ours did not finish on this page", Retry.Never);
        public static Rule Dialogs { get; } = new("page.dialogs", "The page opened one dialog after the other", Retry.After);
        public static Rule Portal { get; } = new("page.portal_failure", "The portal shows a failure that the Skill knows", Retry.After);
    }

    public static class Browser
    {
        public static Rule Lost { get; } = new("browser.lost", "The browser of the session is gone", Retry.WithChange);
        public static Rule NotFound { get; } = new("browser.not_found", "No browser is installed", Retry.After);
        public static Rule NotIsolated { get; } = new("browser.not_isolated", "The browser cannot be kept apart as rails.yaml requires", Retry.After);
        public static Rule NotSealed { get; } = new("browser.not_sealed", "The browser lets something past the egress proxy, so it is not used", Retry.After);
        public static Rule NotStarted { get; } = new("browser.not_started", "The browser did not start", Retry.After);
    }

    public static class Elements
    {
        public static Rule NotFound { get; } = new("element.not_found", "The page does not have the element", Retry.After);
        public static Rule Ambiguous { get; } = new("element.ambiguous", "Several elements of the page match, and none is guessed", Retry.Never);
        public static Rule NotUsable { get; } = new("element.not_usable", "The element is covered or disabled", Retry.After);
    }

    public static class Explore
    {
        public static Rule StaleRef { get; } = new("explore.stale_ref", "The ref is of an older snapshot, or what it stood for is no longer there as it was", Retry.WithChange);
        public static Rule SecretField { get; } = new("explore.secret_field", "A field for secrets, or one that is sensitive; nothing is typed into it by an agent", Retry.Never);
        public static Rule Acts { get; } = new("explore.acts", "The link sounds as if following it ended or changed something", Retry.Never);
    }

    public static class Navigation
    {
        public static Rule UnknownSection { get; } = new("section.unknown", "The portal has no such section", Retry.WithChange);
        public static Rule Ambiguous { get; } = new("section.ambiguous", "Several links of the page go by the name and lead to different places, and none is guessed", Retry.WithChange);
        public static Rule Parameter { get; } = new("section.parameter", "A parameter that the section does not have or take", Retry.WithChange);
        public static Rule Acts { get; } = new("section.acts", "Following the link changes something at the portal, which is no way to a section", Retry.Never);
        public static Rule SignsOut { get; } = new("section.signs_out", "It signs the session out, which is no way to a section", Retry.Never);
    }
}
