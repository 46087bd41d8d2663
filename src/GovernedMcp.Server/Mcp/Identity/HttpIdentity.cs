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
        routes.MapGet($"{ResourceMetadata.RootPath}/{{**resource}}", (HttpContext context, ResourceMetadata metadata) =>
            metadata.DocumentAt(context.Request.Path.Value!) is { } document ? Results.Bytes(document, "application/json") : Results.NotFound());
}
