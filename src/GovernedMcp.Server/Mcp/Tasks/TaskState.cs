using System.Text.Json.Nodes;
using ModelContextProtocol.Protocol;

namespace GovernedMcp.Server.Mcp.Tasks;

/// <summary>Where a task stands. The last three are its end.</summary>
internal abstract record TaskState(string Word)
{
    /// <param name="Message">What it waits for, for people.</param>
    /// <param name="AskAgain">When asking again may be worth it.</param>
    public sealed record Working(string Message, TimeSpan AskAgain) : TaskState("working");

    /// <summary>Its client is to ask its user or model.</summary>
    /// <param name="Requests">What is not answered yet, by the name that the answer comes under.</param>
    public sealed record InputRequired(IReadOnlyDictionary<string, JsonNode> Requests) : TaskState("input_required");

    /// <summary>The call has its result, which may well say that it was refused or failed.</summary>
    public sealed record Completed(CallToolResult Result) : TaskState("completed");

    /// <summary>The call ended with an error of the protocol.</summary>
    public sealed record Failed(int Code, string Message) : TaskState("failed");

    public sealed record Cancelled() : TaskState("cancelled");

    public bool IsOver => this is Completed or Failed or Cancelled;
}
