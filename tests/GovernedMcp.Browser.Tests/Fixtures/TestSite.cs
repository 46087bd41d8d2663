using System.Collections.Concurrent;
using System.Collections.Frozen;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Portals;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace GovernedMcp.Browser.Tests.Fixtures;

/// <summary>A small site on this machine: pages by path, every request counted.</summary>
public sealed class TestSite : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, RequestDelegate> _pages = new(StringComparer.Ordinal);

    private TestSite(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.First());
    public ConcurrentQueue<string> Requests { get; } = new();

    public static async Task<TestSite> StartAsync(params (string Path, string Html)[] pages)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var site = new TestSite(builder.Build());
        foreach (var (path, html) in pages) site.Page(path, html);
        site._app.Run(site.AnswerAsync);
        await site._app.StartAsync();
        return site;
    }

    public void Page(string path, string html) => Answer(path, async http =>
    {
        http.Response.ContentType = "text/html; charset=utf-8";
        await http.Response.WriteAsync(html);
    });

    public void Answer(string path, RequestDelegate answer) => _pages[path] = answer;

    /// <summary>A portal of nothing but an address: everything on it is found.</summary>
    public Portal Portal(params string[] alsoReachable) => new()
    {
        Name = "site",
        Title = "Test site",
        BaseUrl = new Uri(Address.AbsoluteUri.TrimEnd('/')),
        Origins = new Origins
        {
            Navigate = FrozenSet.Create(Origins.Of(Address)),
            Login = FrozenSet.Create(Origins.Of(Address)),
            Resource = alsoReachable.Prepend(Origins.Of(Address)).ToFrozenSet(),
        },
        Guidance = new SkillText("", "", FrozenDictionary<string, string>.Empty),
        SkillDigest = new string('0', 64),
        Source = SourceMark.BuiltIn,
    };

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private Task AnswerAsync(HttpContext http)
    {
        Requests.Enqueue($"{http.Request.Method} {http.Request.Path}");
        if (_pages.TryGetValue(http.Request.Path, out var answer)) return answer(http);
        http.Response.StatusCode = 404;
        return Task.CompletedTask;
    }
}
