using System.Diagnostics;

namespace GovernedMcp.DemoPortal.Tests;

/// <summary>The portal as a process of its own.</summary>
public sealed class PortalProcessTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task It_says_where_it_listens_and_answers_there_on_loopback_only()
    {
        using var process = Start("--port", "0", "--watch-stdin");
        var address = await AddressAsync(process);
        using var client = new HttpClient { BaseAddress = address };

        address.Host.ShouldBe("127.0.0.1");
        (await client.GetStringAsync("/login")).ShouldContain("Sign in");
        await EndAsync(process);
    }

    [Fact]
    public async Task It_goes_when_its_parent_closes_stdin()
    {
        using var process = Start("--port", "0", "--watch-stdin");
        await AddressAsync(process);

        process.StandardInput.Close();

        await process.WaitForExitAsync().WaitAsync(Patience);
        process.ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task It_goes_on_SIGTERM()
    {
        using var process = Start("--port", "0");
        await AddressAsync(process);

        using var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]);

        await process.WaitForExitAsync().WaitAsync(Patience);
        process.ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task A_taken_port_is_one_sentence_and_an_exit_code()
    {
        await using var other = await DemoPortalApp.StartAsync(new DemoPortalOptions { Port = 0 });
        using var process = Start("--port", $"{other.Address.Port}");

        var error = await process.StandardError.ReadToEndAsync().WaitAsync(Patience);
        await process.WaitForExitAsync().WaitAsync(Patience);

        error.ShouldContain($"the portal cannot listen on port {other.Address.Port}");
        process.ExitCode.ShouldBe(1);
    }

    private static Process Start(params string[] arguments) => Process.Start(
        new ProcessStartInfo("dotnet", [typeof(DemoPortalApp).Assembly.Location, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;

    private static async Task<Uri> AddressAsync(Process process)
    {
        var line = await process.StandardOutput.ReadLineAsync().WaitAsync(Patience);
        line.ShouldNotBeNull().ShouldStartWith("listening on http://");
        return new Uri(line["listening on ".Length..]);
    }

    private static async Task EndAsync(Process process)
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync().WaitAsync(Patience);
    }
}
