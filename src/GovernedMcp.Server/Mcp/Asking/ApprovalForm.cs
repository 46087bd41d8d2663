using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using GovernedMcp.Governance.Approvals;
using GovernedMcp.Governance.Tools;
using ModelContextProtocol.Protocol;

namespace GovernedMcp.Server.Mcp.Asking;

/// <summary>
/// An approval as a client shows it to its user: the facts that the server derived, one a line, and nothing that the agent says
/// about them. What does not fit is not shown shortened but not asked here.
/// </summary>
internal static class ApprovalForm
{
    private const int LongestMessage = 6000;

    /// <returns>Null when it is too much for a form.</returns>
    public static ElicitRequestParams? For(Approval approval, string? complaint)
    {
        var message = Message(approval, complaint);
        return message.Length > LongestMessage ? null : new ElicitRequestParams { Mode = "form", Message = message, RequestedSchema = Schema(approval) };
    }

    public static ElicitRequestParams Page(Approval approval, string link, bool withId) => new()
    {
        Mode = "url",
        Message = "This call waits for people. Its page shows what would be done and who is asked; sign in there to answer.",
        Url = link,
        ElicitationId = withId ? approval.Id : null,
    };

    private static ElicitRequestParams.RequestSchema Schema(Approval approval) => new()
    {
        Properties = new Dictionary<string, ElicitRequestParams.PrimitiveSchemaDefinition>
        {
            ["decision"] = new ElicitRequestParams.UntitledSingleSelectEnumSchema { Title = "Decision", Enum = ["approve", "refuse"] },
            ["reason"] = new ElicitRequestParams.StringSchema
            {
                Title = "Reason",
                Description = "Why, in one line; goes on record",
                MinLength = approval.ReasonRequired ? 1 : null,
                MaxLength = ApprovalRules.LongestReason,
            },
        },
        Required = approval.ReasonRequired ? ["decision", "reason"] : ["decision"],
    };

    private static string Message(Approval approval, string? complaint)
    {
        var subject = approval.Subject.Node as JsonObject ?? [];
        var text = new StringBuilder();
        if (complaint is not null) text.Append(complaint).Append(".\n\n");
        text.Append(CultureInfo.InvariantCulture, $"Workflow {approval.Workflow} asks: {ToolCatalog.Find(approval.Tool)?.Title ?? approval.Tool}\n");
        text.Append(CultureInfo.InvariantCulture, $"Portal: {Line(subject["portal_title"]) ?? approval.Portal} ({Line(subject["address"]) ?? approval.Portal})\n");
        if (approval.Part is not null) text.Append(CultureInfo.InvariantCulture, $"Part: {approval.Part}\n");
        var changed = new HashSet<string>(StringComparer.Ordinal);
        foreach (var change in (subject["changes"] as JsonArray ?? []).OfType<JsonObject>())
        {
            changed.Add((string?)change["field"] ?? "");
            text.Append(CultureInfo.InvariantCulture, $"- {Line(change["label"]) ?? Line(change["field"])}: {Value(change["old"])} -> {Value(change["new"])}\n");
        }

        foreach (var (field, value) in (subject["values"] as JsonObject ?? []).Where(pair => !changed.Contains(pair.Key)))
            text.Append(CultureInfo.InvariantCulture, $"- {field}: {Value(value)}\n");
        if (Line(subject["button"]) is { } button) text.Append(CultureInfo.InvariantCulture, $"Sent by the button: \"{button}\"\n");
        foreach (var gate in (subject["gates"] as JsonArray ?? []).OfType<JsonObject>())
            text.Append(CultureInfo.InvariantCulture, $"Gate {Line(gate["gate"])} asks {Whom(gate)}\n");
        text.Append(CultureInfo.InvariantCulture, $"Decide by {approval.DecideBy.UtcDateTime:yyyy-MM-dd HH:mm} UTC. The server states these facts; the agent did not write them.");
        return text.ToString();
    }

    private static string Whom(JsonObject gate) => Line(gate["asks"]) == Governance.Registry.People.UserGroup ? "you" : $"{Line(gate["asks"])}, not answered here";

    private static string Value(JsonNode? value) => Line(value) is { Length: > 0 } text ? $"\"{text}\"" : "(empty)";

    // INVARIANT: a value stays on its line; a line break in it cannot begin a fact of its own.
    private static string? Line(JsonNode? node) =>
        node?.ToString().Replace("\r", "", StringComparison.Ordinal).Replace('\n', '⏎').Replace('\t', '⇥');
}
