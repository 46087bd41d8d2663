using System.Collections.Concurrent;
using GovernedMcp.Browser.Sessions;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Credentials;
using GovernedMcp.Governance.Files;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Storage.Database;
using GovernedMcp.Storage.Files;
using GovernedMcp.Storage;

namespace GovernedMcp.Browser.Tests.Fixtures;

/// <summary>One browser for all tests of a collection.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    private readonly string _data = Directory.CreateTempSubdirectory("governed-mcp-tests-").FullName;

    private readonly ConcurrentBag<LocalStore> _stores = [];

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

    /// <summary>A session that did not sign in, listed in <see cref="Sessions"/>. It ends with the site that it is on.</summary>
    public async Task<BrowserSession> OpenAsync(Portal portal)
    {
        var session = await Host.OpenAsync(Policed.Facts(portal), portal, CancellationToken.None);
        Sessions.Add(session);
        Visitors.Add(portal.BaseUrl, () => Sessions.EndAsync(session, "its site ends"));
        return session;
    }

    /// <summary>A session on a page of the portal.</summary>
    public async Task<BrowserSession> OpenAsync(Portal portal, string path)
    {
        var session = await OpenAsync(portal);
        await session.Page.GotoAsync(new Uri(portal.BaseUrl, path).AbsoluteUri);
        return session;
    }

    public async Task DisposeAsync()
    {
        await Sessions.DisposeAsync();
        foreach (var store in _stores) store.Dispose();
        SignIns.LeftNothingUnder(_data);
        await Host.DisposeAsync();
        Directory.Delete(_data, recursive: true);
    }
}
