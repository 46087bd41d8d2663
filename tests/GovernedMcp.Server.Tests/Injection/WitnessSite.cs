using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace GovernedMcp.Server.Tests.Injection;

/// <summary>A site on this machine that keeps all it receives: each request as sent, and how many connections were made at all.</summary>
internal sealed class WitnessSite : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly int[] _connections;

    private WitnessSite(WebApplication app, int[] connections) => (_app, _connections) = (app, connections);

    public Uri Address => new(_app.Urls.First());
    public ConcurrentQueue<Received> Requests { get; } = new();
    public int Connections => Volatile.Read(ref _connections[0]);

    /// <summary>Everything it ever got, as one text.</summary>
    public string Everything => string.Join('\n', Requests.Select(request => request.ToString()));

    public static async Task<WitnessSite> StartAsync(Func<HttpContext, WitnessSite, Task<string>> answer)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        var connections = new int[1];
        builder.WebHost.UseKestrelCore().ConfigureKestrel(server => server.Listen(IPAddress.Loopback, 0, door => door.Use(next => connection =>
        {
            Interlocked.Increment(ref connections[0]);
            return next(connection);
        })));
        var site = new WitnessSite(builder.Build(), connections);
        site._app.Run(async http =>
        {
            site.Requests.Enqueue(await Received.ReadAsync(http));
            http.Response.ContentType = "text/html; charset=utf-8";
            await http.Response.WriteAsync(await answer(http, site));
        });
        await site._app.StartAsync();
        return site;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    /// <summary>A request as it came in.</summary>
    internal sealed record Received(string Method, string Target, string Headers, string Body)
    {
        public bool IsSafe => Method is "GET" or "HEAD" or "OPTIONS";

        public static async Task<Received> ReadAsync(HttpContext http)
        {
            using var body = new StreamReader(http.Request.Body, Encoding.Latin1);
            return new(
                http.Request.Method,
                http.Features.Get<IHttpRequestFeature>()!.RawTarget,
                string.Join('\n', http.Request.Headers.Select(header => $"{header.Key}: {header.Value}")),
                await body.ReadToEndAsync());
        }

        public override string ToString() => $"{Method} {Target}\n{Headers}\n\n{Body}";
    }
}
