using System.Text.Json.Nodes;
using GovernedMcp.Governance.Audit;
using GovernedMcp.Governance.Redaction;

namespace GovernedMcp.Governance.Registry;

/// <summary>
/// What people do to a registered workflow besides editing its entry: the kill switch, and the owner's word that the entry is
/// still right. Each is a record.
/// </summary>
public sealed class RegistryActs(IAuditLog audit, Redactor redactor)
{
    /// <summary>Holds the workflow at once, in every process on the store. Anybody who may run the command may pull it.</summary>
    public Task SuspendAsync(string workflow, string by, string reason) => AppendAsync(
        AuditTypes.RegistrySuspended, workflow, by, new JsonObject { ["reason"] = reason }, new LedgerChange.Suspend(workflow, reason));

    public Task ResumeAsync(string workflow, string by, string reason) => AppendAsync(
        AuditTypes.RegistryResumed, workflow, by, new JsonObject { ["reason"] = reason }, new LedgerChange.Resume(workflow));

    /// <returns>Null when it is on record; else why this person may not attest.</returns>
    public async Task<string?> AttestAsync(Workflow workflow, People people, string person)
    {
        ArgumentNullException.ThrowIfNull(workflow);
        ArgumentNullException.ThrowIfNull(people);
        if (person != workflow.Accountable && !people.MembersOf(People.OwnerGroup, workflow).Contains(person))
            return $"`{person}` does not answer for workflow `{workflow.Name}`; ask {workflow.Accountable} or another member of `{workflow.Owner}`";
        await AppendAsync(AuditTypes.RegistryAttested, workflow.Name, person, null, new LedgerChange.Attest(workflow.Name));
        return null;
    }

    private Task<long> AppendAsync(string type, string workflow, string by, JsonObject? facts, LedgerChange change) =>
        audit.AppendAsync(new AuditEntry { Type = type, Actor = by, Agent = workflow, Facts = facts is null ? null : redactor.Redact(facts) }, change);
}
