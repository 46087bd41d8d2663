using GovernedMcp.Governance.Files;
using GovernedMcp.Server.Mcp.Identity;
using GovernedMcp.Server.Mcp.Lists;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace GovernedMcp.Server.Mcp.Files;

/// <summary>The files that portal_download fetched and portal_extract wrote, each as a resource for the workflow that asked for it. They are linked, never listed.</summary>
internal sealed class FileResources(Governor governor, CallerResolver callers, FaultSink faults) : EndpointFeature
{
    /// <summary>What goes into one answer, in bytes; larger files are for people, who find them in the data folder.</summary>
    public const int MostBytes = 32 * 1024 * 1024;

    private const string Prefix = KeptFile.Scheme + "://";

    public override void AddTo(McpServerOptions options)
    {
        var others = options.Handlers.ReadResourceHandler;
        options.Handlers.ReadResourceHandler = (context, cancel) => context.Params?.Uri is { } uri && uri.StartsWith(Prefix, StringComparison.Ordinal) || others is null
            ? ReadAsync(context, cancel)
            : others(context, cancel);
    }

    private async ValueTask<ReadResourceResult> ReadAsync(RequestContext<ReadResourceRequestParams> context, CancellationToken cancel) => await faults.AnswerAsync(async () =>
    {
        var uri = context.Params?.Uri ?? "";
        var served = await governor.FileAsync(await callers.WhoAsync(context, cancel), uri, MostBytes, cancel)
            ?? throw new McpProtocolException(
                $"there is no file `{Escaped.Short(uri)}` for you, or it is kept no longer, or is too large to be sent; fetch it again with portal_download or portal_extract",
                context.JsonRpcRequest.IsModern() ? McpErrorCode.InvalidParams : McpErrorCode.ResourceNotFound) { Data = { ["uri"] = uri } };
        return new ReadResourceResult { Contents = [Contents(served)] }.Stamped(context.JsonRpcRequest);
    });

    private static ResourceContents Contents(ServedDownload served) => served.Text is { } text
        ? new TextResourceContents { Uri = served.File.Address, MimeType = served.File.MimeType, Text = text }
        : BlobResourceContents.FromBytes(served.Bytes, served.File.Address, served.File.MimeType);
}
