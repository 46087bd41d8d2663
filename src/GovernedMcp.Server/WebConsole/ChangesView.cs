using System.Text.Json.Nodes;

namespace GovernedMcp.Server.WebConsole;

/// <summary>Every field that would change, old beside new, and what would be sent besides. Values stand whole, never shortened.</summary>
internal static class ChangesView
{
    public static Markup Render(JsonObject subject)
    {
        var changes = (subject["changes"] as JsonArray ?? []).OfType<JsonObject>().ToList();
        var changed = changes.Select(change => ApprovalView.Text(change["field"])).ToHashSet(StringComparer.Ordinal);
        var others = (subject["values"] as JsonObject ?? []).Where(value => !changed.Contains(value.Key)).ToList();
        return Markup.Of($"{Changes(changes)}{Others(others, changes.Count > 0)}{Button(ApprovalView.Text(subject["button"]))}");
    }

    private static Markup Changes(List<JsonObject> changes) => changes.Count == 0 ? Markup.None : Markup.Of($"""
        <section class="card"><h2>What would change</h2><table class="changes"><thead><tr><th>Field</th><th>Now</th><th>Will be</th></tr></thead><tbody>
        {changes.Select(change => Markup.Of($"""
            <tr><td>{Badge.Beside(ApprovalView.Text(change["label"]))}<small>{Badge.Beside(ApprovalView.Text(change["field"]))}</small></td><td data-is="Now:" class="value">{Value(change["old"])}</td><td data-is="Will be:" class="value new">{Value(change["new"])}</td></tr>
            """))}
        </tbody></table></section>
        """);

    private static Markup Others(List<KeyValuePair<string, JsonNode?>> values, bool besides) => values.Count == 0 ? Markup.None : Markup.Of($"""
        <section class="card"><h2>{(besides ? "Sent besides, as it is" : "What would be sent")}</h2><dl>
        {values.Select(value => Markup.Of($"""<dt>{Badge.Beside(value.Key)}</dt><dd class="value">{Value(value.Value)}</dd>"""))}
        </dl></section>
        """);

    private static Markup Button(string? name) => string.IsNullOrEmpty(name) ? Markup.None : Markup.Of($"""<section class="card"><h2>Sent by the button</h2><p class="value">{Badge.Beside(name)}</p></section>""");

    private static Markup Value(JsonNode? value) =>
        ApprovalView.Text(value) is { Length: > 0 } text ? Badge.Beside(text) : Markup.Of($"""<span class="empty">empty</span>""");
}
