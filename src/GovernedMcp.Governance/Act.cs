namespace GovernedMcp.Governance;

/// <summary>What a call would do, in the product's words: the only view of a call that scopes and gates judge.</summary>
public sealed record Act
{
    public required ActKind Kind { get; init; }

    /// <summary>The portal it touches; null for calls about no portal in particular.</summary>
    public string? Portal { get; init; }

    /// <summary>The named part it touches (section, table, record, form, download), where there is one.</summary>
    public string? Part { get; init; }

    public PartKind? PartKind { get; init; }

    /// <summary>The columns or fields it names; empty: those the scope grants.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>
    /// The values it fills in or, for a submit, every value that would be sent; by field key, in canonical form
    /// (numbers with a decimal point, dates as yyyy-MM-dd).
    /// </summary>
    public IReadOnlyDictionary<string, FieldValue> Values { get; init; } = new Dictionary<string, FieldValue>();

    public override string ToString() => Part is null ? $"{Kind}" : $"{Kind} {Portal}/{Part}";
}

/// <summary>The kinds of act; gates name them in <c>on</c>.</summary>
public enum ActKind
{
    List,
    Describe,
    Login,
    Navigate,
    Extract,
    Read,
    Fill,
    Submit,
    Download,
    Screenshot,
    Session,
    Outcome,

    /// <summary>Looking at a page and moving on it freely, to write a Skill.</summary>
    Explore,
}

/// <summary>The kinds of named parts that a Skill declares and a scope grants.</summary>
public enum PartKind
{
    Section,
    Table,
    Record,
    Form,
    Download,
}

/// <summary>The value of one field: usually one text; several for a control that takes several.</summary>
public sealed record FieldValue(IReadOnlyList<string> Items)
{
    public FieldValue(string only)
        : this([only])
    {
    }

    public string Text => string.Join(", ", Items);

    public bool Equals(FieldValue? other) => other is not null && Items.SequenceEqual(other.Items, StringComparer.Ordinal);

    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);
}
