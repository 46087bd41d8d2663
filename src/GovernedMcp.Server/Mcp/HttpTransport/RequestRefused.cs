using System.Text.Json.Nodes;

namespace GovernedMcp.Server.Mcp.HttpTransport;

/// <summary>A request that goes no further: its HTTP status and, where it was a message of the protocol, the JSON-RPC error.</summary>
/// <param name="status">The HTTP status.</param>
/// <param name="code">The JSON-RPC code; null: the refusal is HTTP's alone and the body is plain text.</param>
/// <param name="sentence">What is wrong and what is allowed. Never a token, never more than a short piece of input.</param>
internal sealed class RequestRefused(int status, int? code, string sentence) : Exception(sentence)
{
    public int Status => status;
    public int? Code => code;

    /// <summary>The JSON-RPC id as it was written, when it is known.</summary>
    public string? Id { get; init; }

    /// <summary>The data of the JSON-RPC error.</summary>
    public JsonObject? Details { get; init; }

    /// <summary>Headers that go with the refusal.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();
}

/// <summary>The codes of the protocol that only HTTP answers with.</summary>
internal static class HttpCodes
{
    /// <summary>A header does not say what the body says (revision 2026-07-28).</summary>
    public const int HeaderMismatch = -32020;

    /// <summary>The tool needs something that the client did not say it can do (revision 2026-07-28).</summary>
    public const int ClientCapabilityMissing = -32021;

    /// <summary>A revision that is not served.</summary>
    public const int UnsupportedRevision = -32022;

    /// <summary>No such session, or not this caller's.</summary>
    public const int SessionUnknown = -32001;

    public const int MethodNotFound = -32601;
}
