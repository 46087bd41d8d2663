using System.Text.Json;
using GovernedMcp.Server.Mcp.Framing;
using GovernedMcp.Server.Mcp.Identity;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace GovernedMcp.Server.Mcp.HttpTransport;

/// <summary>
/// The road of an HTTP request to the protocol engine, top to bottom: who sends it, what it is, which revision it speaks; then the
/// engine. It decides nothing about tools.
/// </summary>
internal sealed partial class McpRoute(
    McpEndpoint endpoint, BearerAuthentication authentication, McpSessions sessions, MirroredHeaders mirrored, RequestBody bodies,
    MissedEvents missedEvents, RequestSlots slots, HttpLimits limits, IHostApplicationLifetime process, TimeProvider clock, ILoggerFactory logs, ILogger<McpRoute> log)
{
    private static readonly string[] TokenParameters = ["access_token", "token", "api_key", "key"];

    public Task PostAsync(HttpContext http) => AnsweredAsync(http, async () =>
    {
        // 1. Who sends it: proven by this request, before its body is read.
        var proven = await AuthenticateAsync(http);
        using var slot = slots.Take(proven.Principal);

        // 2. What it is: JSON in bounds, read once and strictly.
        MediaTypes.CheckPost(http.Request);
        var revision = Revisions.ReadHeader(http.Request);
        var body = await bodies.ReadAsync(http.Request, http.RequestAborted);
        var frame = MessageCheck.Check(body.Span);
        if (frame is Frame.Bad bad) throw Malformed(bad);
        var id = ((Frame.Good)frame).RequestId;
        var message = JsonSerializer.Deserialize(body.Span, McpJsonUtilities.DefaultOptions.GetTypeInfo<JsonRpcMessage>())!;

        // 3. Which revision it speaks, and whether its headers say what its body says.
        var perRequest = Revisions.IsPerRequest(revision, message, id);
        if (perRequest && message is JsonRpcRequest request) mirrored.Check(http.Request.Headers, request, id);
        message.Context = HttpCaller.ContextFor(proven, revision);

        // 4. The engine.
        if (perRequest) await ServeAloneAsync(http, message);
        else await ServeInSessionAsync(http, message, proven, id);
    });

    /// <summary>The stream of what the server says unasked: one a session.</summary>
    public Task GetAsync(HttpContext http) => AnsweredAsync(http, async () =>
    {
        var proven = await AuthenticateAsync(http);
        using var slot = slots.Take(proven.Principal);
        if (Revisions.ReadHeader(http.Request) == Revisions.PerRequest || !SessionIn(http.Request, out var id)) throw OnlyPost();
        MediaTypes.CheckGet(http.Request);
        var session = sessions.Find(id, proven.Principal, requestId: null);
        using var use = session.Use();
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
        var proven = await AuthenticateAsync(http);
        if (Revisions.ReadHeader(http.Request) == Revisions.PerRequest || !SessionIn(http.Request, out var id)) throw OnlyPost();
        await sessions.CloseAsync(sessions.Find(id, proven.Principal, requestId: null));
        http.Response.StatusCode = StatusCodes.Status204NoContent;
    });

    /// <summary>Every other method.</summary>
    public Task OtherAsync(HttpContext http) => AnsweredAsync(http, () => throw OnlyPost());

    private async Task<Authentication.Proven> AuthenticateAsync(HttpContext http)
    {
        var header = http.Request.Headers.Authorization;
        if (TokenParameters.Any(http.Request.Query.ContainsKey)) throw Unauthenticated("a key or token was in the address, where it ends up in logs; send it in the Authorization header");
        if (header.Count > 1) throw Unauthenticated("more than one Authorization header was given; send one");
        return await authentication.ReadAsync(header.Count == 0 ? null : header[0], http.RequestAborted) switch
        {
            Authentication.Proven proven => proven,
            Authentication.Rejected rejected => throw Unauthenticated(rejected.Sentence),
            _ => throw new InvalidOperationException("authentication ends proven or rejected"),
        };
    }

    // Everything that the call needs came with it; nothing of it stays. When the client goes, the call is cancelled.
    private async Task ServeAloneAsync(HttpContext http, JsonRpcMessage message)
    {
        if (message is JsonRpcResponse or JsonRpcError) throw new RequestRefused(StatusCodes.Status400BadRequest, FrameCodes.InvalidRequest, "an answer is not expected here");
        if (message is not JsonRpcRequest)
        {
            http.Response.StatusCode = StatusCodes.Status202Accepted;
            return;
        }

        using var ending = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted);
        await using var transport = new StreamableHttpServerTransport(logs) { Stateless = true };
        await using var server = McpServer.Create(transport, endpoint.Options, logs);
        var running = server.RunAsync(ending.Token);
        await using (var stream = new EventStream(http.Response, limits.Grace, limits.KeepAlive, clock))
        {
            await transport.HandlePostRequestAsync(message, stream, first => SetStatus(http.Response, first), http.RequestAborted);
        }

        await transport.DisposeAsync();
        await ending.CancelAsync();
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task ServeInSessionAsync(HttpContext http, JsonRpcMessage message, Authentication.Proven proven, string? id)
    {
        var begins = message is JsonRpcRequest { Method: RequestMethods.Initialize };
        var known = SessionIn(http.Request, out var sessionId);
        if (begins && known) throw new RequestRefused(StatusCodes.Status400BadRequest, FrameCodes.InvalidRequest, "this session was initialized before") { Id = id };
        if (!begins && !known) throw new RequestRefused(StatusCodes.Status400BadRequest, FrameCodes.InvalidRequest, $"{McpSessions.Header} is missing; send initialize first, or speak revision {Revisions.PerRequest}") { Id = id };

        var session = begins ? sessions.Open(proven.Principal) : sessions.Find(sessionId, proven.Principal, id);
        using var use = session.Use();
        http.Response.Headers[McpSessions.Header] = session.Id;
        if (message is not JsonRpcRequest)
        {
            await session.Transport.HandlePostRequestAsync(message, Stream.Null, http.RequestAborted);
            http.Response.StatusCode = StatusCodes.Status202Accepted;
            return;
        }

        await using var stream = new EventStream(http.Response, limits.Grace, limits.KeepAlive, clock);
        await session.Transport.HandlePostRequestAsync(message, stream, http.RequestAborted);
    }

    private static ValueTask SetStatus(HttpResponse response, JsonRpcMessage? first)
    {
        if (!response.HasStarted && first is JsonRpcError { Error: { Code: var code } })
        {
            response.StatusCode = code switch
            {
                HttpCodes.MethodNotFound => StatusCodes.Status404NotFound,
                HttpCodes.HeaderMismatch or HttpCodes.ClientCapabilityMissing or HttpCodes.UnsupportedRevision => StatusCodes.Status400BadRequest,
                _ => StatusCodes.Status200OK,
            };
        }

        return ValueTask.CompletedTask;
    }

    private static bool SessionIn(HttpRequest request, out string id)
    {
        var values = request.Headers[McpSessions.Header];
        id = values.Count == 1 ? values[0] ?? "" : "";
        return values.Count > 0;
    }

    private async Task AnsweredAsync(HttpContext http, Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (RequestRefused refused)
        {
            Refused(http.Request.Method, refused.Status, refused.Message);
            await RefusalWriter.WriteAsync(http, refused);
        }
        catch (Exception gone) when (http.RequestAborted.IsCancellationRequested && gone is OperationCanceledException or IOException)
        {
            // The client hung up; nobody is left to answer.
        }
    }

    private static RequestRefused Malformed(Frame.Bad bad) => new(StatusCodes.Status400BadRequest, bad.Code, bad.Sentence) { Id = bad.Id };

    private static RequestRefused Unauthenticated(string sentence) =>
        new(StatusCodes.Status401Unauthorized, null, sentence) { Headers = new Dictionary<string, string> { ["WWW-Authenticate"] = "Bearer" } };

    private static RequestRefused OnlyPost() =>
        new(StatusCodes.Status405MethodNotAllowed, null, "only POST is served here, and GET and DELETE for sessions") { Headers = new Dictionary<string, string> { ["Allow"] = "POST" } };

    [LoggerMessage(Level = LogLevel.Information, Message = "{Method} /mcp was answered {Status}: {Sentence}")]
    private partial void Refused(string method, int status, string sentence);
}
