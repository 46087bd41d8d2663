using System.Net;
using GovernedMcp.DemoPortal.Disputes;
using GovernedMcp.DemoPortal.Faults;
using GovernedMcp.DemoPortal.Lab;

namespace GovernedMcp.DemoPortal;

/// <summary>
/// The Northwind Vendor Portal, running on 127.0.0.1: the portal of the demo, of the tests and of the benchmark. It takes nothing
/// from environment, files or command line, and does not touch the signals of the process it runs in.
/// </summary>
public sealed class DemoPortalApp : IAsyncDisposable
{
    private readonly WebApplication _web;
    private readonly Portal _portal;

    private DemoPortalApp(WebApplication web, Portal portal)
    {
        _web = web;
        _portal = portal;
        Address = new Uri(web.Urls.Single());
    }

    /// <summary>Such as <c>http://127.0.0.1:7311/</c>.</summary>
    public Uri Address { get; }

    /// <summary>Every dispute that was stored, in the order of arrival.</summary>
    public IReadOnlyList<Dispute> Disputes => _portal.Disputes.All();

    /// <summary>Every form of the lab that arrived, in order.</summary>
    public IReadOnlyList<LabReceipt> LabReceipts => _portal.LabBook.Receipts;

    /// <exception cref="ArgumentException">A switch has a value that does not exist.</exception>
    public FaultSwitches Faults
    {
        get => _portal.Faults.Current;
        set => _portal.Apply(value);
    }

    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<DemoPortalApp> StartAsync(DemoPortalOptions options, CancellationToken cancellationToken = default)
    {
        var portal = new Portal(options);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, options.Port);
        });
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton(portal);
        builder.Services.AddSingleton<IHostLifetime, DetachedLifetime>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(2));

        var web = builder.Build();
        PortalPipeline.Build(web, portal);
        await web.StartAsync(cancellationToken);
        return new DemoPortalApp(web, portal);
    }

    /// <summary>How many requests of a kind arrived, such as <c>POST /disputes</c> or <c>GET /billing/invoices/{number}</c>.</summary>
    public int Hits(string methodAndRoute) => _portal.Requests.Hits().GetValueOrDefault(methodAndRoute);

    /// <summary>Back to the state of the start: sessions, locks, disputes, bank details, faults and counts.</summary>
    public void Reset() => _portal.Reset();

    public async ValueTask DisposeAsync()
    {
        await _web.StopAsync();
        await _web.DisposeAsync();
    }
}
