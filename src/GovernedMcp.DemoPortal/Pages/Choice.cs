namespace GovernedMcp.DemoPortal.Pages;

/// <summary>One option of a select or a radio group: what is posted and what is read.</summary>
internal sealed record Choice(string Value, string Label);
