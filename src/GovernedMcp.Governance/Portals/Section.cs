using System.Collections.Frozen;

namespace GovernedMcp.Governance.Portals;

/// <summary>A named place of a portal that one can go to.</summary>
public sealed record Section
{
    public required string Name { get; init; }
    public string? Title { get; init; }

    /// <summary>A path under the base address; may hold <c>{param}</c> places that a parameter fills, URL-encoded.</summary>
    public string? Url { get; init; }

    /// <summary>Elements clicked one after the other to get there, where no address leads there.</summary>
    public IReadOnlyList<Locator> Path { get; init; } = [];

    public PageCondition? Ready { get; init; }
    public FrozenDictionary<string, SectionParameter> Parameters { get; init; } = FrozenDictionary<string, SectionParameter>.Empty;
    public required SourceMark Source { get; init; }
}

/// <summary>Something one may choose when going to a section.</summary>
public sealed record SectionParameter
{
    public required string Name { get; init; }
    public required ValueType Type { get; init; }

    /// <summary>What may be given, for an enum.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];

    /// <summary>The field to set on the page. Null: the value goes into the section's address.</summary>
    public Locator? Set { get; init; }

    /// <summary>Clicked after setting, when the page does not react by itself.</summary>
    public Locator? Apply { get; init; }

    public bool Required { get; init; }
}

/// <summary>What kind of value a column, field or parameter holds.</summary>
public enum ValueType
{
    String,
    Integer,
    Decimal,
    Money,
    Percent,
    Boolean,
    Date,
    Datetime,
    Enum,
    Link,
    Email,
    File,
}
