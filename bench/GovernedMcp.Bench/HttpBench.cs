using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json.Nodes;

namespace GovernedMcp.Bench;

/// <summary>Calls that the scope refuses, as many as go: each is authenticated, bound to a live portal session, decided and put on record.</summary>
internal static class HttpBench
{
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(5);

    public static async Task RunAsync(int rounds, CancellationToken cancel)
    {
        var (server, keys) = await HttpServerRun.StartAsync(1, cancel);
        await using var _ = server;
        using var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 64 });
        var login = await TextAsync(client, server.Call(keys[0], "portal_login", new JsonObject { ["portal"] = "northwind-vendor" }), cancel);
        var session = (string)Reply(login)["result"]!["structuredContent"]!["data"]!["session"]!;
        var refused = new JsonObject { ["session"] = session, ["section"] = "settings" };
        if (!(await TextAsync(client, server.Call(keys[0], "portal_navigate", refused), cancel)).Contains("scope.section_not_granted", StringComparison.Ordinal))
            throw new InvalidOperationException("the call was to be refused by scope");

        var before = server.ResidentMiB;
        foreach (var (inSession, connections) in new[] { (false, 1), (false, 8), (false, 32), (true, 1), (true, 8), (true, 32) })
        {
            var opened = inSession ? await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => IdleBench.InitializeAsync(client, server, keys[0], cancel))) : [];
            var (rates, times, processor) = (new List<double>(), new ConcurrentBag<double>(), new List<double>());
            for (var round = 0; round <= rounds; round++)
            {
                var (count, spent, taken) = (0, server.ProcessorTime, new ConcurrentBag<double>());
                var watch = Stopwatch.StartNew();
                await Task.WhenAll(Enumerable.Range(0, connections).Select(async number =>
                {
                    while (watch.Elapsed < Round)
                    {
                        var began = Stopwatch.GetTimestamp();
                        await TextAsync(client, inSession ? server.Post(keys[0], Plain(refused), opened[number]) : server.Call(keys[0], "portal_navigate", refused), cancel);
                        taken.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
                        Interlocked.Increment(ref count);
                    }
                }));
                if (round == 0) continue; // warms both up
                rates.Add(count / watch.Elapsed.TotalSeconds);
                processor.Add((server.ProcessorTime - spent).TotalMilliseconds / count * 1000);
                foreach (var time in taken) times.Add(time);
            }

            Figures.Say($"{(inSession ? "2025-11-25, in sessions" : "2026-07-28")}, {connections} connections: {Figures.Median(rates):0} calls/s ({rates.Min():0} to {rates.Max():0}); {Figures.Median(processor):0} µs of the server's processors a call");
            Figures.Show(("call", [.. times]));
        }

        Figures.Say($"memory: {before:0} MiB before, {server.ResidentMiB:0} MiB after");
    }

    private static JsonObject Plain(JsonObject arguments) => new()
    {
        ["jsonrpc"] = "2.0",
        ["id"] = 1,
        ["method"] = "tools/call",
        ["params"] = new JsonObject { ["name"] = "portal_navigate", ["arguments"] = arguments.DeepClone() },
    };

    public static async Task<string> TextAsync(HttpClient client, HttpRequestMessage request, CancellationToken cancel)
    {
        using (request)
        using (var reply = await client.SendAsync(request, cancel))
        {
            return reply.IsSuccessStatusCode ? await reply.Content.ReadAsStringAsync(cancel) : throw new InvalidOperationException($"{(int)reply.StatusCode}: {await reply.Content.ReadAsStringAsync(cancel)}");
        }
    }

    public static JsonNode Reply(string events) => JsonNode.Parse(events.Split('\n').Last(line => line.StartsWith("data: ", StringComparison.Ordinal))[6..])!;
}
