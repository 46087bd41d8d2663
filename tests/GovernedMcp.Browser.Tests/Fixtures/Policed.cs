using System.Collections.Frozen;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Credentials;
using GovernedMcp.Governance.Identity;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Governance.Registry;
using GovernedMcp.Governance.Scopes;
using GovernedMcp.Governance.Sessions;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Browser.Tests.Fixtures;

/// <summary>Permits for tests, made the way the Governor makes them: from an allowed decision under a policy.</summary>
public static class Policed
{
    public static Caller Caller { get; } = new() { Workflow = "desk", KeyId = "key_1", HeldBy = "dana@example.com" };

    public static Policy With(IReadOnlyList<Portal> portals, Rails? rails = null, Func<PortalScope, PortalScope>? scope = null) => new()
    {
        Revision = "test",
        Rails = rails ?? new Rails(),
        People = new People(FrozenDictionary<string, Team>.Empty, FrozenDictionary<string, FrozenSet<string>>.Empty),
        Registry = new WorkflowRegistry([Desk(portals, scope ?? (all => all))]),
        Portals = portals.ToFrozenDictionary(portal => portal.Name),
    };

    public static SessionFacts Facts(Portal portal) => new()
    {
        Handle = Ids.New("s"),
        Workflow = Caller.Workflow,
        KeyId = Caller.KeyId,
        Portal = portal.Name,
        OpenedAt = TimeProvider.System.GetUtcNow(),
    };

    /// <summary>A permit for a call of a tool. Arguments as the strict reader leaves them: text, int, list of text, values, tests.</summary>
    public static Permit Permit(string tool, Portal portal, SessionFacts? session = null, PlanFacts? plan = null, params (string Name, object Value)[] arguments) =>
        Permit(scope: null, tool, portal, session, plan, arguments);

    /// <summary>The same under a narrower scope.</summary>
    public static Permit Permit(Func<PortalScope, PortalScope>? scope, string tool, Portal portal, SessionFacts? session, PlanFacts? plan, params (string Name, object Value)[] arguments)
    {
        var definition = ToolCatalog.All.Single(one => one.Name == tool);
        var call = new ToolCall
        {
            Id = Ids.New("call"),
            Tool = definition,
            Arguments = new CallArguments(arguments.ToDictionary(argument => argument.Name, argument => argument.Value), []),
            Act = new Act { Kind = definition.Kind, Portal = portal.Name },
            Session = session,
            Plan = plan,
        };
        return Governance.Permit.Issue(new Decision.Allowed(Rules.Scope.Granted, SourceMark.BuiltIn, "allowed"), call, Caller, With([portal], scope: scope), intent: 1);
    }

    /// <param name="again">The credential that a session signs in with again; null: it may not.</param>
    public static BlockRun Run(Credential? credential = null, Func<Task>? sending = null, Func<Credential>? again = null, PersonAtClient? person = null) => new(
        credential, new Progress<BlockProgress>(), sending ?? (() => Task.CompletedTask),
        _ => again is null ? throw new BlockFault(Rules.Sessions.Expired, "it may not sign in again") : Task.FromResult(again()),
        person ?? ((_, _) => Task.FromResult<bool?>(null)));

    public static Credential Credential(string username, string password, string name = "portal/desk", string? totp = null)
    {
        var parts = new Dictionary<string, Secret> { ["username"] = new(username), ["password"] = new(password) };
        if (totp is not null) parts["totp"] = new(totp);
        return new Credential(new CredentialName(name), parts);
    }

    private static Workflow Desk(IReadOnlyList<Portal> portals, Func<PortalScope, PortalScope> scope) => new()
    {
        Name = Caller.Workflow,
        Purpose = "tests",
        Owner = "testers",
        Accountable = Caller.HeldBy,
        Status = WorkflowStatus.Active,
        Review = ReviewRhythm.Default,
        Scope = new Scope(portals.ToFrozenDictionary(portal => portal.Name, portal => scope(new PortalScope
        {
            Portal = portal.Name,
            Credential = new CredentialName("portal/desk"),
            Sections = PartGrants.All with { Found = true },
            Tables = PartGrants.All with { Found = true },
            Records = PartGrants.All with { Found = true },
            Forms = PartGrants.All with { Found = true },
            Downloads = PartGrants.All,
            Source = SourceMark.BuiltIn,
        }))),
        Limits = WorkflowLimits.None,
        Gates = [],
        Waivers = [],
        Source = SourceMark.BuiltIn,
    };
}
