using System.Diagnostics;
using GovernedMcp.Browser.Launch;
using GovernedMcp.Browser.Tests.Fixtures;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Browser.Tests.Launch;

/// <summary>Deaths: of the browser, of the driver, of ourselves; and that nothing is left.</summary>
public sealed class LaunchTests : IAsyncLifetime
{
    private readonly string _data = Directory.CreateTempSubdirectory("governed-mcp-launch-").FullName;
    private TestSite _site = null!;

    public async Task InitializeAsync() => _site = await TestSite.StartAsync(("/", "<title>Home</title>"));

    public async Task DisposeAsync()
    {
        await _site.DisposeAsync();
        Directory.Delete(_data, recursive: true);
    }

    [Fact]
    public async Task An_orderly_end_leaves_no_process_and_no_file()
    {
        string folder;
        await using (var host = Host())
        {
            await host.OpenAsync(Policed.Facts(_site.Portal()), _site.Portal(), CancellationToken.None);
            folder = host.Folder!;
            Leftovers.Find(folder).ShouldNotBeEmpty();
        }

        Leftovers.Find(folder).ShouldBeEmpty();
        Directory.Exists(folder).ShouldBeFalse();
    }

    [Fact]
    public async Task Driver_and_browser_do_not_inherit_our_environment()
    {
        Environment.SetEnvironmentVariable("NORTHWIND_PASSWORD", "S3cr3t-CANARY");
        try
        {
            await using var host = Host();
            await host.OpenAsync(Policed.Facts(_site.Portal()), _site.Portal(), CancellationToken.None);
            var started = Leftovers.Find(host.Folder!);
            started.Count.ShouldBeGreaterThan(2);
            started.Where(id => File.ReadAllText($"/proc/{id}/environ").Contains("CANARY", StringComparison.Ordinal)).ShouldBeEmpty();
        }
        finally
        {
            Environment.SetEnvironmentVariable("NORTHWIND_PASSWORD", null);
        }
    }

    [Theory]
    [InlineData("browser")]
    [InlineData("driver")]
    public async Task A_death_is_told_and_the_next_session_has_a_new_browser(string who)
    {
        await using var host = Host();
        var session = await host.OpenAsync(Policed.Facts(_site.Portal()), _site.Portal(), CancellationToken.None);
        await session.Page.GotoAsync(_site.Address.AbsoluteUri);
        var before = host.Folder!;
        var victim = Leftovers.Find(before).First(id => CommandLine(id).Contains(who == "driver" ? "run-driver" : "--remote-debugging-pipe", StringComparison.Ordinal));
        // One that the page leaves without an answer, and one that Playwright does.
        var call = session.ExclusiveAsync(TimeSpan.FromSeconds(20), limit => Task.WhenAll(
            session.WithPageAsync(page => page.EvaluateAsync<string>("() => new Promise(() => {})"), TimeSpan.FromSeconds(20), limit),
            session.WithPageAsync(_ => new TaskCompletionSource<string>().Task, TimeSpan.FromSeconds(20), limit)), CancellationToken.None);
        await Task.Delay(100);
        using (var process = Process.GetProcessById(victim)) process.Kill();

        var watch = Stopwatch.StartNew();
        (await Should.ThrowAsync<BlockFault>(() => call)).Rule.ShouldBe(Rules.Browser.Lost);
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(10), "well before the deadline of the call");
        session.IsAlive.ShouldBeFalse();
        (await Should.ThrowAsync<BlockFault>(() => session.ExclusiveAsync(TimeSpan.FromSeconds(5), session.CurrentPageAsync, CancellationToken.None))).Rule.ShouldBe(Rules.Browser.Lost);

