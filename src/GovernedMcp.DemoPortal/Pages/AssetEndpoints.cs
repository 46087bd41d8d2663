namespace GovernedMcp.DemoPortal.Pages;

/// <summary>Serves style sheet, script and logo from the assembly: nothing to copy, nothing from elsewhere. A browser keeps them for an hour.</summary>
internal static class AssetEndpoints
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/assets/{file}", Serve);

    private static IResult Serve(string file, HttpResponse response)
    {
        var type = Path.GetExtension(file) switch
        {
            ".css" => "text/css; charset=utf-8",
            ".js" => "text/javascript; charset=utf-8",
            ".svg" => "image/svg+xml",
            _ => null,
        };
        var content = type is null ? null : typeof(AssetEndpoints).Assembly.GetManifestResourceStream($"assets/{file}");
        if (content is null) return Results.NotFound();
        response.Headers.CacheControl = "private, max-age=3600";
        return Results.Stream(content, type);
    }
}
