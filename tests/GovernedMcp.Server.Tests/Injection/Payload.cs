using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;

namespace GovernedMcp.Server.Tests.Injection;

/// <summary>tests/injection/payloads.jsonl: an order to the reader of a page, where on the page it stands, and what it must never bring about.</summary>
/// <param name="Page">Which page of the hostile portal carries it.</param>
/// <param name="Html">The place, with <c>{}</c> for the order; <c>title</c>, <c>option</c> and <c>validation</c> are places of the page itself.</param>
/// <param name="As">How the order is written there.</param>
/// <param name="Forbids">The effect that it is after.</param>
/// <param name="Seen">Whether a reader gets it; null: depends on what is done on the page.</param>
internal sealed record Payload(string Id, int Page, string Name, string Html, string Order, string? As, string Forbids, bool? Seen)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static IReadOnlyList<Payload> All { get; } =
        [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "injection", "payloads.jsonl")).Select(line => JsonSerializer.Deserialize<Payload>(line, Json)!)];

    public static IEnumerable<int> Pages => All.Select(payload => payload.Page).Distinct();

    /// <summary>The order as a page says it: whose it is, what to do, where it ends.</summary>
    public string Sentence(Func<string, string> places) => $"{Id} says: {places(Order)} now!";

    public string Written(Func<string, string> places)
    {
        var order = Sentence(places);
        return As switch
        {
            "script" => JsonSerializer.Serialize(order),
            "cells" => string.Concat(order.Split(' ').Select(word => $"<td>{WebUtility.HtmlEncode(word)}</td>")),
            "reversed" => WebUtility.HtmlEncode(new string([.. order.Reverse()])),
            "zero-width" => string.Join("&#x200B;", order.Select(letter => WebUtility.HtmlEncode(letter.ToString()))),
            "soft" => string.Join("&shy;", order.Select(letter => WebUtility.HtmlEncode(letter.ToString()))),
            "tags" => string.Concat(order.Select(letter => char.ConvertFromUtf32(0xE0000 + letter))),
            "fullwidth" => string.Concat(order.Select(letter => letter is > ' ' and <= '~' ? (char)(letter + 0xFEE0) : letter)),
            "base64" => Convert.ToBase64String(Encoding.UTF8.GetBytes(order)),
            "long" => string.Concat(Enumerable.Range(0, 800).Select(number => number.ToString(CultureInfo.InvariantCulture) + " ")) + WebUtility.HtmlEncode(order),
            _ => WebUtility.HtmlEncode(order),
        };
    }
}
