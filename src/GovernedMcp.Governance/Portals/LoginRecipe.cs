namespace GovernedMcp.Governance.Portals;

/// <summary>How one signs in. Steps left empty: the block finds the form at <see cref="Start"/> by itself.</summary>
public sealed record LoginRecipe
{
    /// <summary>A path under the base address, or an absolute address on a login origin. Empty: the base address itself.</summary>
    public required string Start { get; init; }

    public SecretEntry Secrets { get; init; } = SecretEntry.Wire;

    public IReadOnlyList<LoginStep> Steps { get; init; } = [];
    public PageCondition? Success { get; init; }
    public IReadOnlyList<FailureRule> Failures { get; init; } = [];
    public LoginAttempts Attempts { get; init; } = new(2, TimeSpan.FromMinutes(15));

    /// <summary>How long people may take, in all steps together.</summary>
    public TimeSpan ForPeople => Steps.OfType<LoginStep.HandOff>().Aggregate(TimeSpan.Zero, (sum, step) => sum + step.Within);
}

/// <summary>How a secret gets into the request that signs in.</summary>
public enum SecretEntry
{
    /// <summary>The page is given a placeholder; the value takes its place in the request, outside the browser.</summary>
    Wire,

    /// <summary>The page is given the value: for pages that hash or encrypt it themselves.</summary>
    Typed,
}

/// <summary>One step of a declared login.</summary>
public abstract record LoginStep
{
    private LoginStep() { }

    /// <summary>Only done when this holds.</summary>
    public PageCondition? When { get; init; }

    /// <summary>Types a part of the credential (<c>username</c>, <c>password</c>) into a field.</summary>
    public sealed record Fill(Locator Into, string SecretPart) : LoginStep;

    public sealed record Click(Locator Element) : LoginStep;

    /// <summary>A person has to do something; over as soon as its <see cref="LoginStep.When"/> no longer holds.</summary>
    /// <param name="Say">What, in words for that person.</param>
    public sealed record HandOff(Tools.HandOffKind Kind, string Say, TimeSpan Within) : LoginStep;

    /// <summary>Types the current one-time code made from the credential's <c>totp</c> part.</summary>
    public sealed record Totp(Locator Into) : LoginStep;
}

/// <summary>How often a sign-in may fail before we stop trying, so that no account is ever locked by us.</summary>
public sealed record LoginAttempts(int Max, TimeSpan Cooldown);

/// <summary>What a page says when something went wrong, and the code we report for it.</summary>
public sealed record FailureRule(PageCondition When, string Code, TimeSpan? RetryAfter);

/// <summary>How one sees that the portal ended the session, and how long we keep one at most.</summary>
public sealed record SessionRules
{
    public PageCondition? Expired { get; init; }
    public TimeSpan? MaxAge { get; init; }

    /// <summary>False: a session is never taken up again, whatever the rails say.</summary>
    public bool Keep { get; init; } = true;
}
