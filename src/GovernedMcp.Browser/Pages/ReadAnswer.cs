namespace GovernedMcp.Browser.Pages;

/// <summary>What the script <c>read</c> answers. All of it is the page's: untrusted.</summary>
internal sealed record ReadAnswer
{
    /// <summary>What the dialog is called that lies over the page.</summary>
    public string? Dialog { get; init; }

    public IReadOnlyList<string> Headings { get; init; } = [];
    public IReadOnlyList<string> Notices { get; init; } = [];
    public IReadOnlyList<ReadTable> Tables { get; init; } = [];
    public IReadOnlyList<ReadForm> Forms { get; init; } = [];

    /// <summary>Links of an outline, lines of a text, places of a find: from where it was asked on.</summary>
    public IReadOnlyList<string> Items { get; init; } = [];

    /// <summary>How many items there are in all.</summary>
    public int Total { get; init; }

    /// <summary>Pieces of text that nobody can see.</summary>
    public int Hidden { get; init; }

    /// <summary>Parts that are there and not shown to this caller.</summary>
    public int Withheld { get; init; }

    /// <summary>A large part of it is a drawing, of which nothing can be read.</summary>
    public bool Drawn { get; init; }
}

/// <param name="Frame">The way to the frame of another origin that it stands in, see <see cref="Frames"/>; null: the page tells it.</param>
internal sealed record ReadTable(string Name, IReadOnlyList<string> Columns, int? Rows, string? Frame = null);

/// <param name="Frame">As of a table.</param>
internal sealed record ReadForm(string Name, IReadOnlyList<string> Fields, string? Frame = null, int? Rows = null);
