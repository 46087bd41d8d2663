using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using GovernedMcp.Browser;
using GovernedMcp.Browser.Egress;
using GovernedMcp.Browser.Sessions;
using GovernedMcp.Governance.Audit;
using GovernedMcp.Governance.Redaction;
using GovernedMcp.Governance.Sessions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GovernedMcp.Server.Running;

/// <summary>
/// Puts on record what happens to sessions outside any call: requests that were not let out, downloads that nobody asked for, and how each session ended. Of a
/// request where it wanted to go and the names of its fields; the same denial once a session, so that a page cannot flood the record.
/// </summary>
internal sealed partial class SessionRecords(BrowserHost browser, SessionTable sessions, IAuditLog audit, Redactor redactor, ILogger<SessionRecords> log) : IHostedService
{
    private const int MostDenials = 50;
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<string, byte>> _denials = new(StringComparer.Ordinal);

    public Task StartAsync(CancellationToken cancellationToken)
    {
        browser.EgressDenied += Denied;
        browser.DownloadDismissed += Dismissed;
        sessions.Ended += Ended;
        return Task.CompletedTask;
    }

    // Still subscribed after the stop: the sessions that the stop ends are on record too.
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Denied(SessionFacts session, EgressDenial denial)
    {
        var seen = _denials.GetOrAdd(session.Handle, _ => new(StringComparer.Ordinal));
        var request = denial.Request;
        if (seen.Count >= MostDenials || !seen.TryAdd($"{request.Method} {request.Origin}{request.Path} {denial.Why}", 0)) return;
        var facts = new JsonObject
        {
            ["origin"] = Escaped.Short(request.Origin),
            ["method"] = Escaped.Short(request.Method),
            ["path"] = Escaped.Short(request.Path),
            ["why"] = denial.Why,
        };
        if (denial.Fields.Count > 0) facts["fields"] = new JsonArray([.. denial.Fields.Select(field => (JsonNode)Escaped.Short(field))]);
        Append(AuditTypes.EgressDenied, session, facts);
    }

    private void Dismissed(SessionFacts session, string from, string name)
    {
        var seen = _denials.GetOrAdd(session.Handle, _ => new(StringComparer.Ordinal));
        if (seen.Count < MostDenials && seen.TryAdd($"download {from} {name}", 0)) Append(AuditTypes.DownloadDismissed, session, new JsonObject { ["from"] = Escaped.Short(from), ["name"] = Escaped.Short(name) });
    }

    private void Ended(SessionFacts session, string why)
    {
        _denials.TryRemove(session.Handle, out _);
        Append(AuditTypes.SessionEnded, session, new JsonObject { ["why"] = why });
    }

    private void Append(string type, SessionFacts session, JsonObject facts) => _ = AppendAsync(
        new AuditEntry { Type = type, Actor = "server", Agent = session.Workflow, Scope = session.Portal, Facts = redactor.Redact(facts) });

    private async Task AppendAsync(AuditEntry entry)
    {
        try
        {
            await audit.AppendAsync(entry);
        }
        catch (AuditUnavailable)
        {
            NotRecorded(entry.Type);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "the record cannot be written: {Type} is not on record")]
    private partial void NotRecorded(string type);
}
