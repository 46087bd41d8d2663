using GovernedMcp.Server.Mcp.Framing;
using GovernedMcp.Server.Mcp.Identity;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace GovernedMcp.Server.Mcp.HttpTransport;

/// <summary>Hands a message that passed every check to the protocol engine, and its answer to the client.</summary>
internal sealed class EngineCalls(McpEndpoint endpoint, McpSessions sessions, HttpLimits limits, TimeProvider clock, ILoggerFactory logs)
{
    /// <summary>Everything that the call needs came with it; nothing of it stays. When the client goes, the call is cancelled.</summary>
    public async Task ServeAloneAsync(HttpContext http, JsonRpcMessage message)
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

    /// <summary>A message of an older revision: it opens a session or belongs to one. A client that goes cancels nothing; it may come back.</summary>
    public async Task ServeInSessionAsync(HttpContext http, JsonRpcMessage message, Authentication.Proven proven, string? id)
    {
        var begins = message is JsonRpcRequest { Method: RequestMethods.Initialize };
        var known = McpSessions.IdIn(http.Request);
        if (begins && known is not null) throw new RequestRefused(StatusCodes.Status400BadRequest, FrameCodes.InvalidRequest, "this session was initialized before") { Id = id };
        if (!begins && known is null) throw new RequestRefused(StatusCodes.Status400BadRequest, FrameCodes.InvalidRequest, $"{McpSessions.Header} is missing; send initialize first, or speak revision {Revisions.PerRequest}") { Id = id };

        var (session, kept) = known is null ? sessions.Open(proven.Principal) : sessions.Find(known, proven.Principal, id);
        using var use = kept;
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

    // The newest revision tells some errors by the status too, as long as it is not sent.
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
}
