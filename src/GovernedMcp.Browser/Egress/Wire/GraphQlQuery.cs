using System.Net.Http.Headers;
using System.Text.Json;
using GraphQLParser;
using GraphQLParser.AST;
using GraphQLParser.Exceptions;
using Microsoft.AspNetCore.WebUtilities;

namespace GovernedMcp.Browser.Egress.Wire;

/// <summary>
/// Tells a request that asks a GraphQL service for data from every other <c>POST</c>. Its language calls a query a read-only fetch, without
/// side effects, as HTTP does a <c>GET</c> (https://spec.graphql.org/October2021/#sec-Language.Operations).
/// </summary>
internal static class GraphQlQuery
{
    private const int MostNested = 100;
    private static readonly ParserOptions Strict = new() { Ignore = IgnoreOptions.All, MaxDepth = MostNested };
    private static readonly JsonDocumentOptions Once = new() { AllowDuplicateProperties = false };

    /// <summary>
    /// True for JSON of the members that the protocol knows and no other (https://graphql.github.io/graphql-over-http/draft/#sec-Request-Parameters),
    /// or a list of such, in which every operation is a query. A document that is only named by its digest is none: nobody knows what it does; nor
    /// is one beside an address that names another, which some services would take instead.
    /// </summary>
    /// <param name="target">Path and query.</param>
    public static bool Is(string target, string? contentType, ReadOnlyMemory<byte> body)
    {
        if (target.IndexOf('?', StringComparison.Ordinal) is >= 0 and var at && QueryHelpers.ParseQuery(target[at..]).Keys.Contains("query", StringComparer.OrdinalIgnoreCase)) return false;
        if (!MediaTypeHeaderValue.TryParse(contentType, out var type) || type.MediaType != "application/json" || type.CharSet is not null && !type.CharSet.Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase)) return false;
        try
        {
            using var json = JsonDocument.Parse(body, Once);
            return json.RootElement.ValueKind == JsonValueKind.Array
                ? json.RootElement.GetArrayLength() > 0 && json.RootElement.EnumerateArray().All(Asks)
                : Asks(json.RootElement);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static bool Asks(JsonElement request) => request.ValueKind == JsonValueKind.Object
        && request.TryGetProperty("query", out var document) && document.ValueKind == JsonValueKind.String
        && request.EnumerateObject().All(member => (member.Name, member.Value.ValueKind) is
            ("query", _) or ("operationName", JsonValueKind.String or JsonValueKind.Null) or ("variables" or "extensions", JsonValueKind.Object or JsonValueKind.Null))
        && OnlyAsks(document.GetString()!);

    private static bool OnlyAsks(string document)
    {
        try
        {
            var parts = Parser.Parse(document, Strict).Definitions;
            return parts.Any(part => part is GraphQLOperationDefinition) && parts.TrueForAll(part => part is GraphQLFragmentDefinition or GraphQLOperationDefinition { Operation: OperationType.Query });
        }
        catch (GraphQLParserException)
        {
            return false;
        }
    }
}
