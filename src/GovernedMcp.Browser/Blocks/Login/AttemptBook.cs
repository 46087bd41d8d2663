using System.Collections.Concurrent;
using System.Globalization;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Credentials;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Browser.Blocks.Login;

/// <summary>
/// Sees to it that no account is ever locked by us. Failures are counted for the account itself, whatever its credential is called
/// and whichever workflow, process or start of the server tries: at the limit there is a pause, after it a single try, and every further
/// failure doubles the pause. A value that the portal called wrong is not sent again before the limit's last try, which is kept for a
/// changed one.
/// </summary>
internal sealed class AttemptBook(ISignInStore store, TimeProvider clock)
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromDays(1);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(150);
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _turns = new(StringComparer.Ordinal);

    /// <summary>Waits for its turn (one sign-in at a time for an account).</summary>
    /// <param name="value">The mark of the credential's values, see <see cref="ValueOf"/>: making one takes its time.</param>
    /// <param name="atMost">How long this sign-in may take; nobody waits longer for its turn either.</param>
    /// <exception cref="BlockFault">It is too early to try again, or somebody else takes too long.</exception>
    public async Task<Attempt> BeginAsync(Portal portal, Credential credential, string value, LoginAttempts limits, TimeSpan atMost, CancellationToken cancel)
    {
        var account = new SignInAccount(store.Mark(guessable: false, Origins.Of(portal.BaseUrl), UserOf(credential)), portal.Name, credential.Name);
        var turn = Ids.New("turn");
        var local = _turns.GetOrAdd(account.Mark, _ => new SemaphoreSlim(1));
        if (!await local.WaitAsync(atMost, cancel)) throw Busy(portal.Name);
        var begun = false;
        try
        {
            var standing = await TurnAsync(account, turn, atMost, cancel);
            begun = true;
            if (Objection(portal, credential.Name, standing, value, limits) is { } fault) throw fault;
            return new Attempt(store, clock, account, turn, local) { Standing = standing, Value = value, Skill = portal.SkillDigest };
        }
        catch
        {
            if (begun) await store.EndAsync(account, turn);
            local.Release();
            throw;
        }
    }

    /// <summary>The mark of the credential's values.</summary>
    public string ValueOf(Credential credential) =>
        store.Mark(guessable: true, [.. credential.Parts.OrderBy(part => part.Key, StringComparer.Ordinal).SelectMany(part => new[] { part.Key, part.Value.Reveal() })]);

    // Another process may be signing in to it.
    private async Task<AccountStanding> TurnAsync(SignInAccount account, string turn, TimeSpan atMost, CancellationToken cancel)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (true)
        {
            // A little longer than the sign-in may take: who is stopped at the deadline still ends its turn.
            if (await store.TryBeginAsync(account, turn, atMost + TimeSpan.FromSeconds(10)) is { } standing) return standing;
            if (TimeProvider.System.GetElapsedTime(start) > atMost) throw Busy(account.Portal);
            await Task.Delay(Look, cancel);
        }
    }

    private BlockFault? Objection(Portal portal, CredentialName credential, AccountStanding standing, string value, LoginAttempts limits)
    {
        var now = clock.GetUtcNow();
        if (standing.LockedUntil is { } locked && now < locked) return LoginFaults.Locked(portal.Name, locked - now);

        // The same page would spoil the secret again, and the portal would count it.
        if (standing.Unsuited is { } unsuited && unsuited.Digest == portal.SkillDigest && now < standing.LastFailure + limits.Cooldown)
            return SecretFaults.NeverSent(portal, unsuited.Part);
        if (standing.TurnedDown.Count(one => one == value) >= Math.Max(1, limits.Max - 1)) return LoginFaults.TurnedDownBefore(portal.Name, credential);

        var wait = standing.Failures < limits.Max ? TimeSpan.Zero : standing.LastFailure + Pause(standing.Failures, limits) - now;
        return wait > TimeSpan.Zero ? TooEarly(standing.Failures, wait, credential, portal.Name) : null;
    }

    private static TimeSpan Pause(int failures, LoginAttempts limits)
    {
        var pause = limits.Cooldown * Math.Pow(2, Math.Min(failures - limits.Max, 10));
        return pause < LongestPause ? pause : LongestPause;
    }

    // The same name in another case is the same account to most portals.
    private static string UserOf(Credential credential) => credential.Find("username")?.Reveal().Trim().ToUpperInvariant() ?? credential.Name.Value;

    private static BlockFault TooEarly(int failures, TimeSpan wait, CredentialName credential, string portal) => new(
        Rules.Login.Cooldown,
        string.Create(CultureInfo.InvariantCulture, $"signing in to `{portal}` with `{credential}` failed {failures} times; to keep the account from being locked it is tried again in {Math.Ceiling(wait.TotalMinutes):0} minutes, or when a person who looked at it says `governed-mcp signins retry {credential}`"));

    private static BlockFault Busy(string portal) =>
        new(Rules.Login.Busy, $"another sign-in to `{portal}` with the same account is under way and takes its time; try again in a minute");
}
