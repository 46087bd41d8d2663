using GovernedMcp.Governance;
using GovernedMcp.Storage.Config.Yaml;

namespace GovernedMcp.Storage.Config.Shapes;

/// <summary>
/// The keys of a map, declared by asking for them. A shape asks once with a file at hand, to read it, and once without, to
/// describe it; values are only real inside the function that the declaration returns.
/// </summary>
internal abstract class MapKeys
{
    public abstract Place At { get; }

    public abstract Reading Reading { get; }

    public SourceMark Mark => Reading.Mark(At);

    /// <summary>The key must be there.</summary>
    public T Must<T>(string key, Shape<T> shape, string? about = null)
    {
        Require(key);
        return Or(key, shape, default!, about);
    }

    /// <summary>The key may be left out; then the value is <paramref name="otherwise"/>.</summary>
    public T Or<T>(string key, Shape<T> shape, T otherwise, string? about = null) =>
        Ask(key, shape, about) is { } written && shape.TryRead(written, Reading, out var value) ? value : otherwise;

    public T? May<T>(string key, Shape<T> shape, string? about = null)
        where T : class => Or<T>(key, shape, null!, about);

    public T? MayValue<T>(string key, Shape<T> shape, string? about = null)
        where T : struct => Or<T?>(key, Shaped.Nullable(shape), null, about);

    public IReadOnlyList<T> List<T>(string key, Shape<T> item, string? about = null) => Or(key, Shaped.ListOf(item), [], about);

    protected abstract void Require(string key);

    /// <returns>What stands under the key; null when nothing does, or nothing is read.</returns>
    protected abstract Node? Ask(string key, Described shape, string? about);
}
