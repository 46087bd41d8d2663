using GovernedMcp.Governance.Identity;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Governance.Registry;
using GovernedMcp.Governance.Scopes;

namespace GovernedMcp.Governance;

/// <summary>
/// The proof that a call was allowed and that this is on record. Only governance makes one; no block runs and no credential
/// opens without it.
/// </summary>
public sealed class Permit
{
    private Permit(ToolCall call, Caller caller, Workflow workflow, Portal? portal, PortalScope? scope, long intent)
    {
        (Call, Caller, Workflow, IntentSeq) = (call, caller, workflow, intent);
        _portal = portal;
        _scope = scope;
    }

    private readonly Portal? _portal;
    private readonly PortalScope? _scope;

    public ToolCall Call { get; }
    public Caller Caller { get; }
    public Workflow Workflow { get; }

    /// <summary>The number of the intent record of this call.</summary>
    public long IntentSeq { get; }

    /// <exception cref="InvalidOperationException">The call is about no portal.</exception>
    public Portal Portal => _portal ?? throw new InvalidOperationException($"{Call.Tool.Name} is about no portal");

    /// <inheritdoc cref="Portal"/>
    public PortalScope Scope => _scope ?? throw new InvalidOperationException($"{Call.Tool.Name} is about no portal");

    // INVARIANT: takes an allowed decision and the number of a committed intent record; the Governor is the only caller.
    internal static Permit Issue(Decision.Allowed decision, ToolCall call, Caller caller, Policy policy, long intent)
    {
        ArgumentNullException.ThrowIfNull(decision);
        var workflow = policy.Registry.Find(caller.Workflow) ?? throw new InvalidOperationException("an allowed call has a registered workflow");
        var portal = call.Act.Portal is { } name ? policy.Portals.GetValueOrDefault(name) : null;
        var scope = call.Act.Portal is { } scoped ? workflow.Scope.Portals.GetValueOrDefault(scoped) : null;
        return new Permit(call, caller, workflow, portal, scope, intent);
    }
}
