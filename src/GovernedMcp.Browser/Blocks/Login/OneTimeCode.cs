using GovernedMcp.Browser.Egress;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Credentials;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Browser.Blocks.Login;

/// <summary>Time-based one-time codes, by the portal's clock. No code is given out twice, whichever session, process or start asks.</summary>
internal sealed class OneTimeCode(ISignInStore store, TimeProvider clock)
{
    /// <summary>A code that is good for less is not begun with: typing and sending take a while.</summary>
    private static readonly TimeSpan Least = TimeSpan.FromSeconds(5);

    /// <summary>The current code; when that was used already or is about to run out, the next one as soon as it is valid.</summary>
    public async Task<string> NextAsync(Credential credential, PortalClock portal, CancellationToken cancel)
    {
        var secret = credential.Find("totp") ?? throw new BlockFault(Rules.Credentials.Unavailable, $"the credential `{credential.Name}` has no part `totp`, which this portal asks for");
        var seed = OneTimeSeed.Read(secret.Reveal().Trim())
            ?? throw new BlockFault(Rules.Credentials.Unavailable, $"the part `totp` of the credential `{credential.Name}` is neither base 32 nor an `otpauth://totp/` address of 6 to 8 digits; ask whoever keeps it");
        var mark = store.Mark(guessable: false, Convert.ToHexString(seed.Key));
        while (true)
        {
            var now = clock.GetUtcNow() + portal.Ahead;
            var step = now.ToUnixTimeSeconds() / seed.Period;
            var left = DateTimeOffset.FromUnixTimeSeconds((step + 1) * seed.Period) - now;
            if (left >= Least && await store.TryUseCodeAsync(mark, step)) return seed.CodeOf(step);
            await Task.Delay(left, clock, cancel);
        }
    }
}
