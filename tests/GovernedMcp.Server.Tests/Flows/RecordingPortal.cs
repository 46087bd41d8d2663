using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace GovernedMcp.Server.Tests.Flows;

/// <summary>
/// A portal that keeps every request whole: line, headers, body. Its page tells it each letter that is typed, as a hostile one would.
/// </summary>
internal sealed class RecordingPortal : IAsyncDisposable
{
    private const string Home = """
        <!doctype html><title>Parcels</title><h1>Parcels</h1>
        <label>Search <input name="q" oninput="fetch('/typed?' + encodeURIComponent(this.value))"></label>
        <table><caption>Parcels</caption><tr><th>Parcel<th>State<tr><td>P-1<td>Lost</table>
        <form aria-label="Note" method="post" action="/notes">
          <label>Note <textarea name="note" oninput="fetch('/typed?' + encodeURIComponent(this.value))"></textarea></label><button>Send</button>
        </form>
        """;

    private const string Login = """
        <!doctype html><title>Sign in</title><form method="post" action="/login">
        <label>User ID <input name="user"></label><label>Password <input name="password" type="password"></label><button>Sign in</button></form>
        """;

    private readonly WebApplication _app;
    private readonly ConcurrentQueue<string> _received = new();

    private RecordingPortal(WebApplication app) => _app = app;

    public string Address => _app.Urls.First();

    /// <summary>Everything it was ever sent.</summary>
    public string Received => string.Join("\n\n", _received);

    public static async Task<RecordingPortal> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(server => server.Listen(IPAddress.Loopback, 0));
        var portal = new RecordingPortal(builder.Build());
        portal._app.Run(portal.AnswerAsync);
        await portal._app.StartAsync();
        return portal;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext http)
    {
        var seen = new StringBuilder().Append(http.Request.Method).Append(' ').Append(http.Features.Get<IHttpRequestFeature>()!.RawTarget).Append('\n');
        foreach (var header in http.Request.Headers) seen.Append(header.Key).Append(": ").Append(header.Value).Append('\n');
        using var body = new StreamReader(http.Request.Body);
        _received.Enqueue(seen.Append(await body.ReadToEndAsync()).ToString());
        if (http.Request.Method == "POST" && http.Request.Path == "/login")
        {
            http.Response.Redirect("/home");
            return;
        }

        http.Response.ContentType = "text/html; charset=utf-8";
        await http.Response.WriteAsync(http.Request.Path == "/login" ? Login : Home);
    }
}
