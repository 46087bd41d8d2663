using System.Text;
using System.Text.Json;
using GovernedMcp.Server.Mcp.Framing;

namespace GovernedMcp.Server.Tests.Mcp.Framing;

public sealed class MessageCheckTests
{
    [Theory]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"ping"}""", "1")]
    [InlineData("""{"jsonrpc":"2.0","id":"a","method":"ping","params":{}}""", "\"a\"")]
    [InlineData("""{"jsonrpc":"2.0","id":9007199254740991,"method":"ping"}""", "9007199254740991")]
    [InlineData("""{"jsonrpc":"2.0","method":"notifications/initialized"}""", null)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"result":{}}""", null)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"ping","params":{"a":[{"x":1},{"x":2}],"b":{"x":3},"t":"\ud83d\ude00 \\ud800"}}""", "1")]
    public void A_good_message_is_passed_on(string message, string? id) =>
        MessageCheck.Check(Encoding.UTF8.GetBytes(message)).ShouldBe(new Frame.Good(id));

    [Fact]
    public void Nesting_of_32_is_allowed() => MessageCheck.Check(BadMessages.Nested(1, 32)).ShouldBeOfType<Frame.Good>();

    [Fact]
    public void Every_key_that_is_given_twice_is_found_at_whatever_depth()
    {
        var random = new Random(20261123);
        for (var round = 0; round < 10_000; round++)
        {
            var depth = random.Next(1, 28);
            var levels = Enumerable.Range(0, depth).Select(_ => random.Next(2) == 0).ToList();
            var open = string.Concat(levels.Select(list => list ? "[0,[],{\"a\":1}," : "{\"k\":"));
            var close = string.Concat(Enumerable.Reverse(levels).Select(list => list ? "]" : "}"));
            var message = $$$"""{"jsonrpc":"2.0","id":1,"method":"ping","params":{"p":{{{open}}}{"same":1,"other":[],"same":2}{{{close}}}}}""";
            MessageCheck.Check(Encoding.UTF8.GetBytes(message)).ShouldBeOfType<Frame.Bad>().Sentence.ShouldStartWith("duplicate key at `/params/p/");
        }
    }

    [Fact]
    public void Random_bytes_never_throw()
    {
        var random = new Random(7);
        var good = """{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"portal_list","arguments":{"a":"\u00e9\\"}}}"""u8.ToArray();
        for (var round = 0; round < 20_000; round++)
        {
            var bytes = good.ToArray();
            for (var change = random.Next(1, 4); change > 0; change--) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            var frame = MessageCheck.Check(bytes.AsSpan(0, random.Next(bytes.Length + 1)));
            if (frame is Frame.Bad bad) JsonDocument.Parse(ErrorLine.Of(bad)).Dispose();
        }
    }
}
