using System.Text.Json;

namespace GovernedMcp.Browser.Egress.Wire;

/// <summary>
/// What an answer in JSON says of a request that HTTP calls a success: that it was not done. So answers GraphQL, whose failures have no status of
/// their own (https://spec.graphql.org/October2021/#sec-Errors), JSON-RPC (https://www.jsonrpc.org/specification#error_object), JSend
/// (https://github.com/omniti-labs/jsend), and whatever says that it was no success, or nothing but what the error is.
/// </summary>
internal static class Declining
{
    private static readonly string[] Successes = ["success", "ok"];

    /// <summary>What may be told of an error, and nothing of what was done all the same.</summary>
    private static readonly string[] OfErrors = ["error", "message", "code", "status", "statusCode", "errorCode", "details"];

    /// <summary>What some put there when there is none.</summary>
    private static readonly string[] None = ["no", "none", "null", "false", "ok", "success", "no error", "no errors"];

    /// <returns>Why, in its words; null: it says no such thing.</returns>
    public static string? Words(JsonElement answer)
    {
        if (answer.ValueKind != JsonValueKind.Object) return null;
        if (answer.TryGetProperty("jsonrpc", out _)) return Part(answer, "error") is { } failed ? Text(failed, "message") : null;
        if (Successes.Any(name => Part(answer, name) is { ValueKind: JsonValueKind.False })) return Text(answer, "message") ?? Text(answer, "error") ?? First(answer, "errors");
        if (Text(answer, "status") is "error" or "fail" && Text(answer, "message") is { } told) return told;
        if (answer.EnumerateObject().All(member => OfErrors.Contains(member.Name)) && (Text(answer, "error") ?? (Part(answer, "error") is { } error ? Text(error, "message") : null)) is { } why && IsWords(why)) return why;
        var data = Part(answer, "data");
        // Beside an error there may be what was done all the same.
        var nothing = data is null || data is { ValueKind: JsonValueKind.Object } done && done.EnumerateObject().All(member => member.Value.ValueKind == JsonValueKind.Null);
        if (nothing && answer.EnumerateObject().All(member => member.Name is "errors" or "data" or "extensions")) return First(answer, "errors");
        return data is { ValueKind: JsonValueKind.Object } one && one.GetPropertyCount() == 1 ? OfResult(one.EnumerateObject().Single().Value) : null;
    }

    /// <summary>It says no, and nothing else: neither why nor what else there is to say.</summary>
    public static bool IsBareNo(JsonElement answer) => answer.ValueKind == JsonValueKind.Object && Successes.Any(name => Part(answer, name) is { ValueKind: JsonValueKind.False })
        && answer.EnumerateObject().All(member => member.Value.ValueKind is JsonValueKind.False or JsonValueKind.Null);

    // What a change came to: one of several types, of which those for failures are called so, or beside a list of what was wrong.
    private static string? OfResult(JsonElement result)
    {
        if (result.ValueKind != JsonValueKind.Object) return null;
        if (Text(result, "__typename")?.EndsWith("Error", StringComparison.Ordinal) == true) return Text(result, "message");
        var others = result.EnumerateObject().Where(member => member.Name is not ("userErrors" or "errors" or "__typename"));
        return others.All(member => member.Value.ValueKind == JsonValueKind.Null) ? First(result, "userErrors") ?? First(result, "errors") : null;
    }

    private static bool IsWords(string text) => text.Any(char.IsLetter) && !None.Contains(text.Trim().TrimEnd('.'), StringComparer.OrdinalIgnoreCase);

    private static string? First(JsonElement from, string name) =>
        Part(from, name) is { ValueKind: JsonValueKind.Array } all && all.GetArrayLength() > 0 ? Text(all[0], "message") : null;

    private static string? Text(JsonElement from, string name) => Part(from, name) is { ValueKind: JsonValueKind.String } text && text.GetString() is { Length: > 0 } words ? words : null;

    private static JsonElement? Part(JsonElement from, string name) =>
        from.ValueKind == JsonValueKind.Object && from.TryGetProperty(name, out var part) && part.ValueKind != JsonValueKind.Null ? part : null;
}
