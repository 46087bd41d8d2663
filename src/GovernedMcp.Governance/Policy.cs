using System.Collections.Concurrent;
using System.Collections.Frozen;
using GovernedMcp.Governance.Flows;
using GovernedMcp.Governance.Gates;
using GovernedMcp.Governance.Identity;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Governance.Registry;
using GovernedMcp.Governance.Scopes;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Governance;

/// <summary>
/// Everything that decides, as one immutable value with a revision: rails, people, registry and portals. Deciding is pure: no
/// clock, no I/O, no state but what it is handed; the same input gives the same answer.
/// </summary>
public sealed class Policy
{
    // What follows from the policy alone, made once when it is first asked for.
    private readonly ConcurrentDictionary<string, ServedSkill> _skills = new(StringComparer.Ordinal);

    /// <summary>SHA-256 over the canonical content of every document it was built from, lower-case hexadecimal.</summary>
    public required string Revision { get; init; }

    public required Rails Rails { get; init; }
    public required People People { get; init; }
    public required WorkflowRegistry Registry { get; init; }
    public required FrozenDictionary<string, Portal> Portals { get; init; }

    /// <summary>Registry, scope, flows, limits, gates: the first that says no decides; else gates may hold; else it is allowed.</summary>
    public Decision Decide(ToolCall call, Caller caller, Circumstances circumstances) =>
        Admit(caller, circumstances)
        ?? ScopeCheck.Refuses(this, Registry.Find(caller.Workflow)!, call.Act)
        ?? FlowCheck.Refuses(Registry.Find(caller.Workflow)!, call.Act, circumstances)
        ?? LimitCheck.Refuses(Registry.Find(caller.Workflow)!, Rails.Sessions, call.Act, circumstances)
        ?? GateCheck.Judge(this, Registry.Find(caller.Workflow)!, call.Act);

    /// <summary>Whether the registry lets this workflow run at all; null when it does.</summary>
    public Decision.Refused? Admit(Caller caller, Circumstances circumstances) =>
        RegistryCheck.Refuses(Registry.Find(caller.Workflow), caller, circumstances);

    /// <summary>
    /// The tools that some call of this workflow could be allowed or held for, each with the portals it may be used on. Asks the
    /// same scope check as <see cref="Decide"/>, so that what is shown and what may be done cannot drift apart.
    /// </summary>
    public IReadOnlyList<ToolOffer> Offers(Caller caller, Circumstances circumstances)
    {
        if (Admit(caller, circumstances) is not null) return [];
        var scopes = Registry.Find(caller.Workflow)!.Scope.Portals.Values.OrderBy(scope => scope.Portal, StringComparer.Ordinal).ToList();
        return
        [
            .. ToolCatalog.All
                .Select(tool => new ToolOffer(tool, [.. scopes.Where(scope => ScopeCheck.CouldGrant(scope, tool.Kind)).Select(scope => scope.Portal)]))
                .Where(offer => offer.Portals.Count > 0),
        ];
    }

    /// <summary>The Skills that this workflow may read: exactly those of the portals that its scope names, and none while it may not run.</summary>
    public IReadOnlyList<ServedSkill> Skills(Caller caller, Circumstances circumstances)
    {
        if (Admit(caller, circumstances) is not null) return [];
        return
        [
            .. Registry.Find(caller.Workflow)!.Scope.Portals.Keys.Order(StringComparer.Ordinal)
                .Where(Portals.ContainsKey)
                .Select(portal => _skills.GetOrAdd(portal, name => new ServedSkill(Portals[name]))),
        ];
    }
}
