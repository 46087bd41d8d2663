using System.CommandLine;
using GovernedMcp.Governance.Redaction;
using GovernedMcp.Governance.Registry;

namespace GovernedMcp.Server.Cli;

/// <summary><c>registry attest</c>: an owner's word that the entry is still right; starts the next review period.</summary>
internal static class RegistryAttest
{
    public static Command Make()
    {
        var (name, file) = (RegistryCommand.Workflow(), PersonProof.KeyFile());
        return new Command("attest", "Say, as an owner, that the entry was reviewed and is right.") { name, file }.Does(async (parsed, terminal, cancel) =>
        {
            var places = Places.Of(parsed);
            var policy = places.LoadPolicy().Policy;
            var workflow = RegistryShow.Find(policy, parsed.GetRequiredValue(name));
            using var store = places.OpenStore();
            var person = await PersonProof.ProveAsync(store, parsed.GetValue(file), terminal, cancel);
            if (await new RegistryActs(store.Audit, new Redactor()).AttestAsync(workflow, policy.People, person.Person) is { } objection) throw new CliFault(objection);
            terminal.Say($"`{person.Person}` attested workflow `{workflow.Name}`; the next review is due in {workflow.Review.Every.TotalDays:0} days");
            return ExitCodes.Done;
        });
    }
}
