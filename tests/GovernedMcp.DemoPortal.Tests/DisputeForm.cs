namespace GovernedMcp.DemoPortal.Tests;

internal static class DisputeForm
{
    public static readonly (string Name, string Value)[] Valid =
    [
        ("invoice", "NW-2026-00042"), ("reason", "wrong_amount"), ("amount", "12.50"), ("contact", "phone"), ("expected", "2026-12-01"),
        ("urgent", "yes"), ("note", "Two boxes were missing."),
    ];

    /// <summary>The valid form with one field changed.</summary>
    public static (string Name, string Value)[] With(params (string Name, string Value)[] changes) =>
        [.. Valid.Where(field => changes.All(change => change.Name != field.Name)), .. changes];
}
