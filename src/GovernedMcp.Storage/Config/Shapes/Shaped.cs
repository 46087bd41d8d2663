using GovernedMcp.Storage.Config.Yaml;

namespace GovernedMcp.Storage.Config.Shapes;

/// <summary>The words that descriptions of files are written in.</summary>
internal static class Shaped
{
    public static Shape<T> Map<T>(Func<MapKeys, Func<T>> declare) => new MapShape<T>(declare);

    public static Shape<IReadOnlyList<T>> ListOf<T>(Shape<T> item, int min = 0) => new ListShape<T>(item, min);

    /// <summary>A list, or one thing written without brackets.</summary>
    public static Shape<IReadOnlyList<T>> OneTextOrMore<T>(Shape<T> item) =>
        new EitherShape<IReadOnlyList<T>>(text: One(item), list: ListOf(item, min: 1));

    public static Shape<IReadOnlyList<T>> OneMapOrMore<T>(Shape<T> item) =>
        new EitherShape<IReadOnlyList<T>>(map: One(item), list: ListOf(item, min: 1));

    public static Shape<IReadOnlyList<Named<T>>> NamedMap<T>(Shape<string> name, Shape<T> value) => new NamedShape<T>(name, value);

    /// <summary>A map of names whose values are built knowing their own name.</summary>
    public static Shape<IReadOnlyList<Named<T>>> NamedMap<T>(Shape<string> name, Func<string, Place, Shape<T>> valueOf) => new NamedShape<T>(name, valueOf);

    public static Shape<T> OneKey<T>(params (string Key, Shape<T> Shape)[] choices) => new OneKeyShape<T>(choices);

    public static Shape<T> Defined<T>(string name, Func<Shape<T>> shape) => new DefinedShape<T>(name, shape);

    public static Shape<T?> Nullable<T>(Shape<T> shape)
        where T : struct => shape.Into(value => (T?)value);

    public static Shape<Located<T>> At<T>(Shape<T> shape) => new MadeShape<T, Located<T>>(shape, (value, node, _) => new(value, node.At));

    public static Shape<TTo> Into<TFrom, TTo>(this Shape<TFrom> shape, Func<TFrom, TTo> make) =>
        new MadeShape<TFrom, TTo>(shape, (value, _, _) => make(value));

    /// <summary>The same, where making it may find something wrong.</summary>
    public static Shape<TTo> Into<TFrom, TTo>(this Shape<TFrom> shape, Func<TFrom, Node, Reading, TTo> make) => new MadeShape<TFrom, TTo>(shape, make);

    private static Shape<IReadOnlyList<T>> One<T>(Shape<T> item) => item.Into(value => (IReadOnlyList<T>)[value]);
}
