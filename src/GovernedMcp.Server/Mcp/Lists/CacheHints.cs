using System.Text.Json.Nodes;
using ModelContextProtocol.Protocol;

namespace GovernedMcp.Server.Mcp.Lists;

/// <summary>How long a client may keep what it was told, and that it is told to this caller alone.</summary>
internal static class CacheHints
{
    /// <summary>
    /// Short, because what a caller sees may end at any moment: a policy is reloaded, a workflow suspended, a key revoked. Nothing
    /// depends on it: every call is decided anew. It only saves a client from asking twice for one turn of its conversation.
    /// </summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromSeconds(10);

    /// <summary>Stamps a result, for a revision that knows the hints; clients of older ones refuse keys they do not know.</summary>
    public static T Stamped<T>(this T result, JsonRpcRequest request) where T : ICacheableResult
    {
        if (!request.IsModern()) return result;
        result.TimeToLive = Fresh;
        result.CacheScope = CacheScope.Private;
        return result;
    }

    /// <summary>Stamps a result of a method that came with the hints, whichever revision asks.</summary>
    public static JsonObject Stamped(this JsonObject result)
    {
        result["ttlMs"] = (long)Fresh.TotalMilliseconds;
        result["cacheScope"] = "private";
        return result;
    }
}
