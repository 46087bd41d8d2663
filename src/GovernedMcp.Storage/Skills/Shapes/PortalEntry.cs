using GovernedMcp.Governance;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Storage.Config;
using GovernedMcp.Storage.Config.Shapes;
using GovernedMcp.Storage.Config.Yaml;

namespace GovernedMcp.Storage.Skills.Shapes;

/// <summary>portal.yaml, read into the portal it describes; only the Skill's text and digest are still missing.</summary>
internal sealed record PortalEntry(Located<string> Name, Func<SkillText, string, Portal> Build)
{
    // Read before everything else; here each element is only looked at for itself.
    private static readonly Shape<IReadOnlyList<Named<Locator>>> Elements = Shaped.NamedMap(Names.Key, LocatorShape.Shape);

    public static Shape<PortalEntry> Whole { get; } = Shaped.Map<PortalEntry>(keys =>
    {
        var name = keys.Must("portal", Shaped.At(Names.Name), "The portal's name, equal to the name of the Skill folder");
        var title = keys.Must("title", Scalars.Text);
        var uiVersion = keys.May("ui_version", Scalars.Text, "Bumped when the portal changes; drift is reported against it");
        var baseUrl = keys.Must("base_url", Shaped.At(AddressShapes.BaseUrl), "Where the portal is; declared paths are under it");
        var origins = keys.May("origins", OriginsEntry.Shape, "Where a session may go; left out: the origin of base_url alone");
        var locale = keys.Or("locale", LocaleShape.Shape, PortalLocale.Default);
        var writes = keys.List("writes", OtherShapes.Write, "Unsafe requests that a read may need, such as `POST /search`; with `fields` where other things go to the same address");
        keys.Or("elements", Elements, [], "Elements with a name, referred to as `@name`");
        var login = keys.May("login", Shaped.At(LoginShapes.Login), "Left out: the form is found at base_url");
        var session = keys.Or("session", LoginShapes.Session, new SessionRules());
        var sections = keys.Or("sections", Shaped.NamedMap(Names.Name, PartShapes.SectionOf), []);
        var tables = keys.Or("tables", Shaped.NamedMap(Names.Name, TableShapes.TableOf), []);
        var records = keys.Or("records", Shaped.NamedMap(Names.Name, TableShapes.RecordOf), []);
        var forms = keys.Or("forms", Shaped.NamedMap(Names.Name, FormShapes.FormOf), []);
        var downloads = keys.Or("downloads", Shaped.NamedMap(Names.Name, OtherShapes.DownloadOf), []);
        var dialogs = keys.List("dialogs", OtherShapes.Dialog, "How dialogs are answered; unlisted ones are dismissed and reported");
        var failures = keys.List("failures", LoginShapes.Failure, "What a page says when something went wrong");
        var quirks = keys.List("quirks", OtherShapes.Quirk, "Things to wait for because a page behaves oddly");
        var background = keys.List("background", OtherShapes.Background, "Unsafe requests that pages send by themselves, such as a heartbeat: never let out, not told, and never taken for the request of a form");
        var probe = keys.May("probe", OtherShapes.Probe, "What is checked regularly");
        return () =>
        {
            var reachable = OriginsEntry.Resolve(origins, baseUrl, keys.Reading);
            if (login is not null) OriginsEntry.CheckLogin(login, reachable, keys.Reading);
            CheckMentions(keys.Reading, sections, tables, records, forms, downloads);
            CheckRows(keys.Reading, tables, downloads);
            return new PortalEntry(name, (guidance, digest) => new Portal
            {
                Name = name.Value,
                Title = title,
                UiVersion = uiVersion,
                BaseUrl = baseUrl.Value,
                Origins = reachable,
                Locale = locale,
                Writes = writes,
                Login = login?.Value,
                Session = session,
                Sections = sections.Frozen(),
                Tables = tables.Frozen(),
                Records = records.Frozen(),
                Forms = forms.Frozen(),
                Downloads = downloads.Frozen(),
                Dialogs = dialogs,
                Failures = failures,
                Quirks = quirks,
                Background = background,
                Probe = probe,
                Guidance = guidance,
                SkillDigest = digest,
                Source = keys.Mark,
            });
        };
    });

    /// <summary>Hands the elements to the reading, so that <c>@name</c> is known wherever it stands.</summary>
    public static void LearnElements(Node root, Reading reading)
    {
        var elements = (root as Node.Mapping)?.Entries.FirstOrDefault(entry => entry.Key.Text == "elements")?.Value as Node.Mapping;
        foreach (var entry in elements?.Entries ?? []) reading.Elements[entry.Key.Text] = entry.Value;
    }

    private static void CheckRows(Reading reading, IReadOnlyList<Named<Table>> tables, IReadOnlyList<Named<DownloadPart>> downloads)
    {
        foreach (var download in downloads.Where(download => tables.Any(table => table.Name == download.Value.Table && table.Value.RowKey.Count == 0)))
        {
            reading.Error(download.At, ConfigCodes.Value, $"download `{download.Name}` is in a row of table `{download.Value.Table}`, which has no `row_key` to name the row by; write one");
        }
    }

    private static void CheckMentions(
        Reading reading, IReadOnlyList<Named<Section>> sections, IReadOnlyList<Named<Table>> tables, IReadOnlyList<Named<DetailRecord>> records,
        IReadOnlyList<Named<Form>> forms, IReadOnlyList<Named<DownloadPart>> downloads)
    {
        foreach (var mention in reading.Mentions)
        {
            string[] known = mention.Kind switch
            {
                PartKind.Section => [.. sections.Select(one => one.Name)],
                PartKind.Table => [.. tables.Select(one => one.Name)],
                PartKind.Record => [.. records.Select(one => one.Name)],
                PartKind.Form => [.. forms.Select(one => one.Name)],
                _ => [.. downloads.Select(one => one.Name)],
            };
            if (known.Contains(mention.Name)) continue;
            var kind = SnakeCase.Of(mention.Kind);
            reading.Error(mention.At, ConfigCodes.Reference, $"no {kind} {Quoted.Of(mention.Name)} in this file{DidYouMean.Hint(mention.Name, known)}; {kind}s: {Quoted.List(known)}");
        }
    }
}
