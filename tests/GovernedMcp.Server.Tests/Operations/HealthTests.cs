using System.Buffers.Binary;
using System.Net;
using System.Text.Json.Nodes;
using GovernedMcp.Server.Tests.Mcp.HttpTransport;

namespace GovernedMcp.Server.Tests.Operations;

/// <summary>What an orchestrator asks of a running server.</summary>
public sealed class HealthTests(HttpServerFixture fixture) : IClassFixture<HttpServerFixture>
{
    [Theory]
    [InlineData("/healthz")]
    [InlineData("/readyz")]
    public async Task A_probe_needs_no_key_and_no_name_of_the_server(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(fixture.Server.Address, path)) { Headers = { Host = "10.0.0.7:7300" } };
        using var reply = await fixture.Server.Client.SendAsync(request);
        var text = await reply.Content.ReadAsStringAsync();
        reply.StatusCode.ShouldBe(HttpStatusCode.OK, text);
        reply.Headers.CacheControl!.NoStore.ShouldBeTrue();
        JsonNode.Parse(text).ShouldNotBeNull();
    }

    [Fact]
    public async Task The_answer_says_which_part_is_well_and_nothing_else() =>
        (await fixture.Server.Client.GetStringAsync(new Uri(fixture.Server.Address, "/readyz"))).ShouldBe("""{"ready":true,"parts":{"store":{"ok":true},"policy":{"ok":true},"browser":{"ok":true}}}""");

    [Theory]
    [InlineData("HEAD", 200)]
    [InlineData("POST", 405)]
    [InlineData("DELETE", 405)]
    [InlineData("OPTIONS", 405)]
    public async Task A_probe_is_read_and_nothing_else(string method, int status)
    {
        foreach (var path in (string[])["/healthz", "/readyz"])
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(fixture.Server.Address, path));
            using var reply = await fixture.Server.Client.SendAsync(request);
            ((int)reply.StatusCode).ShouldBe(status);
            (await reply.Content.ReadAsStringAsync()).ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task However_many_ask_the_store_is_written_once()
    {
        await using var server = await HttpServer.StartAsync();
        var before = Commits(server);
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => server.Client.GetStringAsync(new Uri(server.Address, "/readyz"))));
        Commits(server).ShouldBe(before + 1);
    }

    // SQLite counts the transactions that changed a file in its header.
    private static uint Commits(HttpServer server)
    {
        using var file = new FileStream(Path.Combine(server.Folders.Data, "governed-mcp.db"), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var header = new byte[28];
        file.ReadExactly(header);
        return BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(24));
    }
}
