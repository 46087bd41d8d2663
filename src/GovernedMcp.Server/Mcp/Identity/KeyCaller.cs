using GovernedMcp.Governance.Identity;
using GovernedMcp.Storage.Keys;
using ModelContextProtocol.Protocol;

namespace GovernedMcp.Server.Mcp.Identity;

/// <summary>On stdio the caller is whoever's key the client's configuration holds.</summary>
internal sealed class KeyCaller(PresentedKey presented, KeyStore keys) : CallerResolver
{
    protected override async Task<Identification> ResolveAsync(JsonRpcRequest request, string? client, CancellationToken cancel)
    {
        if (presented.Key is not { } key)
        {
            return new Identification.Unknown(Rules.Identity.NoKey,
                "no key was given; set GOVERNED_MCP_KEY, or --key-file, to the key that `governed-mcp keys issue <workflow>` printed");
        }

        return await keys.FindWorkflowKeyAsync(key.Reveal(), cancel) is { } known
            ? new Identification.Known(new Caller { Workflow = known.Workflow, KeyId = known.KeyId, HeldBy = known.HeldBy, Client = client })
            : new Identification.Unknown(Rules.Identity.UnknownKey, "the key is unknown or revoked, or it is a person's; ask the platform team for a key of your workflow");
    }
}
