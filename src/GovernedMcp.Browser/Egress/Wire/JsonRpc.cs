namespace GovernedMcp.Browser.Egress.Wire;

/// <summary>
/// Calls of JSON-RPC number themselves: <c>id</c> tells which answer is whose, and nothing of what is done
/// (https://www.jsonrpc.org/specification#request_object).
/// </summary>
internal static class JsonRpc
{
    private static readonly string[] Members = ["jsonrpc", "method", "params", "id"];

    /// <summary>Of such a call, all but its number; anything else as it is.</summary>
    public static IReadOnlyList<WireField> Said(IReadOnlyList<WireField> body)
    {
        var isCall = body.All(field => field.Nested && Members.Contains(field.Path.First()))
            && body.Any(field => field.Name == "method" && field.Value.Any(char.IsLetter)) && body.Any(field => field.Path.First() == "params");
        return isCall ? [.. body.Where(field => field.Name != "id" || field.Value.Length > 12 || !field.Value.All(char.IsAsciiDigit))] : body;
    }
}
