using System.CommandLine;
using GovernedMcp.Governance.Approvals;
using GovernedMcp.Governance.Redaction;

namespace GovernedMcp.Server.Cli;

/// <summary><c>approvals approve</c> and <c>refuse</c>: an answer of the person whose key is presented, and of nobody else.</summary>
internal static class ApprovalsAnswer
{
    public static Command Make(string name, string description, bool approves)
    {
        var (id, reason, file) = (ApprovalsCommand.Id(), PersonProof.Reason(), PersonProof.KeyFile());
        return new Command(name, description) { id, reason, file }.Does(async (parsed, terminal, cancel) =>
        {
            using var store = Places.Of(parsed).OpenStore();
            var person = await PersonProof.ProveAsync(store, parsed.GetValue(file), terminal, cancel);
            var answers = new ApprovalAnswers(store.Approvals, store.Audit, new Redactor(), TimeProvider.System);
            var approval = parsed.GetRequiredValue(id);
            if (await answers.AnswerAsync(approval, person.Person, person.KeyId, approves, parsed.GetValue(reason)!, cancel) is { } objection) throw new CliFault(objection.Sentence);
            var state = (await store.Approvals.FindAsync(approval, cancel))?.StateAt(TimeProvider.System.GetUtcNow());
            terminal.Say($"`{person.Person}` {(approves ? "approved" : "refused")} `{approval}`; it is now {state?.Word()}");
            return ExitCodes.Done;
        });
    }
}
