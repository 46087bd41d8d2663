using System.Collections.Frozen;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Credentials;
using GovernedMcp.Governance.Identity;
using GovernedMcp.Governance.Registry;
using GovernedMcp.Governance.Scopes;
using GovernedMcp.Governance.Tools;
using GovernedMcp.Storage.Tests.Registry;

namespace GovernedMcp.Storage.Tests.Credentials;

/// <summary>A permit to sign in, for a workflow whose scope names one credential or none.</summary>
internal static class Permits
{
    public static Permit Login(string? credential)
    {
        var workflow = WorkflowStandingsTests.Workflow() with
        {
            Scope = new Scope(new Dictionary<string, PortalScope>
            {
                ["northwind-vendor"] = new()
                {
                    Portal = "northwind-vendor",
                    Credential = credential is null ? null : new CredentialName(credential),
                    Source = SourceMark.BuiltIn,
                },
            }.ToFrozenDictionary()),
        };
        var policy = new Policy
        {
            Revision = "r1",
            Rails = new(),
            People = new(FrozenDictionary<string, Team>.Empty, FrozenDictionary<string, FrozenSet<string>>.Empty),
            Registry = new([workflow]),
            Portals = FrozenDictionary<string, Governance.Portals.Portal>.Empty,
        };
        var tool = ToolCatalog.All.Single(one => one.Name == "portal_login");
        var call = new ToolCall
        {
            Id = "call_1",
            Tool = tool,
            Arguments = new CallArguments(new Dictionary<string, object>(), []),
            Act = new Act { Kind = tool.Kind, Portal = "northwind-vendor" },
        };
        var caller = new Caller { Workflow = workflow.Name, KeyId = "gmw_1", HeldBy = "ana@example.com" };
        return Permit.Issue(new Decision.Allowed(Rules.Scope.Granted, SourceMark.BuiltIn, "allowed"), call, caller, policy, intent: 1);
    }
}
