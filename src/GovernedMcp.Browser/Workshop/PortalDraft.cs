using System.Collections.Frozen;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Portals;

namespace GovernedMcp.Browser.Workshop;

/// <summary>Makes a portal of what was seen of it: the parts that were found, under names a person can keep or change. Grants nothing.</summary>
public static class PortalDraft
{
    /// <summary>A portal of nothing but an origin: where a look around may go.</summary>
    public static Portal Bare(string name, Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        var origin = FrozenSet.Create(Origins.Of(address));
        return new Portal
        {
            Name = name,
            Title = address.Authority,
            BaseUrl = new Uri(address.GetLeftPart(UriPartial.Authority)),
            Origins = new Origins { Navigate = origin, Login = origin, Resource = origin },
            Login = address.AbsolutePath == "/" ? null : new LoginRecipe { Start = address.AbsolutePath },
            Guidance = new SkillText("", "", FrozenDictionary<string, string>.Empty),
            SkillDigest = "",
            Source = SourceMark.BuiltIn,
        };
    }

    /// <summary>The name of a portal that nobody named.</summary>
    public static string NameOf(Uri address) => DraftName.Portal(address);

    /// <param name="looks">In order: the first before signing in.</param>
    /// <param name="notes">What a person should look at, a sentence each, is added here.</param>
    public static Portal Of(Portal bare, IReadOnlyList<PortalSurvey> looks, ICollection<string> notes)
    {
        ArgumentNullException.ThrowIfNull(bare);
        ArgumentNullException.ThrowIfNull(looks);
        var pages = looks.SelectMany(look => look.Pages).ToList();
        var samples = pages.SelectMany(page => page.Seen.Tables).SelectMany(table => table.Columns).SelectMany(column => column.Samples).Where(sample => sample.Length > 0).Distinct().Take(4000).ToList();
        var locale = TypeGuess.Locale(pages.Select(page => page.Seen.Language).FirstOrDefault(language => language is not null), samples);
        var parts = new DraftParts(locale, notes);
        foreach (var page in pages.Where(page => page.Seen.SignIn is not { AsksPassword: true })) parts.Add(page);
        return bare with
        {
            Title = pages[^1].Seen.Title is { Length: > 0 } title ? TitleOf(title, pages) : bare.Title,
            Locale = locale,
            Login = Login(pages, bare, signedIn: looks.Count > 1, notes),
            Sections = parts.Sections.ToFrozenDictionary(),
            Tables = parts.Tables.ToFrozenDictionary(),
            Forms = parts.Forms.ToFrozenDictionary(),
        };
    }

    // What the titles of all pages have in common is the portal's: `Invoices – Acme` and `Orders – Acme`.
    private static string TitleOf(string title, List<VisitedPage> pages)
    {
        var pieces = title.Split([" - ", " – ", " — ", " | ", " · ", ": "], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return pieces.OrderByDescending(piece => pages.Count(page => page.Seen.Title.Contains(piece, StringComparison.Ordinal))).FirstOrDefault() ?? title;
    }

    private static LoginRecipe? Login(List<VisitedPage> pages, Portal bare, bool signedIn, ICollection<string> notes)
    {
        if (pages.FirstOrDefault(page => page.Seen.SignIn is not null)?.Seen is not { SignIn: { } form } page)
        {
            notes.Add(signedIn ? "the sign-in form is not on the page that this began with; it is found by itself each time" : "no sign-in form was seen; if one signs in elsewhere, write `login: { start: … }`");
            return null;
        }

        var start = page.Path.Split('?')[0] is "/" ? "" : page.Path.Split('?')[0];
        var known = form is { Name: not null, Password: not null, Button: not null };
        if (!known) notes.Add(form.AsksPassword ? "the sign-in form has no labels that are its alone; it is found by itself each time" : "the sign-in asks for the name first; it is found by itself each time");
        if (start.Length == 0 && !known) return null;
        return new LoginRecipe { Start = start, Steps = known ? [new LoginStep.Fill(Label(form.Name!), "username"), new LoginStep.Fill(Label(form.Password!), "password"), new LoginStep.Click(form.Button!)] : [] };
    }

    private static Locator Label(string text) => new() { By = LocatorBy.Label, Value = text };
}
