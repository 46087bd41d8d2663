using System.Text.Json;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace GovernedMcp.Interop.Host;

/// <summary>The prompts of the conformance suite.</summary>
internal static class TestPrompts
{
    private static readonly IReadOnlyList<Prompt> Listed =
    [
        new() { Name = "test_simple_prompt", Description = "A simple prompt" },
        new() { Name = "test_prompt_with_arguments", Description = "A prompt with arguments", Arguments = [Argument("arg1"), Argument("arg2")] },
        new() { Name = "test_prompt_with_embedded_resource", Description = "A prompt with a resource", Arguments = [Argument("resourceUri")] },
        new() { Name = "test_prompt_with_image", Description = "A prompt with a picture" },
        new() { Name = "test_input_required_result_prompt", Description = "A prompt that asks first" },
    ];

    public static void AddTo(McpServerOptions options)
    {
        options.Handlers.ListPromptsHandler ??= (_, _) => new(new ListPromptsResult());
        options.Handlers.GetPromptHandler ??= (_, _) => throw new ModelContextProtocol.McpProtocolException("no such prompt", ModelContextProtocol.McpErrorCode.InvalidParams);
        options.Handlers.CompleteHandler ??= (_, _) => new(new CompleteResult());
        var filters = options.Filters.Request;
        filters.ListPromptsFilters.Add(next => async (context, cancel) =>
        {
            var own = await next(context, cancel);
            own.Prompts = [.. own.Prompts, .. Listed];
            return own;
        });
        filters.GetPromptFilters.Add(next => (context, cancel) => Find(context.Params) is { } messages ? new(new GetPromptResult { Messages = messages }) : next(context, cancel));
        filters.CompleteFilters.Add(next => (context, cancel) => context.Params.Ref is PromptReference { Name: "test_prompt_with_arguments" }
            ? new(new CompleteResult { Completion = new Completion { Values = [.. new[] { "paris", "park", "party" }.Where(word => word.StartsWith(context.Params.Argument.Value, StringComparison.Ordinal))], Total = 3 } })
            : next(context, cancel));
    }

    private static List<PromptMessage>? Find(GetPromptRequestParams asked) => asked.Name switch
    {
        "test_simple_prompt" => [Says("This is a simple prompt for testing.")],
        "test_prompt_with_arguments" => [Says($"Prompt with arguments: arg1='{Value(asked, "arg1")}', arg2='{Value(asked, "arg2")}'")],
        "test_prompt_with_embedded_resource" =>
        [
            new() { Role = Role.User, Content = TestTools.Embedded(Value(asked, "resourceUri"), "text/plain", "Embedded resource content for testing.") },
            Says("Please process the embedded resource above."),
        ],
        "test_prompt_with_image" => [new() { Role = Role.User, Content = ImageContentBlock.FromBytes(TestTools.Png, "image/png") }, Says("Please analyze the image above.")],
        "test_input_required_result_prompt" => Inputs.Elicited(asked.InputResponses, "user_context") is { Content: { } content }
            ? [Says($"Context: {(content.TryGetValue("context", out var context) ? context.ToString() : "")}")]
            : throw TestCall.Ask(null, ("user_context", AskingTools.Elicit("What context should the prompt use?", """{"properties":{"context":{"type":"string"}},"required":["context"]}"""))),
        _ => null,
    };

    private static PromptMessage Says(string text) => new() { Role = Role.User, Content = new TextContentBlock { Text = text } };

    private static PromptArgument Argument(string name) => new() { Name = name, Description = $"Test argument {name}", Required = true };

    private static string Value(GetPromptRequestParams asked, string name) => asked.Arguments?.TryGetValue(name, out var value) == true ? value is { ValueKind: JsonValueKind.String } ? value.GetString()! : value.ToString() : "";
}
