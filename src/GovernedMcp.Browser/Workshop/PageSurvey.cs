using GovernedMcp.Governance.Portals;

namespace GovernedMcp.Browser.Workshop;

/// <summary>What the script <c>survey</c> tells of one page. Every text is the page's own, and so untrusted.</summary>
internal sealed record PageSurvey(
    string Title, string Path, string? Language, string? Heading, SeenSignIn? SignIn, IReadOnlyList<SeenTable> Tables, IReadOnlyList<SeenForm> Forms, IReadOnlyList<SeenLink> Links);

/// <summary>The form that signs in: the labels of its fields where these alone find them.</summary>
internal sealed record SeenSignIn(string? Name, string? Password, Locator? Button, bool AsksPassword, bool AsksName);

/// <param name="Root">Null: no way was found that leads to this table alone.</param>
internal sealed record SeenTable(string Name, Locator? Root, int Rows, bool Grid, IReadOnlyList<SeenColumn> Columns);

/// <param name="Titles">The ways it may be called, the full one first.</param>
/// <param name="After">The declared one that stands right before it on the page, by its place in the Skill; -1: none does.</param>
internal sealed record SeenColumn(IReadOnlyList<string> Titles, IReadOnlyList<string> Samples, int After = -1);

/// <param name="Action">The path it is sent to; null when that is elsewhere.</param>
/// <param name="Sender">What sends it; null when there is none, or several.</param>
internal sealed record SeenForm(
    string Name, Locator? Root, string Method, string? Action, IReadOnlyList<SeenField> Fields, Locator? Sender, int Senders, bool Outside, bool Search);

/// <param name="Labelled">Its label alone finds it in its form.</param>
/// <param name="Alone">Its label alone finds it on the page.</param>
/// <param name="Place">How else it is found.</param>
internal sealed record SeenField(
    string Label, string Name, string Widget, bool Required, bool Labelled, bool Alone, Locator? Place, IReadOnlyList<string>? Options, int? Most, string? Accept, bool Secret);

/// <param name="Path">Null for an item that is pressed: <paramref name="Press"/> finds it.</param>
internal sealed record SeenLink(string Text, string? Path, bool Menu, bool Foot, Locator? Press);
