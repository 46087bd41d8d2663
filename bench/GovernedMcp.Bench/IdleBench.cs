using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;

namespace GovernedMcp.Bench;

/// <summary>
/// 1,000 clients that sit there, each with a session and its open stream, and 100 that call once a second, over ten principals. Every
/// active client also tries a session of somebody else now and then, which must not be there for it.
/// </summary>
internal static class IdleBench
{
    private const int Principals = 10;
    private const int Idle = 1_000;
    private const int Active = 100;

    public static async Task RunAsync(int minutes, CancellationToken cancel)
    {
        var (server, keys) = await HttpServerRun.StartAsync(Principals, cancel);
        await using var _ = server;
        using var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 2_000 });
        Figures.Say($"empty: {server.ResidentMiB:0} MiB");

        var (sessions, streams) = (new List<(string Key, string Id)>(), new List<HttpResponseMessage>());
        for (var number = 0; number < Idle; number++)
        {
            var key = keys[number % Principals];
            var id = await InitializeAsync(client, server, key, cancel);
            sessions.Add((key, id));
            var get = server.Post(key, [], id);
            (get.Method, get.Content) = (HttpMethod.Get, null);
            streams.Add(await client.SendAsync(get, HttpCompletionOption.ResponseHeadersRead, cancel));
        }

        Figures.Say($"{Idle} sessions with open streams: {server.ResidentMiB:0} MiB");
        var (calls, stolen, times) = (0, 0, new System.Collections.Concurrent.ConcurrentBag<double>());
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        ending.CancelAfter(TimeSpan.FromMinutes(minutes));
        var active = Enumerable.Range(0, Active).Select(async number =>
        {
            var key = keys[number % Principals];
            var id = await InitializeAsync(client, server, key, cancel);
            await Task.Delay(number * 10, cancel);
            for (var turn = 0; !ending.IsCancellationRequested; turn++)
            {
                var began = Stopwatch.GetTimestamp();
                var text = await HttpBench.TextAsync(client, server.Post(key, Call(turn), id), cancel);
                if ((int?)HttpBench.Reply(text)["id"] != turn) throw new InvalidOperationException("an answer went to another request");
                times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
                Interlocked.Increment(ref calls);
                if (turn % 10 == 0)
                {
                    var other = sessions[(number * 7 + turn) % Idle];
                    using var reply = await client.SendAsync(server.Post(key, Call(turn), other.Id), cancel);
                    if (reply.StatusCode != (other.Key == key ? HttpStatusCode.OK : HttpStatusCode.NotFound)) Interlocked.Increment(ref stolen);
                }

                await Task.Delay(1000, cancel);
            }
        }).ToList();

        while (!ending.IsCancellationRequested)
        {
            await Task.Delay(TimeSpan.FromSeconds(30), ending.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            Figures.Say($"{calls} calls: {server.ResidentMiB:0} MiB");
        }

        await Task.WhenAll(active);
        Figures.Show(("call beside 1,000 idle sessions", [.. times]));
        Figures.Say($"{calls} calls, {stolen} sessions served to another principal, {server.ResidentMiB:0} MiB");
        foreach (var stream in streams) stream.Dispose();
    }

    private static JsonObject Call(int id) => new()
    {
        ["jsonrpc"] = "2.0",
        ["id"] = id,
        ["method"] = "tools/call",
        ["params"] = new JsonObject { ["name"] = "portal_list", ["arguments"] = new JsonObject() },
    };

    public static async Task<string> InitializeAsync(HttpClient client, HttpServerRun server, string key, CancellationToken cancel)
    {
        var begin = server.Post(key, new JsonObject
        {
            ["jsonrpc"] = "2.0",
            ["id"] = 0,
            ["method"] = "initialize",
            ["params"] = new JsonObject { ["protocolVersion"] = "2025-11-25", ["capabilities"] = new JsonObject(), ["clientInfo"] = new JsonObject { ["name"] = "bench", ["version"] = "1" } },
        });
        using var reply = await client.SendAsync(begin, cancel);
        reply.EnsureSuccessStatusCode();
        var session = reply.Headers.GetValues("Mcp-Session-Id").Single();
        using var ready = await client.SendAsync(server.Post(key, new JsonObject { ["jsonrpc"] = "2.0", ["method"] = "notifications/initialized" }, session), cancel);
        return session;
    }
}
