using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace GovernedMcp.Server.Mcp.HttpTransport;

/// <summary>What the transport has to know of the host it serves.</summary>
internal sealed record HttpTransportParts
{
    /// <summary>The tools whose schemas may mark arguments with <c>x-mcp-header</c>.</summary>
    public required IReadOnlyList<Tool> Tools { get; init; }

    /// <summary>Lets older clients take up a broken stream where it broke; null: they cannot. It costs memory and time with every event.</summary>
    public ISseEventStreamStore? Events { get; init; }
}
