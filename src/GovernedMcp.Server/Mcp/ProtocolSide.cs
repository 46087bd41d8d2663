using Microsoft.Extensions.Logging;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace GovernedMcp.Server.Mcp;

/// <summary>What a transport talks to: the protocol engine with handlers of ours. There is one that serves, and one that only rehearses.</summary>
internal abstract class ProtocolSide
{
    public OpenCalls Calls { get; } = new();

    /// <summary>One for every client: it holds nothing of any of them.</summary>
    public abstract McpServerOptions Options { get; }

    /// <summary>Serves one client until the transport ends or is told to stop.</summary>
    public async Task RunAsync(ITransport transport, ILoggerFactory logs, CancellationToken cancel)
    {
        await using var server = McpServer.Create(transport, Options, logs);
        await server.RunAsync(cancel);
    }

    /// <summary>Ends what is held open for clients and waits for nothing from them; calls go on.</summary>
    public virtual void End()
    {
    }
}
