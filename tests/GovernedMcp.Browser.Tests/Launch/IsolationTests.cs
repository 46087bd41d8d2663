using System.Diagnostics;
using System.Globalization;
using GovernedMcp.Browser.Launch;
using GovernedMcp.Browser.Tests.Fixtures;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Tools;
using Microsoft.Playwright;
using Xunit.Abstractions;

namespace GovernedMcp.Browser.Tests.Launch;

/// <summary>How driver and browser are kept apart: by a user, a sandbox and a network of their own, as far as the machine allows.</summary>
[Collection(SharedBrowser.Sessions)]
public sealed class IsolationTests(BrowserFixture browser, ITestOutputHelper output) : IAsyncLifetime
{
    private readonly string _data = Directory.CreateTempSubdirectory("governed-mcp-isolation-").FullName;
    private TestSite _site = null!;

    public async Task InitializeAsync() => _site = await TestSite.StartAsync(("/", "<title>Home</title>"));

    public async Task DisposeAsync()
    {
        await _site.DisposeAsync();
        Directory.Delete(_data, recursive: true);
    }

    [Fact]
    public async Task As_root_they_run_as_another_user_sandboxed_in_an_empty_network()
    {
        if (!AsRoot()) return;
        (await browser.Host.TryAsync(CancellationToken.None)).Missing.ShouldBeEmpty();
        await browser.OpenAsync(_site.Portal(), "/");
        var ours = ProcessFacts.NetworkOf("self");
        var started = Started().Select(ProcessFacts.Of).OfType<ProcessFacts>().ToList();
        started.Count.ShouldBeGreaterThan(1);
        started.ShouldAllBe(facts => facts.User != 0 && facts.Network != ours);
    }

    [Fact]
    public async Task From_their_network_our_ports_are_reached_and_nothing_else()
    {
        if (!AsRoot()) return;
        var session = await browser.OpenAsync(_site.Portal(), "/");
        var inside = $"--net=/proc/{Driver.ToString(CultureInfo.InvariantCulture)}/ns/net";
        var knock = $"exec 3<>/dev/tcp/127.0.0.1/{_site.Address.Port}";
        (await RunAsync("bash", "-c", knock)).ShouldBe(0);
        (await RunAsync("nsenter", inside, "bash", "-c", knock)).ShouldNotBe(0);
        (await RunAsync("nsenter", inside, "bash", "-c", "exec 3<>/dev/udp/192.0.2.1/53")).ShouldNotBe(0, "there is no road out");
        (await session.CurrentPageAsync(CancellationToken.None)).Title.ShouldBe("Home");
    }

    [Fact]
    public async Task What_only_root_may_read_the_browser_cannot_open()
    {
        if (!AsRoot()) return;
        var secret = Path.Combine(_data, "secret.txt");
        await File.WriteAllTextAsync(secret, "canary");
        var session = await browser.OpenAsync(_site.Portal(), "/");
        // What anybody may read it can: only the tool's own list of schemes keeps it from that.
        await session.Page.GotoAsync("file:///etc/passwd");
        (await Should.ThrowAsync<PlaywrightException>(() => session.Page.GotoAsync($"file://{secret}"))).Message.ShouldContain("ERR_");
    }

