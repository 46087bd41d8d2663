using GovernedMcp.Governance.Identity;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace GovernedMcp.Server.Mcp.Identity;

/// <summary>
/// Says who is calling, anew for every request: a key that is revoked now is worth nothing now.
/// </summary>
internal abstract class CallerResolver
{
    public Task<Identification> WhoAsync<T>(RequestContext<T> context, CancellationToken cancel) =>
        ResolveAsync(context.JsonRpcRequest, Named(context.JsonRpcRequest.Context?.ClientInfo ?? context.Server.ClientInfo), cancel);

    /// <summary>The same for a method that the protocol engine does not know: all there is of it is the request.</summary>
    public Task<Identification> WhoAsync(JsonRpcRequest request, CancellationToken cancel) => ResolveAsync(request, Named(request.Context?.ClientInfo), cancel);

    /// <param name="request">The request, with what the transport put beside it.</param>
    /// <param name="client">What the client calls itself; for the record, never for the decision.</param>
    protected abstract Task<Identification> ResolveAsync(JsonRpcRequest request, string? client, CancellationToken cancel);

    // What a client says of itself is short on record.
    private static string? Named(Implementation? client) => client is null ? null : Escaped.Short($"{client.Name} {client.Version}");
}
