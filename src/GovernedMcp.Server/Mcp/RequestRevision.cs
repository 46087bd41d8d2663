using System.Text.Json.Nodes;
using ModelContextProtocol.Protocol;

namespace GovernedMcp.Server.Mcp;

/// <summary>Which way of speaking a request belongs to, on whatever transport it came.</summary>
internal static class RequestRevision
{
    private const string First = "2026-07-28";

    /// <summary>True from 2026-07-28 on: the request itself says its revision, instead of a handshake before it.</summary>
    public static bool IsModern(this JsonRpcRequest request) =>
        string.CompareOrdinal(request.Context?.ProtocolVersion ?? (string?)((request.Params as JsonObject)?["_meta"] as JsonObject)?[MetaKeys.ProtocolVersion], First) >= 0;
}
