using System.Collections.Concurrent;
using GovernedMcp.Browser.Egress;
using GovernedMcp.Browser.Sessions;
using GovernedMcp.Browser.Tests.Fixtures;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Tools;
using Microsoft.AspNetCore.Http;

namespace GovernedMcp.Browser.Tests.Sessions;

/// <summary>What one session leaves in its browser is not there for another, also on the same portal; nor does the browser act by itself.</summary>
[Collection(SharedBrowser.Sessions)]
public sealed class ApartTests(BrowserFixture browser) : IDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("governed-mcp-apart-").FullName;

    private const string Leave =
        """
        async () => {
          document.cookie = 'canary=1; max-age=3600';
          localStorage.canary = '1';
          await (await caches.open('canary')).put('/canary', new Response('1'));
          await new Promise((done, failed) => {
            const open = indexedDB.open('canary');
            open.onsuccess = () => done();
            open.onerror = failed;
          });
          const worker = await Promise.race([
            navigator.serviceWorker.register('/worker.js').then(made => made ? 'registered' : 'refused', () => 'refused'),
            new Promise(done => setTimeout(() => done('refused'), 1000))]);
          return `${await globalThis.found()} ${worker}`;
        }
        """;

    private const string Found =
        """
        <title>Home</title><script src=/kept.js></script><script>
        globalThis.found = async () => [
          document.cookie.includes('canary'), 'canary' in localStorage, await caches.has('canary'),
          (await indexedDB.databases()).some(one => one.name === 'canary'),
          (await navigator.serviceWorker.getRegistrations()).length > 0].join(' ');
        </script>
        """;

    [Fact]
    public async Task A_session_leaves_no_cookie_storage_cache_or_worker_to_another()
    {
        await using var site = await TestSite.StartAsync(("/", Found), ("/again", Found));
        site.Answer("/kept.js", http =>
        {
            http.Response.Headers.CacheControl = "max-age=3600";
            http.Response.ContentType = "text/javascript";
            return http.Response.WriteAsync("1");
        });
        site.Answer("/worker.js", http =>
        {
            http.Response.ContentType = "text/javascript";
            return http.Response.WriteAsync("addEventListener('fetch', () => {})");
        });

        var one = await browser.OpenAsync(site.Portal(), "/");
        (await one.Page.EvaluateAsync<string>(Leave)).ShouldBe("true true true true false refused", "the canaries are there for their own session");
        await one.Page.GotoAsync(new Uri(site.Address, "/again").AbsoluteUri);
        site.Requests.Count(request => request == "GET /kept.js").ShouldBe(1, "the first session has a cache");

        var other = await browser.OpenAsync(site.Portal(), "/");
        (await other.Page.EvaluateAsync<string>("() => globalThis.found()")).ShouldBe("false false false false false");
        site.Requests.Count(request => request == "GET /kept.js").ShouldBe(2, "it is not the second one's");
        (await one.Page.EvaluateAsync<string>("() => globalThis.found()")).ShouldBe("true true true true false");
    }

    [Fact]
    public async Task A_page_that_eats_memory_is_ended_and_no_other_with_it()
    {
        await using var site = await TestSite.StartAsync(("/", "<title>Home</title>"));
        await using var host = Host(BrowserFinder.Find());
        var (hungry, other) = (await OpenAsync(host, site), await OpenAsync(host, site));
        var fault = await Should.ThrowAsync<BlockFault>(() => hungry.WithPageAsync(
            _ => hungry.Line.EvaluateAsync("const all = []; for (let at = 0; ; at++) all.push(new Array(1e5).fill(at));"), TimeSpan.FromSeconds(60), CancellationToken.None));
        fault.Rule.ShouldBe(Rules.Pages.Crashed);
        (await other.CurrentPageAsync(CancellationToken.None)).Title.ShouldBe("Home");
        await hungry.ExclusiveAsync(TimeSpan.FromSeconds(20), async _ => await hungry.Page.GotoAsync(site.Address.AbsoluteUri), CancellationToken.None);
        (await hungry.CurrentPageAsync(CancellationToken.None)).Title.ShouldBe("Home");
    }

    /// <summary>The full browser looks for updates and a dictionary, whatever it is told; it asks outside of any context, at a port that lets nothing out.</summary>
    [Theory]
    [InlineData("/usr/lib/chromium/chromium-headless-shell", true)]
    [InlineData("/usr/lib/chromium/chromium", false)]
    public async Task The_browser_asks_for_nothing_by_itself_in_a_session(string program, bool norElsewhere)
    {
        if (!File.Exists(program)) return;
        await using var site = await TestSite.StartAsync(("/", "<title>Home</title><form><input autocomplete=username><input type=password><input autocomplete=street-address><input autocomplete=cc-number></form>"));
        var (asked, elsewhere) = (new ConcurrentBag<EgressDenial>(), new ConcurrentBag<EgressDenial>());
        await using var host = Host(program, elsewhere.Add);
        host.EgressDenied += (_, denial) => asked.Add(denial);
        var session = await OpenAsync(host, site);
        await session.Page.Locator("input").First.ClickAsync();
        await session.Page.Keyboard.TypeAsync("dana");

        // Nothing tells that nothing comes. What a browser was seen to ask for when it was let, it asked for in its first seconds.
        await Task.Delay(TimeSpan.FromSeconds(8));
        asked.Select(Told).ShouldBeEmpty();
        if (norElsewhere) elsewhere.Select(Told).ShouldBeEmpty();
    }

    public void Dispose() => Directory.Delete(_data, recursive: true);

    private static async Task<BrowserSession> OpenAsync(BrowserHost host, TestSite site)
    {
        var session = await host.OpenAsync(Policed.Facts(site.Portal()), site.Portal(), CancellationToken.None);
        await session.Page.GotoAsync(site.Address.AbsoluteUri);
        return session;
    }

    private static string Told(EgressDenial denial) => $"{denial.Request.Origin}{denial.Request.Path}";

    private BrowserHost Host(string program, Action<EgressDenial>? asked = null) => new(
        new() { DataFolder = _data, PageMemory = 96, Roots = TestAuthority.Roots, AskedByItself = asked },
        new PolicySource(Policed.With([], new Rails { Browser = new() { Channel = program } })), TimeProvider.System);
}
