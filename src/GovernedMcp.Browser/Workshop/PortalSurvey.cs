namespace GovernedMcp.Browser.Workshop;

/// <summary>What was seen of a portal in one look around: its pages, and what was left out.</summary>
public sealed class PortalSurvey
{
    internal PortalSurvey(IReadOnlyList<VisitedPage> pages, IReadOnlyList<string> leftOut) => (Pages, LeftOut) = (pages, leftOut);

    internal IReadOnlyList<VisitedPage> Pages { get; }

    /// <summary>What could not be looked at and why, a sentence each.</summary>
    public IReadOnlyList<string> LeftOut { get; }

    public int PageCount => Pages.Count;

    /// <summary>One of the pages asks to sign in.</summary>
    public bool AsksToSignIn => Pages.Any(page => page.Seen.SignIn is not null);
}

/// <param name="Via">The link or menu item that led to it; null for the page that the look began at.</param>
internal sealed record VisitedPage(SeenLink? Via, PageSurvey Seen);
