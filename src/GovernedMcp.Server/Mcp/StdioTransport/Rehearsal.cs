using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace GovernedMcp.Server.Mcp.StdioTransport;

/// <summary>
/// One conversation of the protocol engine with nobody, held while the configuration is read and the store is opened: its code is
/// then ready when the client is heard. It reads no input of anybody, knows no policy and no store, and its answers go nowhere.
/// </summary>
internal sealed class Rehearsal : ProtocolSide
{
    private static readonly byte[] Script = Encoding.UTF8.GetBytes(
        """
        {"jsonrpc":"2.0","id":1,"method":"server/discover","params":{"_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientInfo":{"name":"rehearsal","version":"1"},"io.modelcontextprotocol/clientCapabilities":{}}}}
        {"jsonrpc":"2.0","id":2,"method":"tools/list","params":{"_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientInfo":{"name":"rehearsal","version":"1"},"io.modelcontextprotocol/clientCapabilities":{}}}}

        """);

    private Rehearsal()
    {
        Options = new McpServerOptions
        {
            ServerInfo = new Implementation { Name = "rehearsal", Version = "1" },
            ToolCollection = [],
            Handlers = new McpServerHandlers
            {
                ListToolsHandler = (_, _) => new(new ListToolsResult { Tools = [.. ServedTools.All] }),
                CallToolHandler = Unasked<CallToolRequestParams, CallToolResult>,

                // Never asked for; that they are there is what makes the engine prepare their messages.
                ListResourcesHandler = Unasked<ListResourcesRequestParams, ListResourcesResult>,
                ListResourceTemplatesHandler = Unasked<ListResourceTemplatesRequestParams, ListResourceTemplatesResult>,
                ReadResourceHandler = Unasked<ReadResourceRequestParams, ReadResourceResult>,
                ListPromptsHandler = Unasked<ListPromptsRequestParams, ListPromptsResult>,
                GetPromptHandler = Unasked<GetPromptRequestParams, GetPromptResult>,
                CompleteHandler = Unasked<CompleteRequestParams, CompleteResult>,
            },
        };
        Options.Filters.Message.IncomingFilters.Add(RawCall.SetArgumentsAside);
    }

    public override McpServerOptions Options { get; }

    public static Task RunAsync() =>
        StdioHost.ConverseAsync(new Rehearsal(), new MemoryStream(Script), Stream.Null, TimeProvider.System, NullLoggerFactory.Instance, CancellationToken.None);

    private static ValueTask<TResult> Unasked<TParams, TResult>(RequestContext<TParams> context, CancellationToken cancel) =>
        throw new NotSupportedException("a rehearsal lists its tools and nothing else");
}
