using System.Text;
using System.Text.Json;

namespace GovernedMcp.Server.Tests.Mcp.Framing;

/// <summary>tests/badinputs/framing.jsonl: what is no message, and what it is answered.</summary>
internal static class BadMessages
{
    public static IEnumerable<string> Lines { get; } = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "badinputs", "framing.jsonl")).ToList();

    public static byte[] Bytes(JsonElement bad)
    {
        if (bad.TryGetProperty("hex", out var hex)) return Convert.FromHexString(hex.GetString()!);
        if (bad.TryGetProperty("raw", out var raw)) return Encoding.UTF8.GetBytes(raw.GetString()!);
        return bad.GetProperty("recipe").GetString() switch
        {
            "id-10k" => Encoding.UTF8.GetBytes($$"""{"jsonrpc":"2.0","id":"{{new string('i', 10_240)}}","method":"ping"}"""),
            "nesting-33" => Nested(28, 33),
            "nesting-100000" => Nested(29, 100_000),
            "line-1m-plus-1" => Encoding.UTF8.GetBytes("""{"jsonrpc":"2.0","id":30,"method":"ping","params":{"x":""" + '"').Concat(Enumerable.Repeat((byte)'x', (1024 * 1024) + 1)).ToArray(),
            "utf-16" => Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes("""{"jsonrpc":"2.0","id":35,"method":"ping"}""")).ToArray(),
            var unknown => throw new InvalidOperationException(unknown),
        };
    }

    // The message and its params are two of the levels.
    public static byte[] Nested(int id, int levels) => Encoding.UTF8.GetBytes(
        $$$"""{"jsonrpc":"2.0","id":{{{id}}},"method":"ping","params":{"x":{{{new string('[', levels - 2)}}}{{{new string(']', levels - 2)}}}}}""");
}
