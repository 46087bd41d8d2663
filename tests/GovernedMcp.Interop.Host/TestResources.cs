using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace GovernedMcp.Interop.Host;

/// <summary>The resources of the conformance suite.</summary>
internal static class TestResources
{
    private const string Before = "test://template/";
    private const string After = "/data";

    private static readonly IReadOnlyList<Resource> Listed =
    [
        new() { Uri = "test://static-text", Name = "static-text", Description = "A text", MimeType = "text/plain" },
        new() { Uri = "test://static-binary", Name = "static-binary", Description = "A picture", MimeType = "image/png" },
        new() { Uri = "test://watched-resource", Name = "watched-resource", Description = "A text that may change", MimeType = "text/plain" },
    ];

    private static readonly ResourceTemplate Template = new() { UriTemplate = $"{Before}{{id}}{After}", Name = "template", Description = "Data by id", MimeType = "application/json" };

    public static void AddTo(McpServerOptions options)
    {
        options.Handlers.ListResourcesHandler ??= (_, _) => new(new ListResourcesResult());
        options.Handlers.ListResourceTemplatesHandler ??= (_, _) => new(new ListResourceTemplatesResult());
        options.Handlers.ReadResourceHandler ??= (context, _) => throw new ModelContextProtocol.McpProtocolException("no such resource", ModelContextProtocol.McpErrorCode.InvalidParams) { Data = { ["uri"] = context.Params.Uri } };
        var filters = options.Filters.Request;
        filters.ListResourcesFilters.Add(next => async (context, cancel) =>
        {
            var own = await next(context, cancel);
            own.Resources = [.. own.Resources, .. Listed];
            return own;
        });
        filters.ListResourceTemplatesFilters.Add(next => async (context, cancel) =>
        {
            var own = await next(context, cancel);
            own.ResourceTemplates = [.. own.ResourceTemplates, Template];
            return own;
        });
        filters.ReadResourceFilters.Add(next => (context, cancel) =>
            Find(context.Params.Uri) is { } contents ? new(new ReadResourceResult { Contents = [contents] }) : next(context, cancel));
        options.Handlers.SubscribeToResourcesHandler ??= (_, _) => new(new EmptyResult());
        options.Handlers.UnsubscribeFromResourcesHandler ??= (_, _) => new(new EmptyResult());
    }

    private static ResourceContents? Find(string uri)
    {
        if (uri == "test://static-binary") return BlobResourceContents.FromBytes(TestTools.Png, uri, "image/png");
        if (uri is "test://static-text" or "test://watched-resource") return Text(uri, "text/plain", "This is the content of the static text resource.");
        if (!uri.StartsWith(Before, StringComparison.Ordinal) || !uri.EndsWith(After, StringComparison.Ordinal)) return null;
        var id = uri[Before.Length..^After.Length];
        return Text(uri, "application/json", $$"""{"id":"{{id}}","templateTest":true,"data":"Data for ID: {{id}}"}""");
    }

    private static TextResourceContents Text(string uri, string type, string text) => new() { Uri = uri, MimeType = type, Text = text };
}
