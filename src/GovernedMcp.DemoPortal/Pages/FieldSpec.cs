namespace GovernedMcp.DemoPortal.Pages;

/// <summary>A form field apart from its control. <paramref name="Id"/> is both the element's id and the name it is posted under.</summary>
internal sealed record FieldSpec(string Id, string Label, string? Error, bool Required = false, string? Hint = null);
