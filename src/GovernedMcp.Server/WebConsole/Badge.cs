namespace GovernedMcp.Server.WebConsole;

/// <summary>A text that people judge by, and beside it whether it may not be what it looks like.</summary>
internal static class Badge
{
    public static Markup Beside(string? text) => text is not null && Lookalikes.Find(text) is { } why
        ? Markup.Of($"""{text} <span class="badge">{why}</span>""")
        : Markup.Of($"{text}");
}