    [Fact]
    public async Task None_of_them_listens_anywhere()
    {
        if (!OperatingSystem.IsLinux()) return;
        await browser.OpenAsync(_site.Portal(), "/");
        foreach (var id in Started())
        {
            var listening = new[] { "tcp", "tcp6" }.SelectMany(kind => File.ReadAllLines($"/proc/{id}/net/{kind}").Skip(1))
                .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Where(words => words[3] == "0A").Select(words => $"socket:[{words[9]}]").ToHashSet();
            if (id == Driver) listening.ShouldNotBeEmpty("our own ports at least");
            Directory.EnumerateFileSystemEntries($"/proc/{id}/fd").Select(handle => new FileInfo(handle).LinkTarget ?? "").Where(listening.Contains).ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task What_the_browser_writes_is_its_users_and_ours_alone()
    {
        if (!AsRoot()) return;
        await browser.OpenAsync(_site.Portal(), "/");
        var shared = Handover.PathOf(browser.Host.Folder!);
        var profile = Directory.EnumerateDirectories(Path.Combine(shared, "tmp")).First();
        var stranger = new[] { "setpriv", "--reuid=60700", "--regid=60700", "--clear-groups", "ls" };
        (await RunAsync([.. stranger, profile])).ShouldNotBe(0);
        (await RunAsync([.. stranger, Path.Combine(shared, "tmp")])).ShouldNotBe(0);
        (await RunAsync([.. stranger, shared])).ShouldNotBe(0);
        var own = ProcessFacts.Of(Driver)!.User.ToString(CultureInfo.InvariantCulture);
        string[] themselves = ["setpriv", $"--reuid={own}", $"--regid={own}", "--clear-groups", "ls"];
        (await RunAsync([.. themselves, profile])).ShouldBe(0);
        (await RunAsync([.. themselves, browser.Host.Folder!])).ShouldNotBe(0);
    }

    [Fact]
    public async Task A_file_is_lent_to_the_browser_until_the_session_ends()
    {
        var file = Path.Combine(_data, "evidence.txt");
        await File.WriteAllTextAsync(file, "of ours");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        _site.Page("/upload", "<input type=file>");
        var session = await browser.OpenAsync(_site.Portal(), "/upload");
        var lent = session.Lend(file);
        await session.Page.Locator("input").SetInputFilesAsync(lent);
        (await session.Page.EvaluateAsync<string>("async () => { const file = document.querySelector('input').files[0]; return `${file.name}: ${await file.text()}`; }")).ShouldBe("evidence.txt: of ours");
        await session.DisposeAsync();
        File.Exists(lent).ShouldBe(lent == file);
        File.Exists(file).ShouldBeTrue();
    }

    [Fact]
    public async Task Where_all_of_it_is_required_and_something_is_missing_there_is_no_browser()
    {
        await using var host = new BrowserHost(new() { DataFolder = _data, SharesNetwork = true }, Requiring(), TimeProvider.System);
        var fault = await Should.ThrowAsync<BlockFault>(() => host.TryAsync(CancellationToken.None));
        fault.Rule.ShouldBe(Rules.Browser.NotIsolated);
        fault.Message.ShouldContain("CAP_SYS_ADMIN");
        host.Folder.ShouldBeNull();
        host.Obstacle().ShouldBe("the last start failed");
    }

    [Fact]
    public async Task Where_all_of_it_is_required_and_there_it_starts()
    {
        if (!AsRoot()) return;
        await using var host = new BrowserHost(new() { DataFolder = _data }, Requiring(), TimeProvider.System);
        (await host.TryAsync(CancellationToken.None)).How.ShouldBe("as a user of its own, sandboxed, in an empty network");
    }

    [Fact]
    public async Task What_a_machine_does_not_offer_is_left_out_and_told()
    {
        await using var host = new BrowserHost(new() { DataFolder = _data, SharesNetwork = true }, new PolicySource(Policed.With([])), TimeProvider.System);
        var standing = await host.TryAsync(CancellationToken.None);
        standing.How.ShouldEndWith("sandboxed, in this machine's network");
        standing.Missing.ShouldHaveSingleItem().ShouldStartWith("shares this machine's network");
        await host.OpenAsync(Policed.Facts(_site.Portal()), _site.Portal(), CancellationToken.None);
    }

    [Fact]
    public void A_browser_that_no_other_user_may_read_runs_as_root_without_its_sandbox_and_that_is_told()
    {
        if (!AsRoot()) return;
        var closed = Path.Combine(_data, "browser");
        File.WriteAllText(closed, "");
        var isolation = Isolation.Offered(null, [closed], headless: true);
        isolation.Says.ShouldBe("as root, without its sandbox, in this machine's network");
        isolation.Missing.ShouldContain($"runs as root: no other user may read `{closed}`");
        Isolation.Offered(null, ["/bin/sh"], headless: false).Missing.ShouldContain("runs as root: a window needs our own screen");
    }

    private static PolicySource Requiring() => new(Policed.With([], new Rails { Browser = new() { Isolation = BrowserIsolation.Required } }));

    // The driver and the browser with its children; the watchdog is a shell of ours.
    private IEnumerable<int> Started() => Leftovers.Find(browser.Host.Folder!).Where(id => !File.ReadAllText($"/proc/{id}/cmdline").Contains("watchdog", StringComparison.Ordinal));

    private int Driver => Started().First(id => File.ReadAllText($"/proc/{id}/cmdline").Contains("run-driver", StringComparison.Ordinal));

    private bool AsRoot()
    {
        if (!Kernel.IsRoot) output.WriteLine("NOT TRIED: another user and another network take root");
        return Kernel.IsRoot;
    }

    private static async Task<int> RunAsync(params string[] words)
    {
        using var process = Process.Start(new ProcessStartInfo(words[0], words.Skip(1)) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        await process.WaitForExitAsync();
        return process.ExitCode;
    }
}
