using System.Text.Json.Nodes;
using GovernedMcp.DemoPortal;
using GovernedMcp.DemoPortal.Faults;
using GovernedMcp.Governance.Audit;
using GovernedMcp.Storage.Audit;

namespace GovernedMcp.Server.Tests.Faults;

/// <summary>A portal that can be told to misbehave, the shipped configuration pointed at it, keys, a store of its own, and its witnesses:
/// the portal's own counts and the record.</summary>
internal sealed class FaultWorld : IAsyncDisposable
{
    private FaultWorld(DemoPortalApp portal) => (Portal, Browser) = (portal, new BrowserProcesses(Folders.Data));

    public TrialFolders Folders { get; } = new();
    public DemoPortalApp Portal { get; }
    public BrowserProcesses Browser { get; }
    public string Key { get; private set; } = "";

    /// <summary>The file that holds the key of a second person.</summary>
    public string PersonKey { get; private set; } = "";

    /// <summary>How many forms the portal received.</summary>
    public int Forms => Portal.Hits("POST /disputes");

    public static async Task<FaultWorld> StartAsync()
    {
        var world = new FaultWorld(await DemoPortalApp.StartAsync(new() { Port = 0 }));
        var skill = Path.Combine(world.Folders.Skills, "northwind-vendor", "portal", "portal.yaml");
        await File.WriteAllTextAsync(skill, (await File.ReadAllTextAsync(skill)).Replace("http://127.0.0.1:7311", world.Portal.Address.ToString().TrimEnd('/'), StringComparison.Ordinal));
        world.Key = await world.Folders.IssueAsync("invoice-desk");
        world.PersonKey = Path.Combine(world.Folders.Root, "lee");
        await File.WriteAllTextAsync(world.PersonKey, await world.Folders.IssueAsync("--person", "lee@example.com"));
        return world;
    }

    public Task<LiveServer> ServeAsync() => LiveServer.StartAsync(Folders, Key);

    public void Misbehave(string page, params string[] paths) => Portal.Faults = new FaultSwitches { Page = page, Paths = paths };

    /// <returns>The plan.</returns>
    public static async Task<string> FillAsync(LiveServer server, string session, string invoice = "NW-2026-00042") =>
        (await server.ExpectAsync("completed", "portal_fill_form", ("session", session), ("form", "dispute"), ("values", new Dictionary<string, string>(Dispute) { ["invoice"] = invoice })))["data"]!["plan"]!.ToString();

    public static IReadOnlyDictionary<string, string> Dispute { get; } = new Dictionary<string, string>
    {
        ["invoice"] = "NW-2026-00042",
        ["reason"] = "Wrong amount",
        ["amount"] = "12.50",
        ["contact"] = "E-mail",
        ["note"] = "Freight was charged twice.",
    };

    /// <summary>Fills the form and has it approved; the next submit of the plan is sent.</summary>
    /// <returns>The plan.</returns>
    public async Task<string> FillAndApproveAsync(LiveServer server, string session, string invoice = "NW-2026-00042")
    {
        var plan = await FillAsync(server, session, invoice);
        await ApproveAsync(await HeldAsync(server, session, plan));
        return plan;
    }

    /// <summary>Submits what must be held.</summary>
    /// <returns>The approval.</returns>
    public static async Task<string> HeldAsync(LiveServer server, string session, string plan) =>
        (await server.ExpectAsync("held", "portal_submit_form", ("session", session), ("plan", plan)))["approval"]!["id"]!.ToString();

    public async Task ApproveAsync(string approval)
    {
        var (exit, output, error) = await Folders.RunAsync("approvals", "approve", approval, "--reason", "checked", "--key-file", PersonKey);
        exit.ShouldBe(0, output + error);
    }

    /// <summary>The last records, oldest first.</summary>
    public IReadOnlyList<AuditRecord> Records()
    {
        using var reader = AuditReader.Open(Path.Combine(Folders.Data, "governed-mcp.db"));
        return reader.Tail(1000);
    }

    public Task OnRecordAsync(string type, string tool, long after) =>
        Until.HoldsAsync($"{type} of {tool} is on record", () => Records().Any(record => record.Seq > after && record.Type == type && record.Tool == tool));

    /// <summary>The chain is whole and every act has its end.</summary>
    public async Task IsWholeAsync()
    {
        var (exit, output, error) = await Folders.RunAsync("audit", "verify");
        exit.ShouldBe(0, output + error);
    }

    public static string StateOf(JsonObject reply) => reply["data"]!["submit"]!.ToString();

    public async ValueTask DisposeAsync()
    {
        await Portal.DisposeAsync();
        Folders.Dispose();
    }
}
