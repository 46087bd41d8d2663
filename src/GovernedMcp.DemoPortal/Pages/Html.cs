namespace GovernedMcp.DemoPortal.Pages;

/// <summary>The only way from text to HTML in this project.</summary>
internal static class Html
{
    public static readonly Markup None = new("");

    public static Markup Of(MarkupBuilder content) => content.Build();

    /// <summary>The text of a page that is stored in this assembly.</summary>
    public static Markup Stored(string page) => new(page);

    public static Markup When(bool condition, Func<Markup> content) => condition ? content() : None;

    /// <summary>A boolean attribute such as <c>checked</c>, with its leading space, or nothing.</summary>
    public static Markup Flag(string attribute, bool on) => on ? Of($" {attribute}") : None;

    /// <summary>An attribute with its leading space, or nothing when there is no value.</summary>
    public static Markup Attribute(string name, string? value) => value is null ? None : Of($" {name}=\"{value}\"");
}
