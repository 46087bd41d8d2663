namespace GovernedMcp.Governance.Files;

/// <summary>A file of a portal that is kept for the one workflow that fetched it, until its time is over. Nothing opens it.</summary>
public sealed record KeptFile
{
    /// <summary>The scheme of <see cref="Address"/>.</summary>
    public const string Scheme = "download";

    /// <summary>128 random bits.</summary>
    public required string Id { get; init; }

    public required FileOrigin Origin { get; init; }

    /// <summary>A plain name: letters, digits and a few marks, no path.</summary>
    public required string Name { get; init; }

    /// <summary>What its content was found to be.</summary>
    public required string MimeType { get; init; }

    /// <summary>In bytes.</summary>
    public required long Size { get; init; }

    /// <summary>Lower-case hexadecimal.</summary>
    public required string Sha256 { get; init; }

    public required DateTimeOffset Until { get; init; }

    /// <summary>The address that <c>resources/read</c> takes.</summary>
    public string Address => $"{Scheme}://{Id}/{Uri.EscapeDataString(Name)}";
}

/// <summary>Whose file it is and where it is from.</summary>
public sealed record FileOrigin(string Workflow, string Portal, string Part)
{
    /// <summary>A download, or the table whose rows it holds.</summary>
    public PartKind Kind { get; init; } = PartKind.Download;

    /// <summary>Of a table: the columns it holds.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];
}
