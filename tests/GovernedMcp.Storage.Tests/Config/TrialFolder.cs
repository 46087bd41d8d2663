using System.Diagnostics;
using GovernedMcp.Governance;
using GovernedMcp.Storage.Config;
using Microsoft.Extensions.Logging.Abstractions;

namespace GovernedMcp.Storage.Tests.Config;

/// <summary>A copy of the shipped config and Skills that a test may spoil, and a server's view of it.</summary>
internal sealed class TrialFolder : IDisposable
{
    public const string Registry = "config/registry/invoice-desk.yaml";
    public const string PortalFile = "skills/northwind-vendor/portal/portal.yaml";
    public const string SkillFile = "skills/northwind-vendor/SKILL.md";

    public TrialFolder()
    {
        Root = Directory.CreateTempSubdirectory("governed-mcp-").FullName;
        Copy(Shipped.PathOf("config"), PathOf("config"));
        Copy(Shipped.PathOf("skills"), PathOf("skills"));
    }

    public string Root { get; }

    public List<LoadedPolicy> Admitted { get; } = [];

    public string PathOf(string file) => Path.Combine(Root, file);

    public string Read(string file) => File.ReadAllText(PathOf(file));

    public void Write(string file, string text) => File.WriteAllText(PathOf(file), text);

    public void Edit(string file, string old, string @new)
    {
        var text = Read(file);
        text.ShouldContain(old);
        Write(file, text.Replace(old, @new, StringComparison.Ordinal));
    }

    public PolicyLoader Loader() => new(ConfigFolder.Under(Root), TimeProvider.System);

    public LoadResult Load() => Loader().Load();

    public (ConfigWatcher Watcher, PolicySource Policies) Watch(TimeSpan? settle = null, Func<LoadedPolicy, CancellationToken, Task>? admit = null)
    {
        var first = Load().Loaded.ShouldNotBeNull();
        var policies = new PolicySource(first.Policy);
        Task Keep(LoadedPolicy next, CancellationToken cancel)
        {
            Admitted.Add(next);
            return Task.CompletedTask;
        }

        var times = new WatchTimes(TimeSpan.FromMilliseconds(100), settle ?? TimeSpan.FromMilliseconds(1));
        return (new ConfigWatcher(Loader(), policies, admit ?? Keep, TimeProvider.System, NullLogger<ConfigWatcher>.Instance, times), policies);
    }

    public void Shell(string command, string folder)
    {
        var start = new ProcessStartInfo("/bin/sh", ["-c", command]) { WorkingDirectory = PathOf(folder), RedirectStandardError = true };
        using var shell = Process.Start(start)!;
        var said = shell.StandardError.ReadToEnd();
        shell.WaitForExit();
        shell.ExitCode.ShouldBe(0, said);
    }

    public void Dispose()
    {
        try
        {
            Directory.Delete(Root, recursive: true);
        }
        catch (IOException)
        {
            // Some tests make names that .NET cannot spell.
            Shell($"rm -rf '{Root}'", "/");
        }
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.GetFiles(from)) File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        foreach (var folder in Directory.GetDirectories(from)) Copy(folder, Path.Combine(to, Path.GetFileName(folder)));
    }
}
