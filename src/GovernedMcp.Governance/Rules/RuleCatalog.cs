using System.Reflection;

namespace GovernedMcp.Governance;

/// <summary>
/// Every reason that a reply can give, by subject. The nested classes are the catalogue: docs/refusals.md lists exactly these.
/// </summary>
public static partial class Rules
{
    /// <summary>All of them, by id.</summary>
    public static IReadOnlyList<Rule> All { get; } =
    [
        .. typeof(Rules).GetNestedTypes()
            .SelectMany(subject => subject.GetProperties(BindingFlags.Public | BindingFlags.Static))
            .Select(property => property.GetValue(null)).OfType<Rule>()
            .OrderBy(rule => rule.Id, StringComparer.Ordinal),
    ];
}
