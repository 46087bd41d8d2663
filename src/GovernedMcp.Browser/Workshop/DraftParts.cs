using GovernedMcp.Governance;
using GovernedMcp.Governance.Portals;
using ValueType = GovernedMcp.Governance.Portals.ValueType;

namespace GovernedMcp.Browser.Workshop;

/// <summary>The parts of a draft, gathered page by page. The same table or form on a second page is the same part.</summary>
internal sealed class DraftParts(PortalLocale locale, ICollection<string> notes)
{
    private readonly HashSet<string> _sectionNames = new(StringComparer.Ordinal), _tableNames = new(StringComparer.Ordinal), _formNames = new(StringComparer.Ordinal);
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    public Dictionary<string, Section> Sections { get; } = [];
    public Dictionary<string, Table> Tables { get; } = [];
    public Dictionary<string, Form> Forms { get; } = [];

    public void Add(VisitedPage page)
    {
        var tables = page.Seen.Tables.Where(table => IsNew("table", table.Name, table.Columns.Select(column => column.Titles is [var title, ..] ? title : ""))).ToList();
        var forms = page.Seen.Forms.Where(form => form.Fields.Count > 0 && !IsFilter(form) && IsNew("form", form.Name, form.Fields.Select(field => field.Label + field.Name))).ToList();
        if (page.Via is { Menu: false } && tables.Count == 0 && forms.Count == 0) return;
        var section = SectionOf(page);
        if (section is not null && !_known.Add($"section {section.Url} {(section.Url is null ? section.Path[0] : "")}")) section = Sections.Values.First(known => known.Url == section.Url && known.Path.SequenceEqual(section.Path));
        else if (section is not null)
        {
            var name = DraftName.Part(section.Title ?? "", "section", _sectionNames);
            Sections[name] = section = section with { Name = name, Parameters = DraftFilter.Parameters(page.Seen.Forms.Where(form => IsFilter(form) && !form.Outside)) };
        }

        foreach (var table in tables) Add(table, section?.Name);
        foreach (var form in forms) Add(form, section?.Name);
    }

    // What is sent by GET narrows what the page shows.
    private static bool IsFilter(SeenForm form) => form.Method == "GET" || form.Search;

    private bool IsNew(string kind, string name, IEnumerable<string> inside) => _known.Add($"{kind} {name} {string.Join('|', inside)}");

    private Section? SectionOf(VisitedPage page)
    {
        var title = Plain(page.Via?.Text ?? "Home");
        var path = page.Seen.Path;
        var byPress = page.Via is { Path: null, Press: not null };
        if (!byPress && !IsPlainPath(path))
        {
            notes.Add($"section `{title}` has an address that portal.yaml cannot hold; write it by hand");
            return null;
        }

        var heading = page.Seen.Heading is { } shown && page.Via is { } via && (Contains(shown, via.Text) || Contains(via.Text, shown)) ? shown : null;
        return new Section
        {
            Name = "",
            Title = title,
            Url = byPress ? null : path,
            Path = byPress ? [page.Via!.Press!] : [],
            Ready = heading is null ? null : new PageCondition.Visible(new Locator { By = LocatorBy.Heading, Value = heading }),
            Source = SourceMark.BuiltIn,
        };
    }

    private void Add(SeenTable seen, string? section)
    {
        var titled = seen.Columns.Where(column => column.Titles.Count > 0).GroupBy(column => column.Titles[0], StringComparer.OrdinalIgnoreCase).ToList();
        foreach (var twin in titled.Where(group => group.Count() > 1)) notes.Add($"table `{seen.Name}` has {twin.Count()} columns titled `{twin.Key}`; they are left out");
        if (seen.Root is null || titled.Count == 0)
        {
            notes.Add($"table `{seen.Name}`{(section is null ? "" : $" of section `{section}`")} has no {(seen.Root is null ? "way that leads to it alone" : "titles")}; it is left out");
            return;
        }

        var keys = new HashSet<string>(StringComparer.Ordinal);
        var columns = titled.Where(group => group.Count() == 1).Select(group => group.Single()).Select(column => new Column(DraftName.Key(column.Titles[0], "column", keys), [column.Titles[0]], TypeGuess.Of(column.Samples, locale)) { Sensitive = TypeGuess.Sensitive(column.Titles[0]) }).ToList();
        var shown = titled.Where(group => group.Count() == 1).Select(group => group.Single()).ToList();
        var key = Enumerable.Range(0, columns.Count).Where(at => columns[at].Type is ValueType.String or ValueType.Integer && shown[at].Samples.Count > 1 && !shown[at].Samples.Contains("") && shown[at].Samples.Distinct().Count() == shown[at].Samples.Count).Cast<int?>().FirstOrDefault();
        if (key is { } first) columns[first] = columns[first] with { Required = true };
        if (seen.Rows == 0) notes.Add($"table `{seen.Name}` was empty; the types of its columns are all text");
        var name = DraftName.Part(seen.Name, "table", _tableNames);
        Tables[name] = new Table
        {
            Name = name,
            Section = section,
            Root = seen.Root,
            Kind = seen.Grid ? TableKind.AriaGrid : TableKind.Html,
            Columns = columns,
            RowKey = key is { } only ? [columns[only].Key] : [],
            Source = SourceMark.BuiltIn,
        };
    }

    private void Add(SeenForm seen, string? section)
    {
        if (seen.Root is null)
        {
            notes.Add($"form `{seen.Name}` has no way that leads to it alone; it is left out");
            return;
        }

        var name = DraftName.Part(seen.Name, "form", _formNames);
        var keys = new HashSet<string>(StringComparer.Ordinal) { "field", "any", "all", "not" };
        if (seen.Sender is null) notes.Add(seen.Senders == 0 ? $"form `{name}` has no button that sends it; say which one does" : $"form `{name}` has {seen.Senders} buttons that send it; say which one is meant");
        Forms[name] = new Form
        {
            Name = name,
            Section = section,
            Root = seen.Root,
            Fields = [.. seen.Fields.Where(field => field.Labelled || field.Place is not null).Select(field => DraftField.Of(field, keys))],
            Submit = seen.Sender is { } sender ? new SubmitControl(sender, seen is { Method: "POST", Action: { } action } ? new RequestPattern("POST", DraftField.Glob(action)) : null) : null,
            Source = SourceMark.BuiltIn,
        };
    }

    private static bool Contains(string text, string part) => text.Contains(part, StringComparison.OrdinalIgnoreCase);

    private static bool IsPlainPath(string path) => path.StartsWith('/') && path.Length <= 500 && path.All(letter => letter is > ' ' and < (char)127 and not ('\\' or '%' or '#' or '*' or '{' or '}')) && !path.StartsWith("//", StringComparison.Ordinal);

    private static string Plain(string text) => text.Length > 60 ? text[..60].TrimEnd() : text;
}
