using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GovernedMcp.Server.Mcp.HttpTransport;

/// <summary>The open sessions. A session that is unknown, over, or somebody else's gets the same answer.</summary>
internal sealed class McpSessions(McpEndpoint endpoint, HttpTransportParts parts, HttpLimits limits, TimeProvider clock, ILoggerFactory logs) : BackgroundService
{
    public const string Header = "Mcp-Session-Id";

    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, McpSession> _open = new(StringComparer.Ordinal);
    private readonly Lock _opening = new();

    public int Count => _open.Count;

    /// <summary>The session that a request names; null when it names none. Two names are none that exists.</summary>
    public static string? IdIn(HttpRequest request) => request.Headers[Header] is var ids && ids.Count == 0 ? null : ids.Count == 1 ? ids[0] ?? "" : "";

    /// <exception cref="RequestRefused">There are too many (503).</exception>
    public (McpSession Session, IDisposable Use) Open(string principal)
    {
        lock (_opening)
        {
            if (_open.Values.Count(session => session.Principal == principal) >= limits.SessionsPerPrincipal)
                throw RequestSlots.Busy("too many sessions of this caller; close some, or let them expire");
            if (_open.Count >= limits.Sessions && !DropOldestIdle()) throw RequestSlots.Busy("too many sessions; try again in a moment");
            var session = new McpSession(Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(24)), principal, endpoint.Options, parts.Events, clock, logs);
            var use = session.Use()!;
            _open[session.Id] = session;
            return (session, use);
        }
    }

    /// <summary>The session with what keeps it open until disposed.</summary>
    /// <exception cref="RequestRefused">There is no such session for this principal, or it ends just now (404).</exception>
    public (McpSession Session, IDisposable Use) Find(string id, string principal, string? requestId) =>
        _open.TryGetValue(id, out var session) && session.Principal == principal && session.Use() is { } use
            ? (session, use)
            : throw new RequestRefused(StatusCodes.Status404NotFound, HttpCodes.SessionUnknown, "unknown or expired session; send initialize again") { Id = requestId };

    public async Task CloseAsync(McpSession session)
    {
        if (_open.TryRemove(session.Id, out _)) await session.DisposeAsync();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(LookEvery, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                foreach (var session in _open.Values.Where(session => session.Idle > limits.SessionIdle)) await CloseAsync(session);
            }
        }
        finally
        {
            foreach (var session in _open.Values) await CloseAsync(session);
        }
    }

    private bool DropOldestIdle()
    {
        var oldest = _open.Values.Select(session => (session, session.Idle)).Where(pair => pair.Idle is not null).MaxBy(pair => pair.Idle).session;
        if (oldest is null) return false;
        _ = CloseAsync(oldest);
        return true;
    }
}