        var next = await host.OpenAsync(Policed.Facts(_site.Portal()), _site.Portal(), CancellationToken.None);
        await next.Page.GotoAsync(_site.Address.AbsoluteUri);
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(30));
        Leftovers.Find(before).ShouldBeEmpty();
        Directory.Exists(before).ShouldBeFalse();
    }

    [Fact]
    public Task Who_stands_still_is_ended_and_the_next_session_has_a_new_browser() => Task.WhenAll(StandsStillAsync("run-driver"), StandsStillAsync("--remote-debugging-pipe"));

    private async Task StandsStillAsync(string mark)
    {
        await using var host = Host();
        var session = await host.OpenAsync(Policed.Facts(_site.Portal()), _site.Portal(), CancellationToken.None);
        var before = host.Folder!;
        var all = Leftovers.Find(before);
        await StopAsync(all.First(id => CommandLine(id).Contains(mark, StringComparison.Ordinal)));
        var call = session.ExclusiveAsync(TimeSpan.FromSeconds(1), limit => session.WithPageAsync(page => page.TitleAsync(), TimeSpan.FromSeconds(1), limit), CancellationToken.None);

        var watch = Stopwatch.StartNew();
        var next = await host.OpenAsync(Policed.Facts(_site.Portal()), _site.Portal(), CancellationToken.None);
        await next.Page.GotoAsync(_site.Address.AbsoluteUri);
        // It takes seconds; half a minute was seen where everything else ran beside it.
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(50), mark);
        (await Should.ThrowAsync<BlockFault>(() => call)).Rule.ShouldBeOneOf([Rules.Browser.Lost, Rules.Pages.Timeout], mark);
        session.IsAlive.ShouldBeFalse(mark);
        all.Where(id => CommandLine(id).Length > 0).ShouldBeEmpty(mark);
        Directory.Exists(before).ShouldBeFalse(mark);
    }

    private static async Task StopAsync(int id)
    {
        using var stop = Process.Start("kill", $"-STOP {id}");
        await stop.WaitForExitAsync();
    }

    [Fact]
    public async Task Children_that_stand_still_do_not_outlive_a_killed_browser()
    {
        await using var host = Host();
        await host.OpenAsync(Policed.Facts(_site.Portal()), _site.Portal(), CancellationToken.None);
        var all = Leftovers.Find(host.Folder!);
        var browser = all.First(id => CommandLine(id).Contains("--remote-debugging-pipe", StringComparison.Ordinal));
        all.Count(id => CommandLine(id).Contains("--type=", StringComparison.Ordinal)).ShouldBeGreaterThan(2, "children are found, though they carry no mark");
        using (var stop = Process.Start("kill", ["-STOP", "--", $"-{browser}"])) await stop.WaitForExitAsync();
        using (var process = Process.GetProcessById(browser)) process.Kill();

        await host.OpenAsync(Policed.Facts(_site.Portal()), _site.Portal(), CancellationToken.None);
        all.Where(id => CommandLine(id).Length > 0).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Killed_ourselves_nothing_is_left_ten_seconds_later(bool frozen)
    {
        using var victim = await Victim.StartAsync(_data);
        var left = Leftovers.Find(victim.Folder);
        left.Count.ShouldBeGreaterThan(1);
        if (frozen)
        {
            foreach (var id in left.Where(id => !CommandLine(id).Contains("watchdog", StringComparison.Ordinal))) await StopAsync(id);
        }

        victim.Kill();
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < TimeSpan.FromSeconds(10) && (Leftovers.Find(victim.Folder).Count > 0 || Directory.Exists(victim.Folder))) await Task.Delay(100);
        Leftovers.Find(victim.Folder).ShouldBeEmpty();
        Directory.Exists(victim.Folder).ShouldBeFalse();
    }

    [Fact]
    public void What_we_start_while_a_driver_starts_is_none_of_the_browsers()
    {
        var folder = Path.Combine(_data, "browser", Ids.New("run"));
        var start = new ProcessStartInfo("sleep", ["60"]);
        start.Environment[DriverWrapper.Variable] = Path.Combine(folder, "node");
        using var ours = Process.Start(start)!;
        start.Environment["TMPDIR"] = folder;
        using var theirs = Process.Start(start)!;
        Leftovers.End(folder);
        theirs.WaitForExit(5_000).ShouldBeTrue();
        ours.HasExited.ShouldBeFalse();
        ours.Kill();
    }

    [Fact]
    public async Task A_server_that_is_started_while_a_driver_starts_has_a_driver_of_its_own()
    {
        var gone = Path.Combine(_data, "browser", Ids.New("run"), DriverWrapper.FileName);
        using var other = await Victim.StartAsync(_data, (DriverWrapper.Variable, gone));
        Leftovers.Find(other.Folder).ShouldNotBeEmpty();
    }

    [Fact]
    public void The_next_start_removes_what_the_dead_left_and_nothing_of_the_living()
    {
        using var alive = RunFolder.Create(_data);
        var dead = Path.Combine(_data, "browser", Ids.New("run"));
        Directory.CreateDirectory(Path.Combine(dead, "tmp", "profile"));
        File.WriteAllText(Path.Combine(dead, "alive"), "");
        File.WriteAllText(Path.Combine(dead, "tmp", "profile", "Cookies"), "canary");
        using var next = RunFolder.Create(_data);
        Directory.Exists(dead).ShouldBeFalse();
        Directory.Exists(alive.Path).ShouldBeTrue();
    }

    [Fact]
    public async Task Without_a_browser_the_reason_says_what_to_install()
    {
        var rails = new Rails { Browser = new() { Channel = "/nowhere/chromium" } };
        await using var host = new BrowserHost(new() { DataFolder = _data }, new PolicySource(Policed.With([], rails)), TimeProvider.System);
        var fault = await Should.ThrowAsync<BlockFault>(() => host.OpenAsync(Policed.Facts(_site.Portal()), _site.Portal(), CancellationToken.None));
        fault.Rule.ShouldBe(Rules.Browser.NotFound);
        fault.Message.ShouldContain("`/nowhere/chromium`");
        File.Exists(BrowserFinder.Find()).ShouldBeTrue();
    }

    [Fact]
    public async Task A_start_that_failed_stands_in_the_way_for_a_minute()
    {
        var clock = new FakeClock();
        var rails = new Rails { Browser = new() { Channel = "/bin/false" } };
        await using var host = new BrowserHost(new() { DataFolder = _data }, new PolicySource(Policed.With([], rails)), clock);
        host.Obstacle().ShouldBeNull();
        var fault = await Should.ThrowAsync<BlockFault>(() => host.OpenAsync(Policed.Facts(_site.Portal()), _site.Portal(), CancellationToken.None));
        fault.Rule.ShouldBe(Rules.Browser.NotStarted);
        host.Obstacle().ShouldBe("the last start failed");
        clock.Advance(TimeSpan.FromMinutes(1));
        host.Obstacle().ShouldBeNull();
    }

    [Fact]
    public async Task A_start_whose_driver_stands_still_is_given_up_and_leaves_nothing()
    {
        // Playwright's own deadline is kept by the driver.
        var browser = Path.Combine(_data, "chromium");
        await File.WriteAllTextAsync(browser, "#!/bin/sh\nkill -STOP $PPID\nsleep 600\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(browser, UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        var rails = new Rails { Browser = new() { Channel = browser } };
        await using var host = new BrowserHost(new() { DataFolder = _data, StartDeadline = TimeSpan.FromSeconds(2) }, new PolicySource(Policed.With([], rails)), TimeProvider.System);
        var watch = Stopwatch.StartNew();
        var fault = await Should.ThrowAsync<BlockFault>(() => host.TryAsync(CancellationToken.None));
        (fault.Rule, watch.Elapsed < TimeSpan.FromSeconds(10)).ShouldBe((Rules.Browser.NotStarted, true));
        fault.Message.ShouldContain("did not start in time");
        Directory.EnumerateDirectories(Path.Combine(_data, "browser")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Where_no_browser_is_found_the_obstacle_names_no_path()
    {
        var rails = new Rails { Browser = new() { Channel = "/nowhere/chromium" } };
        await using var host = new BrowserHost(new() { DataFolder = _data }, new PolicySource(Policed.With([], rails)), TimeProvider.System);
        host.Obstacle().ShouldBe("none was found");
    }

    [Fact]
    public void Playwrights_own_list_of_features_is_repeated_word_for_word()
    {
        var bundle = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, ".playwright", "package", "lib", "coreBundle.js"));
        var start = bundle.IndexOf("disabledFeatures = [", StringComparison.Ordinal);
        var list = bundle[start..bundle.IndexOf("].filter", start, StringComparison.Ordinal)];
        var theirs = list.Split('\n').Select(line => line.Trim().TrimEnd(',').Trim('"')).Where(line => line.Length > 0 && !line.StartsWith("//", StringComparison.Ordinal)).Skip(1);
        LaunchFlags.PlaywrightDisabled.Split(',').ShouldBe(theirs, ignoreOrder: true);
    }

    private BrowserHost Host() => new(new() { DataFolder = _data }, new PolicySource(Policed.With([])), TimeProvider.System);

    private static string CommandLine(int id)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/cmdline").Replace('\0', ' ');
        }
        catch (IOException)
        {
            return "";
        }
    }
}
