using System.Text.Json.Serialization;

namespace GovernedMcp.Server.Mcp.Asking;

/// <summary>What a client carries from one round of a call to the next: which question it was asked, about which call of whom.</summary>
/// <param name="Arguments">SHA-256 over the arguments of the call.</param>
/// <param name="Until">Unix seconds; never later than the approval can be decided.</param>
/// <param name="Forms">How often the form was shown for this call.</param>
/// <param name="Page">Whether the last question was to open the page.</param>
internal sealed record AskState(string Approval, string Workflow, string Key, string Tool, string Arguments, long Until, int Forms, bool Page);

[JsonSerializable(typeof(AskState))]
internal sealed partial class AskStateJson : JsonSerializerContext;
