using System.Text.Json;
using GovernedMcp.Server.Mcp.Framing;
using GovernedMcp.Server.Mcp.Identity;
using GovernedMcp.Server.Operations;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace GovernedMcp.Server.Mcp.HttpTransport;

/// <summary>
/// The road of an HTTP request to the protocol engine, top to bottom: who sends it, what it is, which revision it speaks, whether its
/// token is good for it; then the engine. It decides nothing about tools.
/// </summary>
internal sealed partial class McpRoute(
    RequestProof proofs, RequestBody bodies, MirroredHeaders mirrored, EngineCalls engine, McpSessions sessions, MissedEvents missedEvents,
    RequestSlots slots, HttpLimits limits, IHostApplicationLifetime process, TimeProvider clock, ILogger<McpRoute> log)
{
    public Task PostAsync(HttpContext http) => AnsweredAsync(http, async () =>
    {
        // 1. Who sends it: proven by this request, before its body is read.
        var proven = await ProvenAsync(http);
        using var slot = slots.Take(proven.Principal);

        // 2. What it is: JSON in bounds, read once and strictly.
        MediaTypes.CheckPost(http.Request);
        var revision = Revisions.ReadHeader(http.Request);
        var body = await bodies.ReadAsync(http.Request, http.RequestAborted);
        var frame = MessageCheck.Check(body.Span);
        if (frame is Frame.Bad bad) throw new RequestRefused(StatusCodes.Status400BadRequest, bad.Code, bad.Sentence) { Id = bad.Id };
        var id = ((Frame.Good)frame).RequestId;
        var message = JsonSerializer.Deserialize(body.Span, McpJsonUtilities.DefaultOptions.GetTypeInfo<JsonRpcMessage>())!;
        RequestFacts.Of(http).Tell(message);

        // 3. Which revision it speaks, and whether its headers say what its body says.
        var perRequest = Revisions.IsPerRequest(revision, message, id);
        if (perRequest && message is JsonRpcRequest request) mirrored.Check(http.Request.Headers, request, id);

        // 4. Whether its token is good for it.
        proofs.CheckScopes(proven, message, id);

        // 5. The engine.
        message.Context = HttpCaller.ContextFor(proven, revision);
        TraceParent.Keep(message.Context, http.Request.Headers);
        if (perRequest) await engine.ServeAloneAsync(http, message);
        else await engine.ServeInSessionAsync(http, message, proven, id);
    });

    /// <summary>The stream of what the server says unasked: one a session.</summary>
    public Task GetAsync(HttpContext http) => AnsweredAsync(http, async () =>
    {
        var proven = await ProvenAsync(http);
        using var slot = slots.Take(proven.Principal);
        if (SessionMeant(http.Request) is not { } id) throw OnlyPost();
        MediaTypes.CheckGet(http.Request);
        var (session, kept) = sessions.Find(id, proven.Principal, requestId: null);
        using var use = kept;
        var missed = await missedEvents.FindAsync(http.Request, session, http.RequestAborted);
        if (missed is null && !session.TakeStream()) throw new RequestRefused(StatusCodes.Status409Conflict, null, "this session has its stream already");

        http.Response.Headers[McpSessions.Header] = session.Id;
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, session.Ended, process.ApplicationStopping);
        await using var stream = new EventStream(http.Response, TimeSpan.Zero, limits.KeepAlive, clock);
        if (missed is not null) await MissedEvents.WriteAsync(missed, stream, ending.Token);
        else await session.Transport.HandleGetRequestAsync(stream, ending.Token);
    });

    /// <summary>Closes a session.</summary>
    public Task DeleteAsync(HttpContext http) => AnsweredAsync(http, async () =>
    {
        var proven = await ProvenAsync(http);
        if (SessionMeant(http.Request) is not { } id) throw OnlyPost();
        var (session, kept) = sessions.Find(id, proven.Principal, requestId: null);
        using var use = kept;
        await sessions.CloseAsync(session);
        http.Response.StatusCode = StatusCodes.Status204NoContent;
    });

    /// <summary>Every other method.</summary>
    public Task OtherAsync(HttpContext http) => AnsweredAsync(http, () => throw OnlyPost());

    private async Task<Authentication.Proven> ProvenAsync(HttpContext http)
    {
        var proven = await proofs.ReadAsync(http.Request, http.RequestAborted);
        RequestFacts.Of(http).Tell(proven);
        return proven;
    }

    // The newest revision has no sessions, whatever a header says.
    private static string? SessionMeant(HttpRequest request) => Revisions.ReadHeader(request) == Revisions.PerRequest ? null : McpSessions.IdIn(request);

    private async Task AnsweredAsync(HttpContext http, Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (RequestRefused refused)
        {
            Refused(refused.Status, refused.Message);
            await RefusalWriter.WriteAsync(http, refused);
        }
        catch (Exception gone) when (http.RequestAborted.IsCancellationRequested && gone is OperationCanceledException or IOException)
        {
            // The client hung up; nobody is left to answer.
        }
    }

    private static RequestRefused OnlyPost() =>
        new(StatusCodes.Status405MethodNotAllowed, null, "only POST is served here, and GET and DELETE for sessions") { Headers = new Dictionary<string, string> { ["Allow"] = "POST" } };

    // The status is in the line of every request; a sentence may hold a piece of what was sent, so it has to be asked for.
    [LoggerMessage(Level = LogLevel.Debug, Message = "/mcp was answered {Status}: {Sentence}")]
    private partial void Refused(int status, string sentence);
}
