using GovernedMcp.Governance.Identity;
using GovernedMcp.Server.Mcp.Identity;
using ModelContextProtocol.Protocol;

namespace GovernedMcp.Server.Mcp.HttpTransport;

/// <summary>Over HTTP the caller is whom the Authorization header of this very request proved, in an old session too.</summary>
internal sealed class HttpCaller : CallerResolver
{
    private const string Item = "governed.caller";

    /// <summary>Puts the caller beside a message, for <see cref="ResolveAsync"/> to find.</summary>
    public static JsonRpcMessageContext ContextFor(Authentication.Proven proven, string? revision) =>
        new() { ProtocolVersion = revision, Items = new Dictionary<string, object?> { [Item] = proven.Caller } };

    protected override Task<Identification> ResolveAsync(JsonRpcRequest request, string? client, CancellationToken cancel) =>
        Task.FromResult<Identification>(request.Context?.Items?.TryGetValue(Item, out var found) == true && found is Caller caller
            ? new Identification.Known(caller with { Client = client })
            : new Identification.Unknown(Rules.Identity.NoKey, "no key or token came with this request; send it in the Authorization header"));
}
