using Microsoft.AspNetCore.Http;

namespace GovernedMcp.Server.Mcp.HttpTransport;

/// <summary>How many requests are being worked on, in all and for each principal.</summary>
internal sealed class RequestSlots(HttpLimits limits)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _taken = new(StringComparer.Ordinal);
    private int _all;

    /// <summary>Takes one; disposing gives it back.</summary>
    /// <exception cref="RequestRefused">There is none left (503).</exception>
    public IDisposable Take(string principal)
    {
        lock (_gate)
        {
            var mine = _taken.GetValueOrDefault(principal);
            if (_all >= limits.Requests || mine >= limits.RequestsPerPrincipal) throw Busy("too many requests at once; try again in a moment");
            _taken[principal] = mine + 1;
            _all++;
        }

        return new Slot(this, principal);
    }

    public static RequestRefused Busy(string sentence) =>
        new(StatusCodes.Status503ServiceUnavailable, null, sentence) { Headers = new Dictionary<string, string> { ["Retry-After"] = "2" } };

    private void Give(string principal)
    {
        lock (_gate)
        {
            _all--;
            if (--_taken[principal] == 0) _taken.Remove(principal);
        }
    }

    private sealed class Slot(RequestSlots slots, string principal) : IDisposable
    {
        private int _given;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _given, 1) == 0) slots.Give(principal);
        }
    }
}
