using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using GovernedMcp.Server.Cli.Demo;

namespace GovernedMcp.Bench.Peer;

/// <summary>
/// One task, two servers, interleaved in one run against one portal: sign in, read 500 rows over ten pages, fill and send a form of
/// thirty fields. Each round starts both servers anew; measured is from the first call to the last reply, the start of the
/// browser included. What was sent is judged by what the portal stored.
/// </summary>
/// <remarks>
/// A model takes seconds to say its first call. What a server does in them is its own affair and no part of the task: <c>rest</c> is
/// how long either server is left alone before its first call, zero being a client that knew its first call beforehand.
/// </remarks>
internal static class PeerBench
{
    public static async Task RunAsync(int rounds, TimeSpan rest, CancellationToken cancel)
    {
        var package = Path.Combine(DemoFolder.Shipped(), "bench", "peer");
        if (!Directory.Exists(Path.Combine(package, "node_modules"))) throw new DemoFailure($"run `npm ci` in {package} first");
        await using var portal = await PortalProcess.StartAsync(cancel);
        var folder = BenchFolder.Prepare(portal.Address);
        var approver = new Approver(folder, await Approver.IssueAsync(folder, cancel, "--person", "lee@example.com"));
        var key = await Approver.IssueAsync(folder, cancel, "invoice-desk", "--held-by", "dana@example.com");
        using var witness = new HttpClient { BaseAddress = portal.Address };

        var ways = new List<(string Name, Func<Task<Measured>> Run, List<Measured> Seen)>
        {
            ("peer", () => PeerAsync(hurried: false), []),
            ("peer without its pauses", () => PeerAsync(hurried: true), []),
            ("governed, rows as a file", () => GovernedAsync(asFile: true), []),
            ("governed", () => GovernedAsync(asFile: false), []),
        };
        for (var round = 0; round < rounds; round++)
        {
            foreach (var (name, run, seen) in ways)
            {
                var one = await run();
                if (one.Rows != 500) throw new DemoFailure($"{name} read {one.Rows} rows of 500");
                await CheckAsync(witness, cancel);
                seen.Add(one);
            }
        }

        Figures.Show([.. ways.Select(way => (way.Name, (IReadOnlyList<double>)[.. way.Seen.Select(one => one.Milliseconds)]))]);
        foreach (var (name, _, seen) in ways) Figures.Say($"{name}: {seen[0].Calls.Count} calls, {Figures.Median(seen.Select(one => (double)one.Bytes)):0} bytes of arguments and results");
        var peer = ways[0].Seen;
        foreach (var (name, _, ours) in ways[2..]) Figures.Say($"{name}, to the peer: calls 1/{(double)peer[0].Calls.Count / ours[0].Calls.Count:0.0}, bytes 1/{(double)peer[0].Bytes / ours[0].Bytes:0.0}, time 1/{Figures.Median(peer.Select(one => one.Milliseconds)) / Figures.Median(ours.Select(one => one.Milliseconds)):0.0}");
        foreach (var (name, _, ours) in ways[2..]) Figures.Say($"{name}, its last round call by call, in revision {ours[^1].Revision}:\n  {string.Join("\n  ", ours[^1].Calls)}");
        Directory.Delete(folder.Root, recursive: true);

        async Task<Measured> PeerAsync(bool hurried)
        {
            await using var client = await PeerRun.StartAsync(package, hurried, cancel);
            await Task.Delay(rest, cancel);
            var watch = Stopwatch.StartNew();
            return new Measured(await new PeerRun(client, portal.Address).RunAsync(cancel), client.Calls, client.Bytes, client.Revision, watch.Elapsed.TotalMilliseconds);
        }

        async Task<Measured> GovernedAsync(bool asFile)
        {
            await using var client = await SupplierRun.StartAsync(folder, key, cancel);
            var run = new SupplierRun(client, approver, asFile);
            await Task.Delay(rest, cancel);
            var watch = Stopwatch.StartNew();
            var rows = await run.RunAsync(cancel);
            return new Measured(rows, client.Calls, client.Bytes, client.Revision, (watch.Elapsed - run.Approving).TotalMilliseconds);
        }
    }

    /// <summary>The portal has stored one supplier, with every field as it was given.</summary>
    private static async Task CheckAsync(HttpClient witness, CancellationToken cancel)
    {
        var stored = await witness.GetFromJsonAsync<JsonArray>("_witness/suppliers", cancel);
        if (stored is not [JsonObject one]) throw new DemoFailure($"the portal stored {stored?.Count} suppliers, not one");
        if (Supplier.Fields.FirstOrDefault(field => (string?)one[field.Field] != field.Stored) is { } wrong)
            throw new DemoFailure($"the portal stored `{one[wrong.Field]}` as {wrong.Label}, not `{wrong.Stored}`");
        (await witness.PostAsync("_witness/reset", null, cancel)).EnsureSuccessStatusCode();
    }

    private sealed record Measured(int Rows, IReadOnlyList<CountedCall> Calls, long Bytes, string? Revision, double Milliseconds);
}
