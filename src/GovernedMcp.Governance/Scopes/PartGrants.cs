using System.Collections.Frozen;

namespace GovernedMcp.Governance.Scopes;

/// <summary>
/// The parts of one kind (tables, forms …) that a scope grants: by name, <c>all</c> that the Skill declares, or also
/// those that are only <c>found</c> on the page.
/// </summary>
public sealed record PartGrants(FrozenDictionary<string, NameGrant> Named, bool AllDeclared, bool Found)
{
    public static PartGrants None { get; } = new(FrozenDictionary<string, NameGrant>.Empty, AllDeclared: false, Found: false);

    public static PartGrants All { get; } = None with { AllDeclared = true };

    /// <summary>What of a part is granted, or null when the part is not. <paramref name="declared"/>: the Skill declares it.</summary>
    public NameGrant? For(string part, bool declared)
    {
        if (Named.TryGetValue(part, out var grant)) return grant;
        return (declared ? AllDeclared || Found : Found) ? NameGrant.Everything : null;
    }

    public bool IsEmpty => Named.Count == 0 && !AllDeclared && !Found;
}

/// <summary>Which columns of a table or fields of a form are granted: all, or the named ones.</summary>
public sealed record NameGrant(FrozenSet<string>? Only)
{
    public static NameGrant Everything { get; } = new((FrozenSet<string>?)null);

    public bool Allows(string name) => Only is null || Only.Contains(name);
}
