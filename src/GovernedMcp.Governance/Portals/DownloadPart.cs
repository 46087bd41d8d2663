namespace GovernedMcp.Governance.Portals;

/// <summary>A file that the portal offers: what is pressed to get it, and what may come of that.</summary>
public sealed record DownloadPart(string Name, Locator Trigger, IReadOnlyList<string> Accept, int MaxMegabytes, SourceMark Source)
{
    /// <summary>The section that the trigger is on. Null: that of its table, or wherever the session is.</summary>
    public string? Section { get; init; }

    /// <summary>The table whose rows each have such a trigger; a call names the row by the table's row key.</summary>
    public string? Table { get; init; }
}

/// <summary>How a dialog of the portal is answered. Unlisted ones are dismissed and reported.</summary>
public sealed record DialogRule(string Kind, string Text, bool Accept);

/// <summary>Something to wait for in a section because the page behaves oddly.</summary>
public sealed record Quirk(string On, string Note, PageCondition Wait);

/// <summary>What is checked regularly so that drift is seen early: <c>login</c>, or a kind and a name such as <c>table invoices</c>.</summary>
public sealed record Probe(IReadOnlyList<string> Checks, TimeSpan Every);
