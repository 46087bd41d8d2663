using Microsoft.IdentityModel.Tokens;

namespace GovernedMcp.Server.Mcp.Identity.Issuers;

/// <summary>
/// The keys of one issuer, fetched when they are needed, when they are old, and when a token names one that is not among them;
/// never more often than every few seconds, whatever tokens come.
/// </summary>
internal sealed class IssuerKeys(string issuer, IssuerDocuments documents, TimeProvider clock, Action<string, string> failed) : IDisposable
{
    public static readonly TimeSpan Fresh = TimeSpan.FromMinutes(15);
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(15);

    /// <summary>So long an issuer that cannot be reached is still believed: what it took back in the meantime cannot be known.</summary>
    public static readonly TimeSpan Usable = TimeSpan.FromHours(2);

    private readonly SemaphoreSlim _gate = new(1);
    private volatile State _state = new([], DateTimeOffset.MinValue, DateTimeOffset.MinValue, null);

    public async Task<KeyLookup> FindAsync(string kid, CancellationToken cancel)
    {
        var state = _state;
        var known = state.Find(kid);
        if (known.Count > 0 && clock.GetUtcNow() - state.FetchedAt < Fresh) return new KeyLookup.Found(known);

        // While another request asks the issuer, a key that is only old will do.
        var wait = known.Count > 0 && clock.GetUtcNow() - state.FetchedAt < Usable ? TimeSpan.Zero : Timeout.InfiniteTimeSpan;
        if (!await _gate.WaitAsync(wait, cancel)) return new KeyLookup.Found(known);
        try
        {
            await RefreshAsync(cancel);
            return Judge(kid);
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose() => _gate.Dispose();

    // The pause also spares the issuer the requests that waited while another one asked.
    private async Task RefreshAsync(CancellationToken cancel)
    {
        if (clock.GetUtcNow() - _state.TriedAt < Pause) return;
        try
        {
            var keys = await documents.FetchKeysAsync(issuer, cancel);
            _state = new State(keys, clock.GetUtcNow(), clock.GetUtcNow(), null);
        }
        catch (IssuerUnreachable unreachable)
        {
            _state = _state with { TriedAt = clock.GetUtcNow(), Failure = unreachable.Message };
            failed(issuer, unreachable.Message);
        }
    }

    private KeyLookup Judge(string kid)
    {
        var state = _state;
        var keys = clock.GetUtcNow() - state.FetchedAt < Usable ? state.Find(kid) : [];
        if (keys.Count > 0) return new KeyLookup.Found(keys);
        return state.Failure is { } why ? new KeyLookup.Unavailable(why) : new KeyLookup.Unknown();
    }

    private sealed record State(IReadOnlyList<JsonWebKey> Keys, DateTimeOffset FetchedAt, DateTimeOffset TriedAt, string? Failure)
    {
        public IReadOnlyList<JsonWebKey> Find(string kid) => [.. Keys.Where(key => key.Kid == kid)];
    }
}
