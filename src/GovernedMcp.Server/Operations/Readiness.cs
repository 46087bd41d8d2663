using System.Text.Json.Nodes;
using GovernedMcp.Browser;
using GovernedMcp.Governance.Audit;
using GovernedMcp.Storage;

namespace GovernedMcp.Server.Operations;

/// <summary>
/// Whether a call would find what it needs: a record that takes writes, a policy, a browser. Looked at no more than once in a few
/// seconds, however many ask; nothing in the answer tells how the server is configured.
/// </summary>
internal sealed class Readiness(LocalStore store, PolicySource policies, BrowserHost browser, TimeProvider clock) : IDisposable
{
    /// <summary>How long an answer stands.</summary>
    public static readonly TimeSpan Stands = TimeSpan.FromSeconds(5);

    /// <summary>How long a disk may take. Another process that is writing is waited for within the probe itself.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly SemaphoreSlim _turn = new(1);
    private Task? _probe;
    private Answer? _last;
    private long _at;

    public async Task<Answer> LookAsync()
    {
        await _turn.WaitAsync();
        try
        {
            if (_last is not null && clock.GetElapsedTime(_at) < Stands) return _last;
            _last = new Answer(new Dictionary<string, string?>
            {
                ["store"] = await StoreAsync(),
                // It is loaded before the server listens, and a broken change keeps the last good one.
                ["policy"] = policies.Current is null ? "none is loaded" : null,
                // Nothing is started for a probe: an executable is there, and the last start, if it was just now, did not fail.
                ["browser"] = browser.Obstacle(),
            });
            _at = clock.GetTimestamp();
            return _last;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    // A real write: free space, permissions and the state of the file cannot be judged from outside. One that hangs is not joined by another.
    private async Task<string?> StoreAsync()
    {
        if (_probe is null or { IsCompleted: true }) _probe = store.Audit.ProbeAsync();
        try
        {
            await _probe.WaitAsync(Patience, clock);
            return null;
        }
        catch (TimeoutException)
        {
            return "does not answer";
        }
        catch (AuditUnavailable)
        {
            return "cannot be written";
        }
    }

    /// <param name="Parts">The parts by name; null where nothing is wrong.</param>
    internal sealed record Answer(IReadOnlyDictionary<string, string?> Parts)
    {
        public bool Ready => Parts.Values.All(why => why is null);

        public JsonObject Json => new()
        {
            ["ready"] = Ready,
            ["parts"] = new JsonObject(Parts.Select(part => KeyValuePair.Create(part.Key,
                (JsonNode?)(part.Value is null ? new JsonObject { ["ok"] = true } : new JsonObject { ["ok"] = false, ["why"] = part.Value })))),
        };
    }
}
