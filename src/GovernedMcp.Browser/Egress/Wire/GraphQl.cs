using System.Net.Http.Headers;
using System.Text.Json;
using GraphQLParser;
using GraphQLParser.AST;
using GraphQLParser.Exceptions;
using Microsoft.AspNetCore.WebUtilities;

namespace GovernedMcp.Browser.Egress.Wire;

/// <summary>
/// Tells what requests of GraphQL do. Its language calls a query a read-only fetch, without side effects, as HTTP does a <c>GET</c>
/// (https://spec.graphql.org/October2021/#sec-Language.Operations).
/// </summary>
internal static class GraphQl
{
    private const int MostNested = 100;
    private static readonly ParserOptions Strict = new() { Ignore = IgnoreOptions.All, MaxDepth = MostNested };
    private static readonly JsonDocumentOptions Once = new() { AllowDuplicateProperties = false };

    /// <summary>
    /// It asks for data and changes nothing: JSON of the members that the protocol knows and no other (https://graphql.github.io/graphql-over-http/draft/#sec-Request-Parameters),
    /// or a list of such, in which every operation is a query. A document that is only named by its digest is none: nobody knows what it does; nor
    /// is one beside an address that names another, which some services would take instead.
    /// </summary>
    /// <param name="target">Path and query.</param>
    public static bool Reads(string target, string? contentType, ReadOnlyMemory<byte> body)
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

    private static bool OnlyAsks(string document) => Parts(document) is var parts && parts.Any(part => part is GraphQLOperationDefinition)
        && parts.All(part => part is GraphQLFragmentDefinition or GraphQLOperationDefinition { Operation: OperationType.Query });

    /// <summary>A document that does one thing and holds no value of its own for it: what it changes, the variables say.</summary>
    public static bool WritesVariables(string document) =>
        Parts(document).Where(part => part is not GraphQLFragmentDefinition).ToList() is [GraphQLOperationDefinition { Operation: OperationType.Mutation, Directives: null } mutation]
        && mutation.SelectionSet.Selections is [GraphQLField { Directives: null } changed]
        && (mutation.Variables?.Items ?? []).TrueForAll(variable => variable.DefaultValue is null)
        && (changed.Arguments?.Items ?? []).TrueForAll(argument => IsVariable(argument.Value));

    private static bool IsVariable(GraphQLValue value) => value switch
    {
        GraphQLVariable => true,
        GraphQLObjectValue parts => (parts.Fields ?? []).TrueForAll(part => IsVariable(part.Value)),
        GraphQLListValue items => (items.Values ?? []).TrueForAll(IsVariable),
        _ => false,
    };

    // Nothing of what is none.
    private static List<ASTNode> Parts(string document)
    {
        try
        {
            return Parser.Parse(document, Strict).Definitions;
        }
        catch (GraphQLParserException)
        {
            return [];
        }
    }
}
