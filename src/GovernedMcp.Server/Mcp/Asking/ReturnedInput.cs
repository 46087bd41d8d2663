using System.Text.Json.Nodes;
using ModelContextProtocol.Protocol;

namespace GovernedMcp.Server.Mcp.Asking;

/// <summary>What came back with a call: the sealed state, and what the client says its user did. Both may hold anything.</summary>
/// <param name="State">Empty when it is there and is no text.</param>
internal sealed record ReturnedInput(string State, ReturnedInput.Answer Said)
{
    /// <summary>The name of our one question.</summary>
    public const string Question = "approval";

    /// <summary>Null: the call comes for the first time.</summary>
    public static ReturnedInput? In(JsonRpcRequest request)
    {
        if (request.Params is not JsonObject parameters || parameters["requestState"] is not { } state) return null;
        var response = (parameters["inputResponses"] as JsonObject)?[Question] as JsonObject;
        return new ReturnedInput(Text(state) ?? "", Read(response));
    }

    /// <summary>What a client answered over its session.</summary>
    public static ReturnedInput Of(string state, JsonObject? result) => new(state, Read(result));

    private static Answer Read(JsonObject? response)
    {
        var content = response?["content"] as JsonObject;
        return Text(response?["action"]) switch
        {
            "decline" => new Answer.Given(Approves: false, "declined in the client"),
            "cancel" => new Answer.Dismissed(),
            "accept" when Text(content?["decision"]) is "approve" or "refuse" =>
                new Answer.Given(Text(content!["decision"]) == "approve", Text(content["reason"]) ?? ""),
            _ => new Answer.Unclear(),
        };
    }

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    internal abstract record Answer
    {
        private Answer() { }

        public sealed record Given(bool Approves, string Reason) : Answer;

        /// <summary>Put away without an answer.</summary>
        public sealed record Dismissed : Answer;

        /// <summary>Nothing that answers the question.</summary>
        public sealed record Unclear : Answer;
    }
}
