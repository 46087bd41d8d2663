using System.Diagnostics;
using GovernedMcp.Browser.Tests.Fixtures;
using GovernedMcp.Governance;

namespace GovernedMcp.Browser.Tests.Launch;

/// <summary>A process of its own that runs a browser, to be killed by a test: this assembly, started as a program.</summary>
internal sealed class Victim : IDisposable
{
    private readonly Process _process;

    private Victim(Process process, string folder) => (_process, Folder) = (process, folder);

    /// <summary>The mark that its driver and browser carry.</summary>
    public string Folder { get; }

    public static async Task<int> Main(string[] args)
    {
        var policies = new PolicySource(Policed.With([]));
        await using var site = await TestSite.StartAsync(("/", "<h1>Hello</h1>"));
        await using var host = new BrowserHost(new() { DataFolder = args[0] }, policies, TimeProvider.System);
        var session = await host.OpenAsync(Policed.Facts(site.Portal()), site.Portal(), CancellationToken.None);
        await session.Page.GotoAsync(site.Address.AbsoluteUri);
        await File.WriteAllTextAsync(args[1] + ".new", host.Folder);
        File.Move(args[1] + ".new", args[1]);
        await Task.Delay(Timeout.Infinite);
        return 0;
    }

    public static async Task<Victim> StartAsync(string data, params (string Name, string Value)[] environment)
    {
        var told = Path.Combine(data, "victim-" + Ids.New("v"));
        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false };
        foreach (var argument in new[] { "exec", typeof(Victim).Assembly.Location, data, told }) start.ArgumentList.Add(argument);
        foreach (var (name, value) in environment) start.Environment[name] = value;
        var process = Process.Start(start)!;
        for (var tries = 0; !File.Exists(told) && tries < 900; tries++) await Task.Delay(100);
        return new Victim(process, await File.ReadAllTextAsync(told));
    }

    /// <summary>kill -9 of the process alone.</summary>
    public void Kill() => _process.Kill(entireProcessTree: false);

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }
}
