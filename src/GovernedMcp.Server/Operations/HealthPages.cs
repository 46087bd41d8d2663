using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace GovernedMcp.Server.Operations;

/// <summary>
/// What an orchestrator asks: does the process answer, and is it ready for calls. Nobody has to prove anything, and any Host will
/// do, since probes come by address; that is why the answers say so little.
/// </summary>
internal sealed class HealthPages(Readiness readiness)
{
    public const string LivePath = "/healthz";
    public const string ReadyPath = "/readyz";

    /// <summary>Answers before anything else looks at the request.</summary>
    public static void Use(WebApplication app)
    {
        var pages = app.Services.GetRequiredService<HealthPages>();
        app.Use(next => http => pages.ServeAsync(http, next));
    }

    private Task ServeAsync(HttpContext http, RequestDelegate next) => http.Request.Path.Value switch
    {
        LivePath => AnswerAsync(http, LiveAsync),
        ReadyPath => AnswerAsync(http, ReadyAsync),
        _ => next(http),
    };

    private static Task<(bool Well, JsonObject Json)> LiveAsync() => Task.FromResult((true, new JsonObject { ["live"] = true }));

    private async Task<(bool Well, JsonObject Json)> ReadyAsync()
    {
        var answer = await readiness.LookAsync();
        return (answer.Ready, answer.Json);
    }

    private static async Task AnswerAsync(HttpContext http, Func<Task<(bool Well, JsonObject Json)>> look)
    {
        http.Response.Headers.CacheControl = "no-store";
        if (!HttpMethods.IsGet(http.Request.Method) && !HttpMethods.IsHead(http.Request.Method))
        {
            http.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            http.Response.Headers.Allow = "GET, HEAD";
            return;
        }

        var (well, json) = await look();
        var body = JsonSerializer.SerializeToUtf8Bytes(json, Mcp.McpJson.Default.JsonObject);
        http.Response.StatusCode = well ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        http.Response.ContentType = "application/json";
        http.Response.ContentLength = body.Length;
        if (HttpMethods.IsGet(http.Request.Method)) await http.Response.Body.WriteAsync(body, http.RequestAborted);
    }
}
