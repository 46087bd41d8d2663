using GovernedMcp.Server.Mcp.Identity.Issuers;
using GovernedMcp.Server.Mcp.Identity.Tokens;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace GovernedMcp.Server.Mcp.Identity;

/// <summary>What proves callers over HTTP, in one registration and one route. The stdio host uses neither.</summary>
internal static class HttpIdentity
{
    public static IServiceCollection AddHttpIdentity(this IServiceCollection services) => services
        .AddSingleton(_ => new IssuerDocuments())
        .AddSingleton<IssuerDirectory>()
        .AddSingleton<TokenAuthentication>()
        .AddSingleton<BearerAuthentication>()
        .AddSingleton<Challenges>()
        .AddSingleton<ResourceMetadata>();

    /// <summary>Serves the protected resource metadata, at its root path and at that of the resource.</summary>
    public static IEndpointConventionBuilder MapResourceMetadata(this IEndpointRouteBuilder routes) =>
        routes.MapGet($"{ResourceMetadata.RootPath}/{{**resource}}", AnswerAsync);

    private static async Task AnswerAsync(HttpContext http)
    {
        if (http.RequestServices.GetRequiredService<ResourceMetadata>().DocumentAt(http.Request.Path.Value!) is not { } document)
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        http.Response.ContentType = "application/json";
        await http.Response.Body.WriteAsync(document, http.RequestAborted);
    }
}
