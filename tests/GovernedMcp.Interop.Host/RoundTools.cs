using ModelContextProtocol.Protocol;

namespace GovernedMcp.Interop.Host;

/// <summary>The test tools of revision 2026-07-28 that end with a question and are called again with the answer.</summary>
internal static class RoundTools
{
    private const string NameSchema = """{"properties":{"name":{"type":"string"}},"required":["name"]}""";
    private const string OkSchema = """{"properties":{"ok":{"type":"boolean"}},"required":["ok"]}""";

    public static IReadOnlyList<TestTool> All { get; } =
    [
        new("test_input_required_result_elicitation", (call, _) => Name(call, "user_name") is { } name
            ? TestCall.Text($"Hello, {name}!")
            : throw TestCall.Ask(null, ("user_name", AskingTools.Elicit("What is your name?", NameSchema)))),
        new("test_input_required_result_sampling", (call, _) => Inputs.Sampled(call.Context.Params.InputResponses, "capital_question") is { } sampled
            ? TestCall.Text(AskingTools.TextOf(sampled))
            : throw TestCall.Ask(null, ("capital_question", AskingTools.Sample("What is the capital of France?", 100)))),
        new("test_input_required_result_list_roots", (call, _) => Inputs.Roots(call.Context.Params.InputResponses, "client_roots") is { } roots
            ? TestCall.Text(string.Join(", ", roots.Roots.Select(root => root.Uri)))
            : throw TestCall.Ask(null, ("client_roots", InputRequest.ForRootsList(new ListRootsRequestParams())))),
        new("test_input_required_result_request_state", (call, _) => Confirmed(call)),
        new("test_input_required_result_tampered_state", (call, _) => Confirmed(call)),
        new("test_input_required_result_multiple_inputs", (call, _) =>
            Name(call, "user_name") is { } name && Inputs.Sampled(call.Context.Params.InputResponses, "greeting") is { } greeting
            && Inputs.Roots(call.Context.Params.InputResponses, "client_roots") is { } roots && SealedState.Open(call.Context.Params.RequestState) == "inputs"
                ? TestCall.Text($"{AskingTools.TextOf(greeting)} {name}, {roots.Roots.Count} roots")
                : throw TestCall.Ask(
                    SealedState.Seal("inputs"),
                    ("user_name", AskingTools.Elicit("What is your name?", NameSchema)),
                    ("greeting", AskingTools.Sample("Generate a greeting", 50)),
                    ("client_roots", InputRequest.ForRootsList(new ListRootsRequestParams())))),
        new("test_input_required_result_multi_round", (call, _) => MultiRound(call)),
        new("test_input_required_result_capabilities", (call, _) => Capabilities(call)),
    ];

    private static string? Name(TestCall call, string key) =>
        call.Elicited(key) is { IsAccepted: true, Content: { } content } && content.TryGetValue("name", out var name) && name.ValueKind == System.Text.Json.JsonValueKind.String ? name.GetString() : null;

    private static ValueTask<CallToolResult> Confirmed(TestCall call) =>
        call.Elicited("confirm") is not null && SealedState.Open(call.Context.Params.RequestState) == "confirm"
            ? TestCall.Text("state-ok")
            : throw TestCall.Ask(SealedState.Seal("confirm"), ("confirm", AskingTools.Elicit("Please confirm", OkSchema)));

    private static ValueTask<CallToolResult> MultiRound(TestCall call)
    {
        var round = call.Context.Params.RequestState is { } state ? SealedState.Open(state) : "";
        if (round == "1" && Name(call, "step1") is { } name)
        {
            throw TestCall.Ask(SealedState.Seal($"2 {name}"), ("step2",
                AskingTools.Elicit("Step 2: What is your favorite color?", """{"properties":{"color":{"type":"string"}},"required":["color"]}""")));
        }

        return round.StartsWith("2 ", StringComparison.Ordinal) && call.Elicited("step2") is not null
            ? TestCall.Text($"{round[2..]} has answered both steps")
            : throw TestCall.Ask(SealedState.Seal("1"), ("step1", AskingTools.Elicit("Step 1: What is your name?", NameSchema)));
    }

    private static ValueTask<CallToolResult> Capabilities(TestCall call)
    {
        if (call.Context.Params.InputResponses is { Count: > 0 }) return TestCall.Text("answered");
        var requests = new List<(string, InputRequest)>();
        if (call.Client?.Elicitation is not null) requests.Add(("elicited", AskingTools.Elicit("Go on?", OkSchema)));
        if (call.Client?.Sampling is not null) requests.Add(("sampled", AskingTools.Sample("Say something", 10)));
        if (call.Client?.Roots is not null) requests.Add(("roots", InputRequest.ForRootsList(new ListRootsRequestParams())));
        return requests.Count == 0 ? TestCall.Text("nothing can be asked") : throw TestCall.Ask(null, [.. requests]);
    }
}
