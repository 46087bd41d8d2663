using System.Collections.Frozen;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Credentials;
using GovernedMcp.Governance.Flows;
using GovernedMcp.Governance.Registry;
using GovernedMcp.Governance.Scopes;
using GovernedMcp.Storage.Config.Entries;
using GovernedMcp.Storage.Config.Shapes;
using GovernedMcp.Storage.Config.Yaml;

namespace GovernedMcp.Storage.Config;

/// <summary>Makes the model of what was read and found to fit together.</summary>
internal sealed class ModelBuilder(ConfigSet all)
{
    public Rails Rails() => new()
    {
        Gates = [.. all.Rails.Gates.Select(entry => entry.Gate)],
        Approvals = all.Rails.Approvals,
        Sessions = all.Rails.Sessions,
        Browser = all.Rails.Browser,
        Audit = all.Rails.Audit,
        Identity = all.Rails.Identity?.Rails(),
        Console = all.Rails.Console,
    };

    public People People() => new(
        all.People.Teams.Frozen(team => new Team(team.Name, Set(team.Value.Members), team.Value.Contact)),
        all.People.Approvers.Frozen(group => Set(group.Value)));

    public CredentialCatalog Credentials() => new(all.Credentials.Credentials.ToFrozenDictionary(
        credential => new CredentialName(credential.Name), credential => credential.Value.Frozen()));

    public WorkflowRegistry Registry() => new(all.Workflows.Select(Workflow));

    private static Workflow Workflow(WorkflowEntry entry) => new()
    {
        Name = entry.Name.Value,
        Purpose = entry.Purpose,
        Owner = entry.Owner.Value,
        Accountable = entry.Accountable.Value,
        Status = entry.Status,
        Review = entry.Review,
        Scope = new Scope(entry.Scope.Frozen(portal => Portal(entry.File, portal))),
        Flows = [.. entry.Flows.Select(flow => new FlowGrant(flow.From.Value, flow.To.Value, new SourceMark(entry.File, flow.At.Line)))],
        Limits = entry.Limits,
        Gates = [.. entry.Gates.Select(gate => gate.Gate)],
        Waivers = [.. entry.Waivers.Select(waiver => Waiver(entry.File, waiver))],
        Source = new SourceMark(entry.File, entry.Name.At.Line),
    };

    private static PortalScope Portal(string file, Named<ScopeEntry> portal) => new()
    {
        Portal = portal.Name,
        Credential = portal.Value.Credential is { } credential ? new CredentialName(credential.Value) : null,
        Sections = Grants(portal.Value.Sections),
        Tables = Grants(portal.Value.Tables),
        Records = Grants(portal.Value.Records),
        Forms = Grants(portal.Value.Forms),
        Downloads = Grants(portal.Value.Downloads),
        Explore = portal.Value.Explore?.Value == true,
        Source = new SourceMark(file, portal.At.Line),
    };

    private static PartGrants Grants(GrantEntry entry) => new(
        entry.Named.Frozen(part => part.Value.Only is { } only ? new NameGrant(Set(only)) : NameGrant.Everything), entry.All, entry.Found);

    private static Waiver Waiver(string file, WaiverEntry entry)
    {
        var parts = entry.Form.Value.Split('/');
        return new Waiver(parts[0], parts[1], entry.Reason, entry.Until.Value, new SourceMark(file, entry.Form.At.Line));
    }

    private static FrozenSet<string> Set(IReadOnlyList<Located<string>> all) => all.Select(one => one.Value).ToFrozenSet(StringComparer.Ordinal);
}
