using System.CommandLine;
using GovernedMcp.Governance.Redaction;
using GovernedMcp.Governance.Registry;

namespace GovernedMcp.Server.Cli;

/// <summary><c>registry suspend</c> and <c>resume</c>: the kill switch. Pulling it must never fail for want of a key; lifting it takes a person.</summary>
internal static class RegistrySwitch
{
    public static Command Suspend()
    {
        var (name, reason, file) = (RegistryCommand.Workflow(), PersonProof.Reason(), PersonProof.KeyFile());
        return new Command("suspend", "Stop a workflow at once: its calls are refused and its sessions end within a second.") { name, reason, file }.Does(async (parsed, terminal, cancel) =>
        {
            // The registry is not asked: a switch that needs a sound configuration is no switch.
            using var store = Places.Of(parsed).OpenStore();
            var person = await PersonProof.TryProveAsync(store, parsed.GetValue(file), terminal, cancel, ask: false);
            var workflow = parsed.GetRequiredValue(name);
            await new RegistryActs(store.Audit, new Redactor()).SuspendAsync(workflow, person?.Person ?? Operator.Name, parsed.GetValue(reason)!);
            terminal.Say($"workflow `{workflow}` is suspended");
            return ExitCodes.Done;
        });
    }

    public static Command Resume()
    {
        var (name, reason, file) = (RegistryCommand.Workflow(), PersonProof.Reason(), PersonProof.KeyFile());
        return new Command("resume", "Lift the kill switch.") { name, reason, file }.Does(async (parsed, terminal, cancel) =>
        {
            var places = Places.Of(parsed);
            var policy = places.LoadPolicy().Policy;
            var workflow = RegistryShow.Find(policy, parsed.GetRequiredValue(name));
            using var store = places.OpenStore();
            var person = await PersonProof.ProveAsync(store, parsed.GetValue(file), terminal, cancel);
            if (!policy.People.Knows(person.Person)) throw new CliFault($"people.yaml no longer knows `{person.Person}`; ask the platform team");
            if (!(await store.Standings.SuspendedAsync(cancel)).Any(standing => standing.Workflow == workflow.Name)) throw new CliFault($"workflow `{workflow.Name}` is not suspended");
            await new RegistryActs(store.Audit, new Redactor()).ResumeAsync(workflow.Name, person.Person, parsed.GetValue(reason)!);
            terminal.Say($"workflow `{workflow.Name}` may run again");
            return ExitCodes.Done;
        });
    }
}
