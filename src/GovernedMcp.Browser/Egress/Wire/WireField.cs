namespace GovernedMcp.Browser.Egress.Wire;

/// <summary>One value of a request's body or query, under the name it is sent by. Of JSON the name is the path, <c>lines[0].amount</c>.</summary>
internal sealed record WireField(string Name, string Value)
{
    /// <summary>It stands in a body whose names are paths.</summary>
    public bool Nested { get; init; }

    /// <summary>How large the file is that it carries, in bytes; null: it is no file.</summary>
    public long? FileSize { get; init; }

    /// <summary>It says something in words, and is no number and no key.</summary>
    public bool SaysWords => Value.Any(char.IsLetter) && !Value.Any(char.IsDigit);

    /// <summary>It is one of a list: <c>tags[0]</c>.</summary>
    public bool IsItem => Nested && Name.EndsWith(']');

    /// <summary>The names of the path, outermost first, without places in lists.</summary>
    public IEnumerable<string> Path => Nested ? Name.Split('.').Select(step => step.Split('[')[0]) : [Name];

    /// <summary>The last name of the path, without a place in a list.</summary>
    public string Leaf => Nested ? Name[(Name.LastIndexOf('.') + 1)..].Split('[')[0] : Name;
}
