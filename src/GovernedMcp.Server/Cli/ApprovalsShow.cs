using System.CommandLine;
using System.Text.Json.Nodes;
using GovernedMcp.Governance.Approvals;

namespace GovernedMcp.Server.Cli;

/// <summary><c>approvals show</c>: what exactly would be done, as the server knows it.</summary>
internal static class ApprovalsShow
{
    public static Command Make()
    {
        var (id, json) = (ApprovalsCommand.Id(), Verb.Json());
        return new Command("show", "One approval: what would be done, who is asked, who answered.") { id, json }.Does(async (parsed, terminal, cancel) =>
        {
            using var store = Places.Of(parsed).OpenStore();
            var name = parsed.GetRequiredValue(id);
            var approval = await store.Approvals.FindAsync(name, cancel) ?? throw new CliFault($"there is no approval `{name}`; `approvals list --all` names those there are");
            var now = TimeProvider.System.GetUtcNow();
            if (parsed.GetValue(json)) terminal.Print(AsJson(approval, now));
            else Show(approval, now, terminal);
            return ExitCodes.Done;
        });
    }

    internal static JsonObject AsJson(Approval approval, DateTimeOffset now) => new()
    {
        ["id"] = approval.Id,
        ["state"] = approval.StateAt(now).Word(),
        ["workflow"] = approval.Workflow,
        ["requested_by"] = approval.RequestedBy,
        ["tool"] = approval.Tool,
        ["portal"] = approval.Portal,
        ["part"] = approval.Part,
        ["requested_at"] = approval.RequestedAt.Shown(),
        ["decide_by"] = approval.DecideBy.Shown(),
        ["use_by"] = approval.UseBy().Shown(),
        ["asks"] = new JsonArray([.. approval.Asks.Select(ask => new JsonObject { ["gate"] = ask.Gate, ["group"] = ask.Group, ["needed"] = ask.Needed, ["given"] = approval.Given(ask) })]),
        ["votes"] = new JsonArray([.. approval.Votes.Select(vote => new JsonObject { ["person"] = vote.Person, ["key"] = vote.KeyId, ["approves"] = vote.Approves, ["reason"] = vote.Reason, ["at"] = vote.At.Shown() })]),
        ["subject"] = approval.Subject.Node,
        ["digest"] = approval.Digest,
    };

    internal static void Show(Approval approval, DateTimeOffset now, Terminal terminal)
    {
        var subject = approval.Subject.Node as JsonObject ?? [];
        terminal.Facts(
            ("approval", approval.Id), ("state", approval.StateAt(now).Word()), ("workflow", approval.Workflow), ("purpose", (string?)subject["purpose"]),
            ("asked for by", approval.RequestedBy), ("about", ApprovalsCommand.About(approval)), ("address", (string?)subject["address"]), ("sent by", Marked((string?)subject["button"] ?? "")),
            ("decide by", approval.DecideBy.Shown()), ("use by", approval.UseBy().Shown()),
            ("asked", string.Join(", ", approval.Asks.Select(ask => $"{ask.Group} {approval.Given(ask)}/{ask.Needed} (gate {ask.Gate})"))));
        Values(approval, terminal);
        if (approval.Votes.Count == 0) return;
        terminal.Say("");
        terminal.Table(["person", "answer", "given", "reason", "at"],
            [.. approval.Votes.Select(vote => (IReadOnlyList<string>)[vote.Person, vote.Approves ? "approved" : "refused", vote.ClientKey is { } key ? $"in the client ({key})" : "with a key", vote.Reason, vote.At.Shown()])], "");
    }

    /// <summary>What would change and what would be sent.</summary>
    internal static void Values(Approval approval, Terminal terminal)
    {
        var subject = approval.Subject.Node as JsonObject ?? [];
        if (subject["changes"] is JsonArray { Count: > 0 } changes)
        {
            terminal.Say("");
            terminal.Table(["field", "label", "was", "becomes"], [.. changes.Select(change => (IReadOnlyList<string>)[Marked(Text(change, "field")), Marked(Text(change, "label")), Marked(Text(change, "old")), Marked(Text(change, "new"))])], "");
        }

        if (subject["values"] is not JsonObject { Count: > 0 } values) return;
        terminal.Say("");
        terminal.Say("everything that would be sent:");
        terminal.Facts([.. values.Select(value => ($"  {Marked(value.Key)}", Marked(value.Value?.ToString() ?? "")))]);
    }

    // Whether it may not be what it looks like stands beside it.
    private static string Marked(string text) => Lookalikes.Find(text) is { } why ? $"{text} [{why}]" : text;

    private static string Text(JsonNode? change, string name) => (string?)change?[name] ?? "";
}
