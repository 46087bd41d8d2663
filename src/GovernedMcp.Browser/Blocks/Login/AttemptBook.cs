using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Credentials;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Browser.Blocks.Login;

/// <summary>
/// Counts failed sign-ins by portal and credential, so that no account is ever locked by us: at the limit there is a pause,
/// after it a single try, and every further failure doubles the pause. A changed value starts anew. Known to this process only.
/// </summary>
internal sealed class AttemptBook(TimeProvider clock)
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromDays(1);
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);
    private readonly ConcurrentDictionary<(string Portal, string Credential), Page> _pages = new();

    /// <summary>Waits for its turn (one sign-in at a time for a credential) and counts the try as failed until told otherwise.</summary>
    /// <exception cref="BlockFault">It is too early to try again.</exception>
    public async Task<Attempt> BeginAsync(Portal portal, Credential credential, LoginAttempts limits, CancellationToken cancel)
    {
        var page = _pages.GetOrAdd((portal.Name, credential.Name.Value), _ => new Page());
        await page.Turn.WaitAsync(cancel);
        try
        {
            // The same page would spoil the secret again, and the portal would count it.
            if (page.Unsuited is { } unsuited && unsuited.Skill == portal.SkillDigest && clock.GetUtcNow() < page.LastFailure + limits.Cooldown)
                throw SecretFaults.NeverSent(portal, unsuited.Part);

            var value = Fingerprint(credential);
            if (page.Value != value) (page.Value, page.Failures) = (value, 0);
            var wait = page.Failures < limits.Max ? TimeSpan.Zero : page.LastFailure + Pause(page.Failures, limits) - clock.GetUtcNow();
            if (wait > TimeSpan.Zero) throw TooEarly(page.Failures, wait, credential.Name, portal.Name);
            return new Attempt(page, clock, portal.SkillDigest);
        }
        catch
        {
            page.Turn.Release();
            throw;
        }
    }

    private static TimeSpan Pause(int failures, LoginAttempts limits)
    {
        var pause = limits.Cooldown * Math.Pow(2, Math.Min(failures - limits.Max, 10));
        return pause < LongestPause ? pause : LongestPause;
    }

    private static BlockFault TooEarly(int failures, TimeSpan wait, CredentialName credential, string portal) => new(
        Rules.Login.Cooldown,
        string.Create(CultureInfo.InvariantCulture, $"signing in to `{portal}` with `{credential}` failed {failures} times; to keep the account from being locked it is tried again in {Math.Ceiling(wait.TotalMinutes):0} minutes, or at once with a changed credential"));

    // Only to see that a value changed: under a key that dies with the process.
    private string Fingerprint(Credential credential)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _key);
        foreach (var part in credential.Parts.OrderBy(part => part.Key, StringComparer.Ordinal))
        {
            var bytes = Encoding.UTF8.GetBytes($"{part.Key}\0{part.Value.Reveal()}\0");
            hash.AppendData(bytes);
            CryptographicOperations.ZeroMemory(bytes);
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }

    internal sealed class Page
    {
        public SemaphoreSlim Turn { get; } = new(1);
        public string Value { get; set; } = "";
        public int Failures { get; set; }
        public DateTimeOffset LastFailure { get; set; }

        /// <summary>The part of the credential that did not get into the request as the Skill stood.</summary>
        public (string Skill, string Part)? Unsuited { get; set; }
    }
}

/// <summary>One try to sign in. It counts only from the moment the credential may have left.</summary>
internal sealed class Attempt(AttemptBook.Page page, TimeProvider clock, string skill) : IDisposable
{
    private bool _counted;

    /// <summary>The credential is about to be sent: without a success this was a failure.</summary>
    public void Sending()
    {
        if (_counted) return;
        _counted = true;
        page.Failures++;
        page.LastFailure = clock.GetUtcNow();
    }

    public void Succeeded() => page.Failures = 0;

    /// <summary>The credential stayed here after all.</summary>
    public void NothingSent()
    {
        if (_counted) page.Failures--;
        _counted = false;
    }

    /// <summary>The page spoiled the part: it is not tried again before the Skill changed, or a pause is over.</summary>
    public void Unsuited(string part) => page.Unsuited = (skill, part);

    public void Dispose() => page.Turn.Release();
}
