using System.Text.Json;
using System.Text.Json.Nodes;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace GovernedMcp.Interop.Host;

/// <summary>The test tools, in the order in which the suite describes them.</summary>
internal static class TestTools
{
    /// <summary>A red dot.</summary>
    public static readonly byte[] Png = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==");

    // A sound without a sample.
    private static readonly byte[] Wav = [.. "RIFF"u8, 36, 0, 0, 0, .. "WAVEfmt "u8, 16, 0, 0, 0, 1, 0, 1, 0, 0x40, 0x1F, 0, 0, 0x40, 0x1F, 0, 0, 1, 0, 8, 0, .. "data"u8, 0, 0, 0, 0];

    private const string Schema2020 =
        """
        {"$schema":"https://json-schema.org/draft/2020-12/schema","type":"object","$defs":{"address":{"$anchor":"addressDef","type":"object","properties":{"street":{"type":"string"},"city":{"type":"string"}}}},
        "properties":{"name":{"type":"string"},"address":{"$ref":"#/$defs/address"},"contactMethod":{"type":"string","enum":["phone","email"]},"phone":{"type":"string"},"email":{"type":"string"}},
        "allOf":[{"anyOf":[{"required":["phone"]},{"required":["email"]}]}],"if":{"properties":{"contactMethod":{"const":"phone"}},"required":["contactMethod"]},"then":{"required":["phone"]},"else":{"required":["email"]},"additionalProperties":false}
        """;

    public static IReadOnlyList<TestTool> All { get; } =
    [
        new("test_simple_text", (_, _) => TestCall.Text("This is a simple text response for testing.")),
        new("test_image_content", (_, _) => Content(ImageContentBlock.FromBytes(Png, "image/png"))),
        new("test_audio_content", (_, _) => Content(AudioContentBlock.FromBytes(Wav, "audio/wav"))),
        new("test_embedded_resource", (_, _) => Content(Embedded("test://embedded-resource", "text/plain", "This is an embedded resource content."))),
        new("test_multiple_content_types", (_, _) => Content(
            new TextContentBlock { Text = "Multiple content types test:" },
            ImageContentBlock.FromBytes(Png, "image/png"),
            Embedded("test://mixed-content-resource", "application/json", """{"test":"data","value":123}"""))),
        new("test_tool_with_logging", LogAsync),
        new("test_logging_tool", LogAsync),
        new("test_error_handling", (_, _) => new(new CallToolResult { IsError = true, Content = [new TextContentBlock { Text = "This tool intentionally returns an error for testing" }] })),
        new("test_tool_with_progress", ProgressAsync),
        new("test_reconnection", ReconnectAsync),
        new("test_streaming_elicitation", AskingTools.StreamAsync),
        new("test_sampling", AskingTools.SampleAsync, """{"type":"object","properties":{"prompt":{"type":"string"}},"required":["prompt"]}"""),
        new("test_elicitation", AskingTools.ElicitAsync, """{"type":"object","properties":{"message":{"type":"string"}},"required":["message"]}"""),
        new("test_elicitation_sep1034_defaults", AskingTools.DefaultsAsync),
        new("test_elicitation_sep1330_enums", AskingTools.EnumsAsync),
        new("json_schema_2020_12_tool", (_, _) => TestCall.Text("ok"), Schema2020),
        new("test_missing_capability", (call, _) => call.Client?.Sampling is null ? throw Missing("sampling") : TestCall.Text("sampling is there")),
        new("test_trigger_tool_change", ChangeAsync),
        new("test_trigger_prompt_change", ChangeAsync),
        .. RoundTools.All,
        .. TaskTools.All,
    ];

    public static TestTool? Find(string name) => All.FirstOrDefault(tool => tool.Name == name);

    public static EmbeddedResourceBlock Embedded(string uri, string type, string text) =>
        new() { Resource = new TextResourceContents { Uri = uri, MimeType = type, Text = text } };

    private static ValueTask<CallToolResult> Content(params ContentBlock[] blocks) => new(new CallToolResult { Content = blocks });

    private static McpProtocolException Missing(string capability) => new($"the client did not declare {capability}", (McpErrorCode)(-32021))
    {
        Data = { ["requiredCapabilities"] = JsonSerializer.SerializeToElement(new JsonObject { [capability] = new JsonObject() }) },
    };

    private static async ValueTask<CallToolResult> LogAsync(TestCall call, CancellationToken cancel)
    {
        using var provider = call.Server.AsClientLoggerProvider();
        var log = provider.CreateLogger("conformance");
        foreach (var line in new[] { "Tool execution started", "Tool processing data", "Tool execution completed" })
        {
            Microsoft.Extensions.Logging.LoggerExtensions.LogInformation(log, "{Line}", line);
            await Task.Delay(50, cancel);
        }

        return await TestCall.Text("logged");
    }

    private static async ValueTask<CallToolResult> ProgressAsync(TestCall call, CancellationToken cancel)
    {
        foreach (var done in new[] { 0, 50, 100 })
        {
            if (call.Context.Params.ProgressToken is { } token)
                await call.Server.NotifyProgressAsync(token, new ProgressNotificationValue { Progress = done, Total = 100 }, cancellationToken: cancel);
            await Task.Delay(50, cancel);
        }

        return await TestCall.Text("done");
    }

    private static async ValueTask<CallToolResult> ReconnectAsync(TestCall call, CancellationToken cancel)
    {
        await call.Context.EnablePollingAsync(TimeSpan.FromMilliseconds(200), cancel);
        await Task.Delay(300, cancel);
        return await TestCall.Text("Reconnection test completed successfully");
    }

    private static ValueTask<CallToolResult> ChangeAsync(TestCall call, CancellationToken cancel)
    {
        call.Policies.Swap(call.Policies.Current);
        return TestCall.Text("changed");
    }
}
