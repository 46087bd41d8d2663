using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using GovernedMcp.Browser.Pages;
using GovernedMcp.Browser.Sessions;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Governance.Scopes;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Browser.Workshop;

/// <summary>
/// A page kept as a file, in <c>tests/</c> of its Skill: elements as a person saw them, few rows of each table, what is sensitive masked in
/// its form. Its first line says where it was.
/// </summary>
public static partial class PageFixture
{
    /// <summary>The longest fixture, in characters.</summary>
    public const int MostCharacters = 400_000;

    /// <summary>So many rows of a table are kept.</summary>
    private const int MostRows = 8;

    /// <summary>The file that a check is held against, without a folder.</summary>
    public static string FileOf(Portal portal, string check)
    {
        ArgumentNullException.ThrowIfNull(check);
        return (Prober.SectionOf(portal, check) is { } section ? $"section-{section.Name}" : check.Replace(' ', '-')) + ".html";
    }

    /// <summary>The file of what came after a form was sent, which a person keeps: nothing sends a form to save it.</summary>
    internal static string SentOf(string form) => $"sent-{form}.html";

    internal static async Task<string> TakeAsync(BrowserSession session, CancellationToken cancel)
    {
        var portal = session.Portal;
        var everything = new PortalScope { Portal = portal.Name, Sections = PartGrants.All, Tables = PartGrants.All, Records = PartGrants.All, Forms = PartGrants.All, Source = SourceMark.BuiltIn };
        // What the Skill's own selectors look at is kept beside what every page has.
        var attributes = Attribute().Matches(JsonSerializer.Serialize(portal, PageScripts.ArgumentJson)).Select(match => match.Groups[1].Value).Distinct();
        var answer = await session.RunAsync("fixture", new { withheld = Withheld.Of(portal, everything), rows = MostRows, most = MostCharacters, attributes, people = Shown(portal.Login?.Success) }, cancel);
        if (answer.GetProperty("outcome").GetString() == "too_large")
            throw new BlockFault(Rules.Pages.TooLarge, string.Create(CultureInfo.InvariantCulture, $"the page would be a fixture of {answer.GetProperty("length").GetInt32()} characters, and {MostCharacters} are the most"));
        var (page, here) = (new Uri(session.Page.Url), answer.GetProperty("address").GetString()!);
        if (Origins.Of(page) != Origins.Of(portal.BaseUrl)) here = page.GetLeftPart(UriPartial.Authority) + here;
        return $"<!-- page: {here.Replace("--", "-", StringComparison.Ordinal)} | ui_version: {portal.UiVersion ?? "-"} | masked; read it before you keep it -->\n<!doctype html>\n{answer.GetProperty("html").GetString()}\n";
    }

    /// <summary>Where the page was, under the portal's address.</summary>
    internal static string AddressOf(string fixture) => Head().Match(fixture) is { Success: true } head ? head.Groups[1].Value : "/";

    private static IEnumerable<Locator> Shown(PageCondition? condition) => condition switch
    {
        PageCondition.Visible visible => [visible.Element],
        PageCondition.AnyOf any => any.Conditions.SelectMany(Shown),
        PageCondition.AllOf all => all.Conditions.SelectMany(Shown),
        _ => [],
    };

    [GeneratedRegex(@"\[([a-z][a-z-]{0,40})(?:[~|^$*]?=|\])")]
    private static partial Regex Attribute();

    [GeneratedRegex(@"\A<!-- page: (\S{1,2000}) \|")]
    private static partial Regex Head();
}
