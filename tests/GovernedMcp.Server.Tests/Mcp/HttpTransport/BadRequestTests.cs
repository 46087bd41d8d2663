using System.Text.Json;

namespace GovernedMcp.Server.Tests.Mcp.HttpTransport;

/// <summary>tests/badinputs/http.jsonl: requests that go no further than the transport, and what they are answered.</summary>
public sealed class BadRequestTests(BadRequestTests.Impatient fixture) : IClassFixture<BadRequestTests.Impatient>
{
    public static TheoryData<string, string> Cases()
    {
        var data = new TheoryData<string, string>();
        foreach (var line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "badinputs", "http.jsonl"))) data.Add(JsonElement.Parse(line).GetProperty("id").GetString()!, line);
        return data;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_bad_request_is_told_what_is_wrong(string id, string line)
    {
        var server = fixture.Server;
        var bad = JsonElement.Parse(line);
        var (head, body) = Compose(server, bad);
        var (status, text) = await RawExchange.SendAsync(server.Address, head, body);
        status.ShouldBe(bad.GetProperty("status").GetInt32(), $"{id}: {text}");
        if (bad.TryGetProperty("says", out var says)) Readable(text).ShouldContain(says.GetString()!, Case.Sensitive, id);
        if (bad.TryGetProperty("code", out var code)) text.ShouldContain($"\"code\":{code.GetInt32()}", Case.Sensitive, id);
        if (bad.TryGetProperty("header", out var header)) text.ShouldContain(header.GetString()!, Case.Insensitive, id);
        text.ShouldNotContain(server.Key);

        using var next = await server.SendAsync(server.Modern("tools/list"));
        next.StatusCode.ShouldBe(System.Net.HttpStatusCode.OK, $"after {id}");
    }

    private static (List<string> Head, string? Body) Compose(HttpServer server, JsonElement bad)
    {
        string Fill(string text) => text.Replace("{port}", $"{server.Address.Port}", StringComparison.Ordinal).Replace("{key}", server.Key, StringComparison.Ordinal);
        var body = bad.GetProperty("body").GetString()!;
        var recipe = bad.TryGetProperty("recipe", out var named) ? named.GetString() : null;
        var more = new List<string>();
        switch (recipe)
        {
            case "1m-plus-1":
                body = new string(' ', (1024 * 1024) + 1);
                break;
            case "1m-plus-1-chunked":
                var chunk = $"10000\r\n{new string(' ', 0x10000)}\r\n";
                (body, more) = ($"{string.Concat(Enumerable.Repeat(chunk, 17))}0\r\n\r\n", ["Transfer-Encoding: chunked"]);
                break;
            case "slow":
                more.Add("Content-Length: 1000");
                break;
            case "headers-101":
                more.AddRange(Enumerable.Range(0, 101).Select(n => $"X-{n}: {n}"));
                break;
            case "headers-33k":
                more.Add($"X-Long: {new string('x', 33 * 1024)}");
                break;
        }

        var head = RawExchange.Head(server);
        if (!more.Any(line => line.StartsWith("Transfer-Encoding", StringComparison.Ordinal) || line.StartsWith("Content-Length", StringComparison.Ordinal))) head.Add($"Content-Length: {System.Text.Encoding.UTF8.GetByteCount(body)}");
        head.AddRange(more);
        head[0] = $"{(bad.TryGetProperty("verb", out var verb) ? verb.GetString() : "POST")} {(bad.TryGetProperty("target", out var target) ? Fill(target.GetString()!) : "/mcp")} HTTP/1.1";
        if (bad.TryGetProperty("drop", out var drop)) head.RemoveAll(line => drop.EnumerateArray().Any(name => line.StartsWith($"{name.GetString()}:", StringComparison.OrdinalIgnoreCase)));
        if (bad.TryGetProperty("set", out var set))
        {
            foreach (var header in set.EnumerateObject())
            {
                head.RemoveAll(line => line.StartsWith($"{header.Name}:", StringComparison.OrdinalIgnoreCase));
                head.Add($"{header.Name}: {Fill(header.Value.GetString()!)}");
            }
        }

        if (bad.TryGetProperty("add", out var add)) head.AddRange(add.EnumerateArray().Select(text => Fill(text.GetString()!)));
        return (head, body);
    }

    private static string Readable(string text) => System.Text.RegularExpressions.Regex.Unescape(text.Replace("\\\"", "'", StringComparison.Ordinal));

    /// <summary>A server that waits one second for a body, so that the slow cases are quick to test.</summary>
    public sealed class Impatient : IAsyncLifetime
    {
        internal HttpServer Server { get; private set; } = null!;

        public async Task InitializeAsync() => Server = await HttpServer.StartAsync(new Server.Mcp.HttpTransport.HttpLimits { Body = TimeSpan.FromSeconds(1) });

        public async Task DisposeAsync() => await Server.DisposeAsync();
    }
}
