using System.Collections.Concurrent;
using GovernedMcp.Browser.Sessions;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Credentials;
using GovernedMcp.Governance.Files;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Storage.Database;
using GovernedMcp.Storage.Files;
using GovernedMcp.Storage;
using Microsoft.Playwright;

namespace GovernedMcp.Browser.Tests.Fixtures;

/// <summary>One browser for all tests of a collection.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    private readonly string _data = Directory.CreateTempSubdirectory("governed-mcp-tests-").FullName;

    private readonly ConcurrentBag<LocalStore> _stores = [];

    private readonly ConcurrentBag<TestSite> _free = [];
    private readonly ConcurrentDictionary<Portal, ConcurrentBag<BrowserSession>> _resting = new(ReferenceEqualityComparer.Instance);

    public IFileShelf Shelf => new FileShelf(DataFolder.Open(Path.Combine(_data, "store")), TimeProvider.System);
    public PolicySource Policies { get; } = new(Policed.With([]));
    public BrowserHost Host { get; private set; } = null!;
    public SessionTable Sessions { get; private set; } = null!;

    public Task InitializeAsync()
    {
        Host = new BrowserHost(new() { DataFolder = _data, Roots = TestAuthority.Roots }, Policies, TimeProvider.System);
        Sessions = new SessionTable(Policies, TimeProvider.System);
        return Task.CompletedTask;
    }

    /// <summary>What a new store remembers of signing in.</summary>
    public ISignInStore NewSignIns() => NewStore().SignIns;

    /// <summary>A new store; or, of a name, what another process or start finds in it.</summary>
    public LocalStore NewStore(string? name = null)
    {
        var store = LocalStore.Open(StoreFolder(name ?? Ids.New("store")), TimeProvider.System);
        _stores.Add(store);
        return store;
    }

    public string StoreFolder(string name) => Path.Combine(_data, "stores", name);

    /// <summary>A new session that did not sign in, listed in <see cref="Sessions"/>. It ends with the site that it is on.</summary>
    public async Task<BrowserSession> OpenAsync(Portal portal)
    {
        var session = await NewAsync(portal);
        Visitors.Add(portal.BaseUrl, _ => EndAsync(session));
        return session;
    }

    /// <summary>
    /// A site of these pages, where another test may have had its own before, and with the sessions that were opened on it then: for tests
    /// about pages, not about connections or what a session remembers. A new session costs more than all else in most of them.
    /// </summary>
    public async Task<TestSite> SiteAsync(params (string Path, string Html)[] pages)
    {
        if (!_free.TryTake(out var site)) site = await TestSite.StartAsync();
        site.GivenBack = _free.Add;
        _resting.GetOrAdd(site.Portal(), _ => []);
        foreach (var (path, html) in pages) site.Page(path, html);
        return site;
    }

    /// <summary>A session on a page of the portal; on a site of <see cref="SiteAsync"/> of which nothing is declared, one that rests there.</summary>
    public async Task<BrowserSession> OpenAsync(Portal portal, string path)
    {
        var resting = _resting.GetValueOrDefault(portal);
        if (resting is null || !resting.TryTake(out var session)) session = await NewAsync(portal);
        Visitors.Add(portal.BaseUrl, async porch =>
        {
            if (porch is not null && resting is not null && await RestAsync(session, porch)) resting.Add(session);
            else await EndAsync(session);
        });
        await session.Page.GotoAsync(new Uri(portal.BaseUrl, path).AbsoluteUri);
        return session;
    }

    public async Task DisposeAsync()
    {
        await Sessions.DisposeAsync();
        foreach (var store in _stores) store.Dispose();
        SignIns.LeftNothingUnder(_data);
        await Host.DisposeAsync();
        foreach (var site in _free) await site.DisposeAsync();
        Directory.Delete(_data, recursive: true);
    }

    /// <returns>It is as if new but for what sessions learn of a portal; else it is to end.</returns>
    private static async Task<bool> RestAsync(BrowserSession session, Uri porch)
    {
        if (!session.IsAlive || session.Page.Context.Pages.Count != 1) return false;
        try
        {
            await session.Page.GotoAsync(porch.AbsoluteUri, new() { Timeout = 3000 });
            await session.Page.EvaluateAsync("localStorage.clear(), sessionStorage.clear()");
            await session.Page.Context.ClearCookiesAsync();
            session.Plans.Clear();
            // What the page before was kept from after its last call is news of that one.
            session.Notes.TakeWarnings();
            session.Notes.TakeQuotes();
            return true;
        }
        catch (Exception fault) when (fault is PlaywrightException or TimeoutException)
        {
            return false;
        }
    }

    private async Task<BrowserSession> NewAsync(Portal portal)
    {
        var session = await Host.OpenAsync(Policed.Facts(portal), portal, CancellationToken.None);
        Sessions.Add(session);
        return session;
    }

    private Task EndAsync(BrowserSession session) => Sessions.EndAsync(session, "its site ends");
}
