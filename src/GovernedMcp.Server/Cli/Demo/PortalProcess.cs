using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace GovernedMcp.Server.Cli.Demo;

/// <summary>The demo portal as a process beside us. It ends when we do: it watches its standard input.</summary>
internal sealed class PortalProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly HttpClient _witness;

    private PortalProcess(Process process, Uri address)
    {
        (_process, Address) = (process, address);
        _witness = new HttpClient { BaseAddress = address };
    }

    public Uri Address { get; }

    public static async Task<PortalProcess> StartAsync(CancellationToken cancel)
    {
        var process = ChildProgram.Start(
            Path.Combine(AppContext.BaseDirectory, "GovernedMcp.DemoPortal.dll"), ["--port", "0", "--watch-stdin"], new Dictionary<string, string>());
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginErrorReadLine();
        var line = await process.StandardOutput.ReadLineAsync(cancel).AsTask().WaitAsync(TimeSpan.FromSeconds(30), cancel);
        if (line?.Split(' ')[^1] is not { } address || !Uri.TryCreate(address, UriKind.Absolute, out var uri))
            throw new DemoFailure("the demo portal did not start");
        return new PortalProcess(process, uri);
    }

    /// <summary>How many requests of a kind the portal itself counted: the only witness that counts for what was sent.</summary>
    public async Task<int> HitsAsync(string route, CancellationToken cancel)
    {
        var hits = await _witness.GetFromJsonAsync<JsonObject>("_witness/hits", cancel);
        return (int?)hits?["routes"]?[route] ?? 0;
    }

    /// <summary>What the portal stored.</summary>
    public async Task<JsonArray> DisputesAsync(CancellationToken cancel) =>
        await _witness.GetFromJsonAsync<JsonArray>("_witness/disputes", cancel) ?? [];

    public async ValueTask DisposeAsync()
    {
        _witness.Dispose();
        _process.StandardInput.Close();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        try
        {
            await _process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }
}
