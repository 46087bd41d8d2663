using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Governance.Credentials;

/// <summary>Port: what is remembered of signing in, beyond a restart and for every process on the store. It holds marks, never values.</summary>
public interface ISignInStore
{
    /// <summary>The mark of texts under a key of the store: the same for the same texts, and of no use elsewhere.</summary>
    /// <param name="guessable">Whoever holds the store could guess them: then each guess is made to cost something.</param>
    string Mark(bool guessable, params IReadOnlyList<string> texts);

    /// <summary>Takes the turn of signing in to an account: one sign-in at a time. A turn that nobody ends is over after a while.</summary>
    /// <returns>How the account stands; null while somebody else signs in.</returns>
    /// <exception cref="Audit.AuditUnavailable">The store cannot be written; nothing may be tried.</exception>
    Task<AccountStanding?> TryBeginAsync(SignInAccount account, string turn, TimeSpan atMost);

    /// <summary>Keeps how the account stands, durably.</summary>
    Task SaveAsync(SignInAccount account, AccountStanding standing);

    Task EndAsync(SignInAccount account, string turn);

    /// <summary>True for the first who asks for this one-time code or a later one, ever.</summary>
    /// <param name="seed">The mark of what the code is made from.</param>
    Task<bool> TryUseCodeAsync(string seed, long step);

    /// <summary>Lists that a person has to do something, for people who look from elsewhere; off the list by itself when its time is over.</summary>
    Task BeginHandOffAsync(string id, HandOff what);

    Task EndHandOffAsync(string id);

    /// <summary>Keeps what makes a browser signed in, sealed, in place of what was kept before of this workflow on this portal.</summary>
    Task KeepAsync(KeptSession session, ReadOnlyMemory<byte> state);

    /// <summary>What was kept of exactly such a session. What does not fit any more is forgotten.</summary>
    /// <param name="notBefore">The oldest sign-in that still counts.</param>
    Task<KeptState?> FindKeptAsync(KeptSession session, DateTimeOffset notBefore);

    Task ForgetAsync(string workflow, string portal);
}

/// <summary>Whose session it is: one that differs in anything is another.</summary>
/// <param name="Value">The mark of the credential's values.</param>
/// <param name="Skill">The digest of the portal's Skill.</param>
public sealed record KeptSession(string Workflow, string Portal, string Origin, CredentialName Credential, string Value, string Skill);

/// <param name="SignedInAt">When the portal last saw the credential.</param>
public sealed record KeptState(DateTimeOffset SignedInAt, byte[] State);

/// <summary>An account on a portal, whatever its credential is called and whoever uses it.</summary>
/// <param name="Mark">Of the portal's origin and the user name.</param>
public sealed record SignInAccount(string Mark, string Portal, CredentialName Credential);

/// <summary>What is held against signing in to an account. All of it is forgotten with the next success.</summary>
public sealed record AccountStanding
{
    public static AccountStanding Clean { get; } = new();

    /// <summary>Sign-ins that did not succeed, since the last that did.</summary>
    public int Failures { get; init; }

    public DateTimeOffset LastFailure { get; init; }

    /// <summary>The marks of values that the portal itself called wrong, once for each time.</summary>
    public IReadOnlyList<string> TurnedDown { get; init; } = [];

    /// <summary>The portal locked the account: nothing is tried before.</summary>
    public DateTimeOffset? LockedUntil { get; init; }

    /// <summary>The Skill under which a part of the credential did not get into the request.</summary>
    public UnsuitedSkill? Unsuited { get; init; }
}

/// <param name="Digest">Of the Skill.</param>
/// <param name="Part">Of the credential.</param>
public sealed record UnsuitedSkill(string Digest, string Part);
