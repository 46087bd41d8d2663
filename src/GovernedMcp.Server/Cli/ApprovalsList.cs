using System.CommandLine;
using System.Text.Json.Nodes;
using GovernedMcp.Governance.Approvals;

namespace GovernedMcp.Server.Cli;

/// <summary><c>approvals list</c></summary>
internal static class ApprovalsList
{
    private const int Most = 200;

    public static Command Make()
    {
        var all = new Option<bool>("--all") { Description = "Also those that are answered, expired or used" };
        var json = Verb.Json();
        return new Command("list", "What waits for an answer, newest first.") { all, json }.Does(async (parsed, terminal, cancel) =>
        {
            using var store = Places.Of(parsed).OpenStore();
            var now = TimeProvider.System.GetUtcNow();
            var approvals = (await store.Approvals.ListAsync(Most, cancel)).Where(approval => parsed.GetValue(all) || approval.StateAt(now) == ApprovalState.Pending).ToList();
            if (parsed.GetValue(json)) terminal.Print(new JsonArray([.. approvals.Select(approval => ApprovalsShow.AsJson(approval, now))]));
            else
            {
                terminal.Table(["approval", "state", "workflow", "about", "asked for by", "waits for", "until"],
                    [.. approvals.Select(approval => Row(approval, now))], parsed.GetValue(all) ? "no approval was ever asked for" : "nothing waits for an answer");
            }

            return ExitCodes.Done;
        });
    }

    private static string[] Row(Approval approval, DateTimeOffset now) =>
    [
        approval.Id, approval.StateAt(now).Word(), approval.Workflow, ApprovalsCommand.About(approval), approval.RequestedBy,
        string.Join(", ", approval.Asks.Where(ask => approval.Given(ask) < ask.Needed).Select(ask => $"{ask.Group} {approval.Given(ask)}/{ask.Needed}").DefaultIfEmpty("nobody")),
        (approval.UseBy() ?? approval.DecideBy).Shown(),
    ];
}
