using System.Text.Json;
using System.Text.Json.Nodes;
using GovernedMcp.Server.Tests.Mcp.Framing;

namespace GovernedMcp.Server.Tests.Mcp.StdioTransport;

/// <summary>What is no message is answered, with its id where it has one, and the next message is served.</summary>
public sealed class BadMessageTests
{
    public static TheoryData<string> Cases() => [.. BadMessages.Lines];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Is_answered_and_the_next_message_is_served(string line)
    {
        using var document = JsonDocument.Parse(line);
        var bad = document.RootElement;
        await using var server = await new InProcessServer().InitializedAsync();

        await server.SendAsync(BadMessages.Bytes(bad));
        if (!bad.TryGetProperty("silent", out _))
        {
            var reply = await server.ReceiveAsync();
            ((int)reply["error"]!["code"]!).ShouldBe(bad.GetProperty("code").GetInt32());
            ((string)reply["error"]!["message"]!).ShouldContain(bad.GetProperty("says").GetString()!);
            if (bad.TryGetProperty("answers", out var id)) JsonNode.DeepEquals(reply["id"], JsonSerializer.SerializeToNode(id)).ShouldBeTrue();
            else reply.ContainsKey("id").ShouldBeFalse();
        }

        var next = await server.AskAsync("""{"jsonrpc":"2.0","id":"next","method":"ping"}""");
        ((string?)next["id"]).ShouldBe("next");
        server.World.Log.Entries.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_line_of_more_than_16_MiB_ends_the_conversation()
    {
        await using var server = await new InProcessServer().InitializedAsync();
        var chunk = new byte[1024 * 1024];
        Array.Fill(chunk, (byte)'x');
        var sending = Task.Run(async () =>
        {
            for (var sent = 0; sent < 20 && !server.Running.IsCompleted; sent++) await server.Input.WriteAsync(chunk);
        });
        ((string)(await server.ReceiveAsync())["error"]!["message"]!).ShouldBe("message larger than 1 MiB");
        await server.Running.WaitAsync(TimeSpan.FromSeconds(30));
        await Task.WhenAny(sending, Task.Delay(100));
    }

    [Fact]
    public async Task Empty_lines_are_passed_over()
    {
        await using var server = await new InProcessServer().InitializedAsync();
        await server.SendAsync("");
        await server.SendAsync(" \r");
        ((int)(await server.AskAsync("""{"jsonrpc":"2.0","id":5,"method":"ping"}"""))["id"]!).ShouldBe(5);
    }
}
