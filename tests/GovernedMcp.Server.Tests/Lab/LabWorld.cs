using GovernedMcp.DemoPortal;
using GovernedMcp.DemoPortal.Lab;
using GovernedMcp.Server.Tests.Faults;

namespace GovernedMcp.Server.Tests.Lab;

/// <summary>The lab of the demo portal, the real program in front of it, and two sessions: by the lab's Skill and by one of five lines.</summary>
public sealed class LabWorld : IAsyncLifetime
{
    public const string Workflow = "lab-desk";
    private string _personKey = "";
    private LiveServer _server = null!;

    internal TrialFolders Folders { get; } = new();
    internal DemoPortalApp Portal { get; private set; } = null!;
    internal LabSession Skilled { get; private set; } = null!;
    internal LabSession Found { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Portal = await DemoPortalApp.StartAsync(new() { Port = 0 });
        foreach (var from in Directory.EnumerateFiles(Path.Combine(TrialFolders.Repository, "tests", "lab"), "*", SearchOption.AllDirectories))
        {
            var to = Path.Combine(Folders.Root, Path.GetRelativePath(Path.Combine(TrialFolders.Repository, "tests", "lab"), from));
            if (from.Contains("registry", StringComparison.Ordinal)) to = Path.Combine(Folders.Config, "registry", Path.GetFileName(from));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            await File.WriteAllTextAsync(to, (await File.ReadAllTextAsync(from)).Replace(":7311", $":{Portal.Address.Port}", StringComparison.Ordinal));
        }

        _personKey = await Folders.KeyFileAsync("lee@example.com");
        _server = await LiveServer.StartAsync(Folders, await Folders.IssueAsync(Workflow));
        (Skilled, Found) = (await LabSession.OpenAsync(this, _server, "lab"), await LabSession.OpenAsync(this, _server, "lab-five"));
    }

    /// <summary>Puts a file where a workflow may take it from.</summary>
    internal async Task GiveAsync(string workflow, string name, byte[] content)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Folders.Data, "uploads", workflow));
        await File.WriteAllBytesAsync(Path.Combine(folder.FullName, name), content);
    }

    /// <summary>A person says yes.</summary>
    internal async Task ApproveAsync(string approval)
    {
        var (exit, output, error) = await Folders.RunAsync("approvals", "approve", approval, "--reason", "checked", "--key-file", _personKey);
        exit.ShouldBe(0, output + error);
    }

    /// <summary>The forms of one kind that arrived.</summary>
    internal IReadOnlyList<LabReceipt> Received(string form) => [.. Portal.LabReceipts.Where(receipt => receipt.Form == form)];

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        await Portal.DisposeAsync();
        Folders.Dispose();
    }
}
