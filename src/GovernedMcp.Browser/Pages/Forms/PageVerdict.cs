using System.Text.RegularExpressions;

namespace GovernedMcp.Browser.Pages.Forms;

/// <summary>
/// What the page says became of a form, in words that were not there before it was sent: success counts where nothing speaks of trouble.
/// Gathered over all looks, as notices go by.
/// </summary>
/// <param name="start">The page before it was sent; null: it could not be read, and nothing is known to be new.</param>
internal sealed partial class PageVerdict(Aftermath? start)
{
    private readonly HashSet<string> _said = new(StringComparer.Ordinal);
    private readonly List<string> _troubles = [];
    private bool _troubled;

    /// <summary>The lines that say that it was taken, each seen in at least one look; none where anything speaks of trouble.</summary>
    public IReadOnlyCollection<string> Said => _troubled ? [] : _said;

    /// <summary>The page came up with an error, as one: by its words and its markup, or in so many words.</summary>
    public bool Failed { get; private set; }

    /// <summary>A new line says of a field that the portal does not take what is in it.</summary>
    public bool Refuses { get; private set; }

    /// <summary>Lines worded like trouble that are new, in the order of the page.</summary>
    public IReadOnlyList<string> Troubles => _troubles;

    /// <summary>The page speaks of trouble in new words, and of success in none.</summary>
    public bool Objects => _troubles.Count > 0 && _said.Count == 0;

    /// <param name="keptBack">Something else that this page sent was kept back, and the form was not answered like that.</param>
    public void Hear(Aftermath page, bool keptBack)
    {
        if (start is null) return;
        var trouble = page.Troubles.Where(line => !Explains(page, line) && (line is { Worded: true, Marked: true } || IsNew(line))).ToList();
        string[] ours = keptBack ? [.. page.Troubles.Select(line => line.Text).Where(text => KeptBack().IsMatch(text))] : [];
        // Such a line takes nothing from words of success; where there are none, it may be about this form as well.
        _troubled |= trouble.Exists(line => !ours.Any(told => told.Contains(line.Text, StringComparison.Ordinal))) || page.Objections.Count > 0 || page.Summary.Count > 0;
        Failed |= trouble.Any(line => line.Worded && (line.Marked || line.Vain) && IsNew(line));
        Refuses |= trouble.Any(line => line is { Worded: true, Refuses: true } && IsNew(line));
        _troubles.AddRange(trouble.Where(line => line.Worded && IsNew(line)).Select(line => line.Text).Except(_troubles));
        foreach (var line in page.Said.Where(line => IsNew(page, line))) _said.Add(line.Text);
    }

    // At a field of a form that shares none with the one that was sent, on the page that came in its place, it says what that field takes.
    private bool Explains(Aftermath page, TroubleLine line) =>
        !line.Marked && !line.Vain && !page.Form && page.Document != start!.Document && start.Parts.Count > 0 && line.Among.Count > 0 && !line.Among.Intersect(start.Parts).Any();

    private bool IsNew(TroubleLine line) => start!.Troubles.All(before => before.Text != line.Text);

    // One more line in a list of such lines is a record, whoever made it.
    private bool IsNew(Aftermath page, SaidLine line) =>
        start!.Said.All(before => before.Text != line.Text) && !start.Said.Any(before => before.Like == line.Like && page.Said.Any(now => now.Text == before.Text));

    // Many pages tell how a request of theirs was answered: one that is kept back, by 403.
    [GeneratedRegex(@"(?<!\d)403(?!\d)")]
    private static partial Regex KeptBack();
}
