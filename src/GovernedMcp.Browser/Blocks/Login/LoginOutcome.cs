using GovernedMcp.Browser.Egress.Wire;
using GovernedMcp.Browser.Pages;
using GovernedMcp.Browser.Sessions;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Browser.Blocks.Login;

/// <summary>Waits until it is clear how signing in ended. What the Skill declares comes first; after it, whether a password is still asked for.</summary>
internal sealed class LoginOutcome(BrowserSession session, LoginRecipe? recipe, WireSecrets secrets)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(25);

    /// <summary>So long a page that was answered, asks for a password and waits for nothing may stand there as it is.</summary>
    private static readonly TimeSpan Standing = TimeSpan.FromSeconds(8);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(15);
    private readonly IReadOnlyList<FailureRule> _failures = [.. recipe?.Failures ?? [], .. session.Portal.Failures];

    /// <summary>The page as it was before anything was sent.</summary>
    private SignInState? _before;
    private bool _codeAsked;

    /// <summary>The portal itself said so in the words of its Skill: the code that the Skill has for them.</summary>
    public FailureRule? Said { get; private set; }

    public async Task RememberAsync(CancellationToken cancel) => _before = await SignInState.ReadAsync(session, cancel);

    /// <returns>False: a one-time code is asked for, which no step of the Skill gives.</returns>
    /// <exception cref="BlockFault">It failed.</exception>
    public async Task<bool> WaitAsync(CancellationToken cancel)
    {
        var start = TimeProvider.System.GetTimestamp();
        var (calm, pause) = (0, FirstPause);
        long? stands = null;
        while (TimeProvider.System.GetElapsedTime(start) < Patience && (stands is null || TimeProvider.System.GetElapsedTime(stands.Value) < Standing))
        {
            if (await DeclaredAsync(cancel))
            {
                ThrowIfMisplaced();
                return true;
            }

            var state = await SignInState.ReadAsync(session, cancel);
            stands = state is { Password: true, Loaded: true } && secrets.IsAnswered && !session.IsAwaiting ? stands ?? TimeProvider.System.GetTimestamp() : null;
            var (ended, failed) = state is null ? (false, false) : Read(state);
            var code = state is { Code: true, Loaded: true } && state.Born != _before?.Born && recipe is null or { Steps.Count: 0 };
            calm = ended || failed || code ? calm + 1 : 0;
            if (calm >= 4 && code)
            {
                ThrowIfMisplaced();
                if (_codeAsked) throw LoginFaults.BadCodeOf(session.Portal.Name);
                return !(_codeAsked = true);
            }

            // What only looks so must look so for a while; longer where the Skill says how success looks.
            if (calm >= (recipe?.Success is null ? 4 : 20) && failed) throw LoginFaults.Rejected(session.Portal.Name);
            ThrowIfMisplaced();
            if (calm >= 8 && ended && recipe?.Success is null && state!.Born != _before?.Born) ThrowIfTurnedAway(state);
            var (refusals, trouble) = ended && recipe?.Success is null ? (state!.Refusals, state.Trouble) : ([], []);
            // Its fields may be gone for as long as the portal thinks about them, or for good.
            if (calm >= 20 && (refusals.Count > 0 || ended && recipe?.Success is null && secrets.Refused)) throw LoginFaults.Rejected(session.Portal.Name);
            if (calm >= 20 && trouble.Count > 0) throw LoginFaults.DeadEnd(session.Portal.Name, [.. trouble, PageAddress.WithoutValues(session.Page.Url)]);
            if (calm >= 8 && ended && trouble.Count + refusals.Count == 0 && !secrets.Refused && recipe?.Success is null) return true;
            await Task.Delay(calm > 0 ? Pause : pause, cancel);
            pause = pause * 1.5 < Pause ? pause * 1.5 : Pause;
        }

        throw new BlockFault(Rules.Login.Failed, $"signing in to `{session.Portal.Name}` did not end as its Skill says; tell the owner of the Skill") { Quotes = [PageAddress.WithoutValues(session.Page.Url)] };
    }

    // A page without a password field that says by its status that nobody was let in, or that the portal failed, is no sign of being in.
    private void ThrowIfTurnedAway(SignInState state)
    {
        if (state.Status == 401) throw LoginFaults.Rejected(session.Portal.Name);
        if (state.Status is 403 or >= 500) throw LoginFaults.DeadEnd(session.Portal.Name, [.. state.Trouble, PageAddress.WithoutValues(session.Page.Url)]);
    }

    private void ThrowIfMisplaced()
    {
        if (secrets.Misplaced is not null) throw SecretFaults.Misplaced(session.Portal, secrets);
    }

    /// <summary>Throws for a declared failure; true for a declared success.</summary>
    private async Task<bool> DeclaredAsync(CancellationToken cancel)
    {
        var conditions = _failures.Select(failure => failure.When).ToList();
        if (recipe?.Success is { } success) conditions.Add(success);
        var met = await PageConditions.NowAsync(session, conditions, cancel);
        if (met >= 0 && met < _failures.Count)
        {
            Said = _failures[met];
            throw LoginFaults.Declared(session.Portal, Said);
        }

        return met >= 0;
    }

    private (bool Ended, bool Failed) Read(SignInState state)
    {
        var moved = _before is null || state.Born != _before.Born || state.Url != _before.Url;
        // A status, or words that were not there before. Portals answer so too where they want a code beside the password: then there is a field for it.
        var turnedDown = (secrets.TurnedDown || state.Refusals.Except(_before?.Refusals ?? state.Refusals).Any()) && state.Loaded && state.Fields <= (_before?.Fields ?? state.Fields);
        var asksAgain = state.Password && (state.Objects || turnedDown || (state.Born != _before?.Born && state.Loaded));
        return (!state.Password && !state.Code && state.Loaded && !secrets.IsUnderWay && (moved || _before!.Password), asksAgain);
    }
}
