using System.Text.Json.Nodes;

namespace GovernedMcp.Governance.Tools;

/// <summary>One tool as an agent sees it: name, words, parameters, effect.</summary>
public sealed record ToolDefinition
{
    public required string Name { get; init; }
    public required string Title { get; init; }
    public required string Description { get; init; }
    public required ActKind Kind { get; init; }
    public required IReadOnlyList<Parameter> Parameters { get; init; }

    /// <summary>What needs to be said of its replies.</summary>
    public IReadOnlyList<ReplyField> Returns { get; init; } = [];

    /// <summary>It changes nothing on the portal.</summary>
    public bool ReadOnly { get; init; }

    /// <summary>It may change something that cannot be taken back.</summary>
    public bool Destructive { get; init; }

    /// <summary>Calling it twice does no more than calling it once.</summary>
    public bool Idempotent { get; init; }

    /// <summary>It signs in, so a credential is opened for it.</summary>
    public bool NeedsCredential { get; init; }
}

/// <summary>One parameter of a tool; schema and strict reading both come from it.</summary>
public sealed record Parameter(string Name, ParameterType Type, string Description)
{
    public bool Required { get; init; }
    public int Min { get; init; }
    public int Max { get; init; } = 200;
    public IReadOnlyList<string> Choices { get; init; } = [];
    public JsonNode? Default { get; init; }

    /// <summary>It takes only what we gave out, and never reaches a page.</summary>
    public bool OfOurs { get; init; }
}

public enum ParameterType
{
    /// <summary>Text of at most <see cref="Parameter.Max"/> characters.</summary>
    Text,

    /// <summary>A whole number from <see cref="Parameter.Min"/> to <see cref="Parameter.Max"/>.</summary>
    Integer,

    /// <summary>One of <see cref="Parameter.Choices"/>.</summary>
    Choice,

    /// <summary>One of the caller's portals.</summary>
    Portal,

    /// <summary>A session handle.</summary>
    Session,

    /// <summary>A list of at most <see cref="Parameter.Max"/> texts.</summary>
    TextList,

    /// <summary>Names to values: text, number, true or false, or a list of texts.</summary>
    Values,

    /// <summary>Names to a value or to a test such as <c>{"over": 100}</c>.</summary>
    Tests,
}
