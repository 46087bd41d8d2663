using System.Diagnostics;

namespace GovernedMcp.Storage.Tests;

/// <summary>Another process on the same store: this assembly, started with a part to play. It prints what was acknowledged to it.</summary>
internal sealed class ChildProcess : IDisposable
{
    private readonly Process _process;

    public ChildProcess(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", typeof(ChildProcess).Assembly.Location, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
            RedirectStandardError = true,
        };
        _process = Process.Start(start)!;
    }

    public Task<string?> LineAsync() => _process.StandardOutput.ReadLineAsync();

    /// <summary>What it printed until it ended, by itself or by being killed.</summary>
    public async Task<IReadOnlyList<string>> EndAsync()
    {
        var errors = _process.StandardError.ReadToEndAsync();
        var text = await _process.StandardOutput.ReadToEndAsync();
        await _process.WaitForExitAsync();
        (await errors).ShouldBeEmpty();
        return text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>As kill -9 does it: no handler runs, nothing is flushed.</summary>
    public void Kill() => _process.Kill();

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.Dispose();
    }

    private static async Task<int> Main(string[] arguments)
    {
        if (arguments is not [var part, var folder, var count]) return 0;
        using var store = LocalStore.Open(folder, TimeProvider.System);
        await Console.Out.WriteLineAsync("open");
        for (var call = 0; call < int.Parse(count, System.Globalization.CultureInfo.InvariantCulture); call++)
        {
            var intent = await store.Audit.AppendAsync(Sample.Intent($"call_{call}"), part == "submits" ? [Sample.Claim($"pl_{store.Node}_{call}")] : []);
            await Console.Out.WriteLineAsync($"{intent}");
            if (part == "intents") continue;
            var end = Sample.Outcome(intent, part == "submits" ? "confirmed" : "completed") with { CallId = $"call_{call}" };
            var outcome = await store.Audit.AppendAsync(end, part == "submits"
                ? [new Governance.Audit.LedgerChange.MoveSubmit($"pl_{store.Node}_{call}", Governance.Tools.SubmitState.Confirmed, null)]
                : []);
            await Console.Out.WriteLineAsync($"{outcome}");
        }

        return 0;
    }
}
