using System.CommandLine;
using System.Text.Json.Nodes;
using GovernedMcp.Governance.Submits;
using GovernedMcp.Governance.Tools;
using GovernedMcp.Storage;

namespace GovernedMcp.Server.Cli;

/// <summary><c>submits show</c>: what to look for at the portal.</summary>
internal static class SubmitsShow
{
    public static Command Make()
    {
        var (plan, json) = (SubmitsCommand.Plan(), Verb.Json());
        return new Command("show", "One submit: what was to be sent, to look for it at the portal.") { plan, json }.Does(async (parsed, terminal, cancel) =>
        {
            using var store = Places.Of(parsed).OpenStore();
            var submit = await FindAsync(store, parsed.GetRequiredValue(plan), cancel);
            if (parsed.GetValue(json)) terminal.Print(AsJson(submit));
            else Show(submit, terminal);
            return ExitCodes.Done;
        });
    }

    internal static async Task<SubmitCase> FindAsync(LocalStore store, string plan, CancellationToken cancel) =>
        await store.Submits.FindAsync(plan, cancel) ?? throw new CliFault($"no plan `{plan}` was ever submitted; `submits list --all` names those that were unknown");

    internal static JsonObject AsJson(SubmitCase submit) => new()
    {
        ["plan"] = submit.Facts.Plan,
        ["submit"] = submit.Facts.State.Word(),
        ["workflow"] = submit.Facts.Workflow,
        ["portal"] = submit.Facts.Portal,
        ["form"] = submit.Facts.Form,
        ["requested_by"] = submit.RequestedBy,
        ["at"] = submit.At.Shown(),
        ["call"] = submit.CallId,
        ["approval"] = submit.Approval?.Id,
        ["subject"] = submit.Approval?.Subject.Node,
        ["settled"] = submit.Facts.Settled?.AsJson(),
    };

    private static void Show(SubmitCase submit, Terminal terminal)
    {
        var settled = submit.Facts.Settled;
        terminal.Facts(
            ("plan", submit.Facts.Plan), ("outcome", SubmitsCommand.Standing(submit)), ("comment", settled?.Comment), ("workflow", submit.Facts.Workflow),
            ("form", SubmitsCommand.About(submit)), ("reference", submit.Facts.Reference), ("asked for by", submit.RequestedBy), ("at", submit.At.Shown()),
            ("call", submit.CallId), ("approval", submit.Approval?.Id));
        if (submit.Approval is { } approval) ApprovalsShow.Values(approval, terminal);
        else
        {
            terminal.Say("");
            terminal.Say($"no gate asked for it, so its values are in the calls before it: `audit show {submit.CallId}` and `audit tail`");
        }
    }
}
