using System.Collections.Frozen;

namespace GovernedMcp.Storage.Config.Shapes;

internal static class NamedLists
{
    /// <summary>By name. Names are unique: a key written twice was refused when the file was read.</summary>
    public static FrozenDictionary<string, TTo> Frozen<T, TTo>(this IEnumerable<Named<T>> all, Func<Named<T>, TTo> make) =>
        all.ToFrozenDictionary(one => one.Name, make, StringComparer.Ordinal);

    public static FrozenDictionary<string, T> Frozen<T>(this IEnumerable<Named<T>> all) => all.Frozen(one => one.Value);
}
