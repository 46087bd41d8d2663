namespace GovernedMcp.Storage.Config.Yaml;

/// <summary>What a YAML file says, without types: every scalar is text and is given its meaning by the shape that reads it.</summary>
internal abstract record Node
{
    private Node(Place at) => At = at;

    public Place At { get; }

    public abstract string Kind { get; }

    /// <summary><paramref name="Plain"/>: written without quotes.</summary>
    public sealed record Scalar(Place At, string Text, bool Plain) : Node(At)
    {
        public override string Kind => "a text";

        /// <summary>Nothing was written, or one of the words that YAML reads as nothing.</summary>
        public bool IsNothing => Plain && Text is "" or "~" or "null";
    }

    public sealed record Sequence(Place At, IReadOnlyList<Node> Items) : Node(At)
    {
        public override string Kind => "a list";
    }

    public sealed record Mapping(Place At, IReadOnlyList<Entry> Entries) : Node(At)
    {
        public override string Kind => "a map";
    }

    public sealed record Entry(Scalar Key, Node Value);
}
