using System.Diagnostics.CodeAnalysis;
using GovernedMcp.Storage.Config.Yaml;

namespace GovernedMcp.Storage.Config.Shapes;

/// <summary>
/// What a piece of a file must look like: the one description from which both the reader and the JSON Schema come, so that
/// an editor and the server cannot disagree.
/// </summary>
internal abstract class Shape<T> : Described
{
    /// <summary>Reads a node; when it does not fit, every reason is added to <paramref name="reading"/>.</summary>
    public abstract bool TryRead(Node node, Reading reading, [MaybeNullWhen(false)] out T value);
}
