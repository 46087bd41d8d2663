using System.Text.Json;
using ModelContextProtocol.Protocol;

namespace GovernedMcp.Interop.Host;

/// <summary>Test tools that ask the client's model or user for something, once.</summary>
internal static class AskingTools
{
    private const string Key = "answer";

    public static ValueTask<CallToolResult> SampleAsync(TestCall call, CancellationToken cancel)
    {
        if (call.Client?.Sampling is null) throw new ModelContextProtocol.McpException("the client does not sample");
        return Inputs.Sampled(call.Context.Params.InputResponses, Key) is { } sampled
            ? TestCall.Text($"LLM response: {TextOf(sampled)}")
            : throw TestCall.Ask(null, (Key, Sample(call.Argument("prompt"), 100)));
    }

    public static ValueTask<CallToolResult> ElicitAsync(TestCall call, CancellationToken cancel) => ElicitAsync(call, "User response: action=", Elicit(call.Argument("message"),
        """{"properties":{"username":{"type":"string","description":"User's response"},"email":{"type":"string","description":"User's email address"}},"required":["username","email"]}"""));

    public static ValueTask<CallToolResult> DefaultsAsync(TestCall call, CancellationToken cancel) => ElicitAsync(call, "Elicitation completed: action=", Elicit("Please confirm",
        """
        {"properties":{"name":{"type":"string","default":"John Doe"},"age":{"type":"integer","default":30},"score":{"type":"number","default":95.5},
        "status":{"type":"string","enum":["active","inactive","pending"],"default":"active"},"verified":{"type":"boolean","default":true}},"required":[]}
        """));

    public static ValueTask<CallToolResult> EnumsAsync(TestCall call, CancellationToken cancel) => ElicitAsync(call, "Elicitation completed: action=", Elicit("Please choose",
        """
        {"properties":{
        "untitledSingle":{"type":"string","enum":["option1","option2","option3"]},
        "titledSingle":{"type":"string","oneOf":[{"const":"value1","title":"First Option"},{"const":"value2","title":"Second Option"},{"const":"value3","title":"Third Option"}]},
        "legacyEnum":{"type":"string","enum":["opt1","opt2","opt3"],"enumNames":["Option One","Option Two","Option Three"]},
        "untitledMulti":{"type":"array","items":{"type":"string","enum":["option1","option2","option3"]}},
        "titledMulti":{"type":"array","items":{"anyOf":[{"const":"value1","title":"First Choice"},{"const":"value2","title":"Second Choice"},{"const":"value3","title":"Third Choice"}]}}},
        "required":[]}
        """));

    public static ValueTask<CallToolResult> StreamAsync(TestCall call, CancellationToken cancel) =>
        ElicitAsync(call, "action=", Elicit("Go on?", """{"properties":{"ok":{"type":"boolean"}},"required":["ok"]}"""));

    public static InputRequest Elicit(string message, string schema) => InputRequest.ForElicitation(new ElicitRequestParams
    {
        Message = message,
        RequestedSchema = JsonSerializer.Deserialize<ElicitRequestParams.RequestSchema>(schema, ModelContextProtocol.McpJsonUtilities.DefaultOptions),
    });

    public static InputRequest Sample(string prompt, int tokens) => InputRequest.ForSampling(new CreateMessageRequestParams
    {
        Messages = [new SamplingMessage { Role = Role.User, Content = [new TextContentBlock { Text = prompt }] }],
        MaxTokens = tokens,
    });

    public static string TextOf(CreateMessageResult sampled) => string.Concat(sampled.Content.OfType<TextContentBlock>().Select(block => block.Text));

    private static ValueTask<CallToolResult> ElicitAsync(TestCall call, string head, InputRequest request)
    {
        if (call.Client?.Elicitation is null) throw new ModelContextProtocol.McpException("the client does not elicit");
        return call.Elicited(Key) is { } answer
            ? TestCall.Text($"{head}{answer.Action}, content={JsonSerializer.Serialize(answer.Content, ModelContextProtocol.McpJsonUtilities.DefaultOptions)}")
            : throw TestCall.Ask(null, (Key, request));
    }
}
