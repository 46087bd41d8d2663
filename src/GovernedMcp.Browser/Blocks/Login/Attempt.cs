using GovernedMcp.Governance.Credentials;

namespace GovernedMcp.Browser.Blocks.Login;

/// <summary>One try to sign in. It counts as failed from the moment the credential may have left, durably, until it succeeds.</summary>
internal sealed class Attempt(ISignInStore store, TimeProvider clock, SignInAccount account, string turn, SemaphoreSlim local) : IAsyncDisposable
{
    private bool _counted;

    public required AccountStanding Standing { get; set; }

    /// <summary>The mark of the credential's values.</summary>
    public required string Value { get; init; }

    /// <summary>The digest of the portal's Skill.</summary>
    public required string Skill { get; init; }

    /// <summary>The credential is about to be sent: without a success this was a failure.</summary>
    /// <exception cref="Governance.Audit.AuditUnavailable">It cannot be counted, so it must not be sent.</exception>
    public Task SendingAsync()
    {
        if (_counted) return Task.CompletedTask;
        _counted = true;
        return KeepAsync(Standing with { Failures = Standing.Failures + 1, LastFailure = clock.GetUtcNow() });
    }

    public Task SucceededAsync() => KeepAsync(AccountStanding.Clean);

    /// <summary>The credential stayed here after all.</summary>
    public Task NothingSentAsync()
    {
        if (!_counted) return Task.CompletedTask;
        _counted = false;
        return KeepAsync(Standing with { Failures = Standing.Failures - 1 });
    }

    /// <summary>The portal itself said that the values are wrong.</summary>
    public Task TurnedDownAsync() => KeepAsync(Standing with { TurnedDown = [.. Standing.TurnedDown, Value] });

    /// <summary>The portal said that the account is locked.</summary>
    public Task LockedAsync(TimeSpan pause) => KeepAsync(Standing with { LockedUntil = clock.GetUtcNow() + pause });

    /// <summary>The page spoiled the part: it is not tried again before the Skill changed, or a pause is over.</summary>
    public Task UnsuitedAsync(string part) => KeepAsync(Standing with { Unsuited = new UnsuitedSkill(Skill, part), LastFailure = clock.GetUtcNow() });

    public async ValueTask DisposeAsync()
    {
        try
        {
            await store.EndAsync(account, turn);
        }
        finally
        {
            local.Release();
        }
    }

    private Task KeepAsync(AccountStanding standing)
    {
        if (standing == Standing) return Task.CompletedTask;
        Standing = standing;
        return store.SaveAsync(account, standing);
    }
}
