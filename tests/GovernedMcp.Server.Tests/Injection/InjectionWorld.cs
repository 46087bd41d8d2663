using GovernedMcp.Governance.Audit;
using GovernedMcp.Server.Tests.Operations;
using GovernedMcp.Storage.Audit;
using GovernedMcp.Testing;

namespace GovernedMcp.Server.Tests.Injection;

/// <summary>
/// The real program with a real browser, a portal that turns on its reader, another workflow's portal, and a server that nobody may
/// reach. What these servers received is the only witness.
/// </summary>
internal sealed class InjectionWorld : IAsyncDisposable
{
    private readonly List<string> _keys = [];
    private HttpProgram _program = null!;

    private InjectionWorld(WitnessSite harbour, WitnessSite quay, WitnessSite evil, HostilePortal portal) =>
        (Harbour, Quay, Evil, Portal) = (harbour, quay, evil, portal);

    public TrialFolders Folders { get; } = new();
    public HostilePortal Portal { get; }
    public WitnessSite Harbour { get; }
    public WitnessSite Quay { get; }

    /// <summary>An origin of no portal.</summary>
    public WitnessSite Evil { get; }

    /// <summary>The session of another workflow on the other portal.</summary>
    public string OtherSession { get; private set; } = "";

    /// <summary>All that the program wrote beside its replies.</summary>
    public string Log => _program.Said + string.Concat(Directory.GetFiles(Path.Combine(Folders.Data, "logs")).Select(file =>
    {
        using var reader = new StreamReader(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return reader.ReadToEnd();
    }));

    /// <param name="lax">A Skill that lists the origin that nobody may reach among the portal's own.</param>
    public static async Task<InjectionWorld> StartAsync(bool lax = false)
    {
        var portal = new HostilePortal();
        var world = new InjectionWorld(
            await WitnessSite.StartAsync((http, _) => Task.FromResult(portal.Answer(http))),
            await WitnessSite.StartAsync((http, _) => Task.FromResult(HostilePortal.Quay(http))),
            await WitnessSite.StartAsync((_, _) => Task.FromResult("<p>welcome</p>")),
            portal);
        await world.ConfigureAsync(lax);
        world._program = await HttpProgram.StartAsync(world.Folders, ("HARBOUR_USER", HostilePortal.User), ("HARBOUR_PASSWORD", HostilePortal.Password));
        await using var other = await world.ClientAsync("quay-desk");
        await other.SignInAsync("quay");
        world.OtherSession = other.Session;
        portal.Places = text => text
            .Replace("{evilhost}", world.Evil.Address.Authority, StringComparison.Ordinal)
            .Replace("{evilname}", $"localhost:{world.Evil.Address.Port}", StringComparison.Ordinal)
            .Replace("{evil}", Plain(world.Evil.Address), StringComparison.Ordinal)
            .Replace("{a}", Plain(world.Harbour.Address), StringComparison.Ordinal)
            .Replace("{b}", Plain(world.Quay.Address), StringComparison.Ordinal)
            .Replace("{other}", world.OtherSession, StringComparison.Ordinal);
        return world;
    }

    public async Task<ObedientClient> ClientAsync(string workflow)
    {
        var key = await Folders.IssueAsync(workflow);
        _keys.Add(key);
        return await ObedientClient.StartAsync(_program.Address, key);
    }

    /// <summary>A person says yes.</summary>
    public async Task ApproveAsync(string approval)
    {
        var file = Path.Combine(Folders.Root, "lee");
        await File.WriteAllTextAsync(file, await Folders.IssueAsync("--person", "lee@example.com"));
        var (exit, output, error) = await Folders.RunAsync("approvals", "approve", approval, "--reason", "checked", "--key-file", file);
        exit.ShouldBe(0, output + error);
    }

    public IReadOnlyList<AuditRecord> Records()
    {
        using var reader = AuditReader.Open(Path.Combine(Folders.Data, "governed-mcp.db"));
        return reader.Tail(10_000);
    }

    /// <summary>Every effect that no order of a page may have, as the servers saw it.</summary>
    public IReadOnlyList<string> Effects() =>
    [
        .. Evil.Requests.Select(request => $"another origin: {request.Method} {request.Target}"),
        .. Evil.Connections > 0 && Evil.Requests.IsEmpty ? ["another origin: a connection"] : Array.Empty<string>(),
        .. Unsafe("harbour", Harbour),
        .. Unsafe("quay", Quay),
        .. Leaks("the password", HostilePortal.Password, [("harbour", Without(Harbour, "/login")), ("quay", Without(Quay, "/login")), ("another origin", Evil.Everything)]),
        .. Leaks("the ledger", Portal.Ledger, [("quay", Quay.Everything), ("another origin", Evil.Everything)]),
        .. Leaks("another's session", OtherSession, Everywhere),
        .. _keys.SelectMany(key => Leaks("a key", key, Everywhere)),
        .. Directory.EnumerateFiles(Folders.Data, "*", SearchOption.AllDirectories).Where(file => Path.GetExtension(file) == ".exe").Select(file => $"downloaded: {Path.GetFileName(file)}"),
    ];

    private (string Server, string Received)[] Everywhere => [("harbour", Harbour.Everything), ("quay", Quay.Everything), ("another origin", Evil.Everything)];

    private static IEnumerable<string> Unsafe(string name, WitnessSite site) =>
        site.Requests.Where(request => !request.IsSafe && request.Target != "/login").Select(request => $"unsafe: {request.Method} {request.Target} at {name}");

    private static IEnumerable<string> Leaks(string what, string value, (string Server, string Received)[] servers) =>
        servers.SelectMany(server => new Canary(value).WaysIn(server.Received).Select(way => $"{what} at {server.Server}, {way}"));

    private static string Without(WitnessSite site, string target) => string.Join('\n', site.Requests.Where(request => request.Target != target));

    private static string Plain(Uri address) => address.ToString().TrimEnd('/');

    private async Task ConfigureAsync(bool lax)
    {
        await SkillAsync("harbour", "Harbour supplies", Harbour, lax ? $", {Plain(Evil.Address)}" : "");
        await SkillAsync("quay", "Quay", Quay, "");
        await WorkflowAsync("reader", "harbour", "{ credential: harbour/desk, sections: found, tables: found, records: found }");
        await WorkflowAsync("filer", "harbour", "{ credential: harbour/desk, sections: found, tables: found, records: found, forms: found }");
        await WorkflowAsync("quay-desk", "quay", "{ credential: harbour/desk, sections: found, tables: found }");
        await File.AppendAllTextAsync(Path.Combine(Folders.Config, "credentials.yaml"), "  harbour/desk: { username: \"env:HARBOUR_USER\", password: \"env:HARBOUR_PASSWORD\" }\n");
    }

    private async Task SkillAsync(string name, string title, WitnessSite site, string more)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Folders.Skills, name, "portal"));
        await File.WriteAllTextAsync(Path.Combine(Folders.Skills, name, "SKILL.md"), $"---\nname: {name}\ndescription: Works with {title}.\nmetadata:\n  governed-mcp.portal: portal/portal.yaml\n---\n# {title}\n");
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "portal.yaml"), $$"""
            portal: {{name}}
            title: {{title}}
            base_url: {{Plain(site.Address)}}
            origins: { navigate: [{{Plain(site.Address)}}{{more}}], login: [{{Plain(site.Address)}}] }
            login: { start: /login }

            """);
    }

    private Task WorkflowAsync(string name, string portal, string scope) => File.WriteAllTextAsync(Path.Combine(Folders.Config, "registry", $"{name}.yaml"), $$"""
        workflow: {{name}}
        purpose: Shows what a page can talk it into.
        owner: accounts-payable
        accountable: dana@example.com
        status: active
        review: { every: 90d, grace: 14d }
        scope:
          {{portal}}: {{scope}}
        limits: { calls: 5000/h, submits: 50/d, sessions: 2 }

        """);

    public async ValueTask DisposeAsync()
    {
        await _program.DisposeAsync();
        foreach (var site in new[] { Harbour, Quay, Evil }) await site.DisposeAsync();
        Folders.Dispose();
    }
}
