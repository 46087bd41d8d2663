using System.CommandLine;
using GovernedMcp.Governance.Redaction;
using GovernedMcp.Governance.Submits;

namespace GovernedMcp.Server.Cli;

/// <summary><c>submits settle</c>: the word of the person whose key is presented, who looked at the portal.</summary>
internal static class SubmitsSettle
{
    private const string Happened = "happened";
    private const string Not = "did-not-happen";

    public static Command Make()
    {
        var (plan, file) = (SubmitsCommand.Plan(), PersonProof.KeyFile());
        var found = new Argument<string>("found") { Description = "What you found at the portal" }.AcceptOnlyFromAmong(Happened, Not);
        var comment = new Option<string>("--comment") { Description = "Where you looked and what you found, in one line; goes on record", HelpName = "TEXT", Required = true };
        return new Command("settle", "Say how an unknown submit ended, as the person your key proves; it is said once.") { plan, found, comment, file }.Does(async (parsed, terminal, cancel) =>
        {
            var places = Places.Of(parsed);
            var policy = places.LoadPolicy().Policy;
            using var store = places.OpenStore();
            var submit = await SubmitsShow.FindAsync(store, parsed.GetRequiredValue(plan), cancel);
            var person = await PersonProof.ProveAsync(store, parsed.GetValue(file), terminal, cancel);
            var settling = new SubmitSettling(store.Audit, new Redactor(), TimeProvider.System);
            var happened = parsed.GetRequiredValue(found) == Happened;
            if (await settling.SettleAsync(submit, policy, person.Person, person.KeyId, happened, parsed.GetRequiredValue(comment)) is { } objection) throw new CliFault(objection.Sentence);
            terminal.Say($"`{person.Person}` settled `{submit.Facts.Plan}`: it {(happened ? "happened" : "did not happen")}");
            return ExitCodes.Done;
        });
    }
}
