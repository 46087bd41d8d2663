using System.Diagnostics.Metrics;
using GovernedMcp.Governance.Signals;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace GovernedMcp.Server.Operations;

/// <summary>One line a request when it is over, and a count of those that were turned away.</summary>
internal sealed partial class RequestLog(RoadSignals road, TimeProvider clock, ILogger<RequestLog> log)
{
    // The client went before there was an answer; by custom, as no standard has a number for it.
    private const int ClientGone = 499;

    private readonly Counter<long> _refusals = road.Meter.CreateCounter<long>("governed_mcp.http.refusals", "{request}", "HTTP requests that got no further, by status");

    public async Task ServeAsync(HttpContext http, RequestDelegate next)
    {
        var began = clock.GetTimestamp();
        var failed = true;
        try
        {
            await next(http);
            failed = false;
        }
        finally
        {
            var status = !http.Response.HasStarted && http.RequestAborted.IsCancellationRequested ? ClientGone
                : failed && !http.Response.HasStarted ? StatusCodes.Status500InternalServerError : http.Response.StatusCode;
            if (status >= StatusCodes.Status400BadRequest) _refusals.Add(1, new KeyValuePair<string, object?>("http.response.status_code", status));
            var facts = RequestFacts.Of(http);
            Served(MethodOf(http.Request), PathOf(http), status, (long)clock.GetElapsedTime(began).TotalMilliseconds, facts.Principal, facts.Workflow, facts.Method, facts.Tool);
        }
    }

    // The pattern of the route and not the path: what nobody serves is the client's own text.
    private static string PathOf(HttpContext http) => (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? RequestFacts.Other;

    private static string MethodOf(HttpRequest request) =>
        HttpMethods.IsPost(request.Method) || HttpMethods.IsGet(request.Method) || HttpMethods.IsDelete(request.Method) || HttpMethods.IsHead(request.Method)
            || HttpMethods.IsPut(request.Method) || HttpMethods.IsPatch(request.Method) || HttpMethods.IsOptions(request.Method)
            ? HttpMethods.GetCanonicalizedValue(request.Method) : RequestFacts.Other;

    [LoggerMessage(Level = LogLevel.Information, Message = "{Method} {Path} {Status} in {Milliseconds} ms, by {Principal} of {Workflow}: {RpcMethod} {Tool}")]
    private partial void Served(string method, string path, int status, long milliseconds, string principal, string workflow, string rpcMethod, string tool);
}
