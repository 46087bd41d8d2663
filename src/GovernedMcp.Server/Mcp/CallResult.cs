using System.Text.Json;
using System.Text.Json.Nodes;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace GovernedMcp.Server.Mcp;

/// <summary>
/// The only way from a reply to the protocol, and the only place that makes a protocol error of one.
/// </summary>
internal static class CallResult
{
    /// <exception cref="McpProtocolException">There is no such tool for this caller: the protocol wants an error, the same for a tool that does not exist.</exception>
    public static CallToolResult Of(ToolReply reply)
    {
        var envelope = JsonElement.Parse(reply.Envelope.Json);
        if (envelope.TryGetProperty("code", out var code) && code.ValueEquals(Rules.Arguments.UnknownTool.Id))
        {
            throw new McpProtocolException(envelope.GetProperty("message").GetString()!, McpErrorCode.InvalidParams) { Data = { ["code"] = Rules.Arguments.UnknownTool.Id } };
        }

        var content = new List<ContentBlock> { new TextContentBlock { Text = reply.Text.Text } };
        if (reply.Image is { } image) content.Add(ImageContentBlock.FromBytes(image.Bytes, image.MimeType));
        if (reply.File is { } file) content.Add(new ResourceLinkBlock { Uri = file.Address, Name = file.Name, MimeType = file.MimeType, Size = file.Size });
        return new CallToolResult
        {
            Content = content,
            StructuredContent = envelope,
            IsError = reply.Outcome is ReplyOutcome.Refused or ReplyOutcome.Failed or ReplyOutcome.Terminated ? true : null,
        };
    }

    /// <summary>What nobody foresaw, in the Governor or around it: a reference, never the text of the exception.</summary>
    public static CallToolResult Unforeseen(string reference)
    {
        var envelope = new JsonObject
        {
            ["outcome"] = "failed",
            ["code"] = Rules.Calls.Internal.Id,
            ["message"] = Sentence(reference),
            ["data"] = new JsonObject(),
            ["warnings"] = new JsonArray(),
        };
        return new CallToolResult
        {
            Content = [new TextContentBlock { Text = $"failed: {Sentence(reference)}" }],
            StructuredContent = JsonSerializer.SerializeToElement(envelope, McpJson.Default.JsonObject),
            IsError = true,
        };
    }

    /// <inheritdoc cref="Unforeseen"/>
    public static McpProtocolException ListFault(string reference) => new(Sentence(reference), McpErrorCode.InternalError);

    /// <summary>The parameters of a request are not those of its method.</summary>
    public static McpProtocolException WrongParameters(string sentence) => new(sentence, McpErrorCode.InvalidParams);

    private static string Sentence(string reference) => $"something failed on our side; the platform team finds it in the log under `{reference}`";
}
