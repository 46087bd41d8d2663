using System.Text.Json.Nodes;
using ModelContextProtocol.Protocol;

namespace GovernedMcp.Server.Mcp;

/// <summary>Which way of speaking a request belongs to.</summary>
internal static class Revisions
{
    /// <summary>True from 2026-07-28 on: the request itself says its revision, instead of a handshake before it.</summary>
    public static bool IsModern(JsonRpcRequest request) => (request.Params as JsonObject)?["_meta"] is JsonObject meta && meta.ContainsKey(MetaKeys.ProtocolVersion);
}
