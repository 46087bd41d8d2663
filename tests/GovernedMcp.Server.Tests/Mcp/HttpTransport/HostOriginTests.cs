using System.Net;

namespace GovernedMcp.Server.Tests.Mcp.HttpTransport;

public sealed class HostOriginTests(HttpServerFixture fixture) : IClassFixture<HttpServerFixture>
{
    private static readonly string[] Hosts =
        ["127.0.0.1:{port}", "localhost:{port}", "[::1]:{port}", "LOCALHOST", "127.0.0.1", "evil.test", "evil.test:{port}", "127.0.0.1.evil.test", "localhost.evil.test:{port}", "127.1:{port}", "0.0.0.0:{port}", "2130706433:{port}"];

    private static readonly string?[] Origins =
        [null, "http://{host}", "https://app.example.com", "https://evil.test", "null", "http://localhost.evil.test", "http://{host}@evil.test", "file://"];

    public static TheoryData<string, string?> Matrix()
    {
        var data = new TheoryData<string, string?>();
        foreach (var host in Hosts)
        {
            foreach (var origin in Origins) data.Add(host, origin);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Matrix))]
    public async Task Only_the_servers_own_names_and_allowed_sites_get_in(string hostPattern, string? originPattern)
    {
        var server = fixture.Server;
        var host = hostPattern.Replace("{port}", $"{server.Address.Port}", StringComparison.Ordinal);
        var origin = originPattern?.Replace("{host}", host, StringComparison.Ordinal);
        var good = Array.IndexOf(Hosts, hostPattern) < 5 && Array.IndexOf(Origins, originPattern) < 3;

        // The body never comes: who is turned away is turned away without it, who is let in is waited for.
        var head = RawExchange.Head(server, "Content-Length: 100");
        head[1] = $"Host: {host}";
        if (origin is not null) head.Add($"Origin: {origin}");
        if (!good)
        {
            var (status, text) = await RawExchange.SendAsync(server.Address, head, body: null, seconds: 5);
            status.ShouldBe((int)HttpStatusCode.Forbidden, text);
            return;
        }

        head[^(origin is null ? 1 : 2)] = "Content-Length: 2";
        (await RawExchange.SendAsync(server.Address, head, "{}")).Status.ShouldBe((int)HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Two_origins_are_one_too_many() =>
        (await RawExchange.SendAsync(fixture.Server.Address, RawExchange.Head(fixture.Server, "Content-Length: 2", "Origin: https://app.example.com", "Origin: https://app.example.com"), "{}")).Status.ShouldBe(403);
}
