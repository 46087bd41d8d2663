using GovernedMcp.Governance.Portals;
using GovernedMcp.Storage.Config;
using GovernedMcp.Storage.Config.Shapes;
using GovernedMcp.Storage.Config.Yaml;
using ValueType = GovernedMcp.Governance.Portals.ValueType;

namespace GovernedMcp.Storage.Skills.Shapes;

/// <summary>Tables and records: what can be read from a portal.</summary>
internal static class TableShapes
{
    private static readonly Shape<Column> Column = Shaped.Map<Column>(keys =>
    {
        var key = keys.Must("key", Names.Key, "Its name in replies, scopes and gates");
        var headers = keys.Or("header", Shaped.OneTextOrMore(Scalars.Text), [], "What the page writes over it, or beside it in a card; several when it varies");
        var inside = keys.May("at", LocatorShape.Shape, "Where it is inside a card, with `kind: list`");
        var type = keys.Or("type", PartShapes.Type, ValueType.String);
        var required = keys.Or("required", Scalars.Flag, false, "A row without a value in it is an error");
        var sensitive = keys.Or("sensitive", PartShapes.Sensitive, Sensitivity.None);
        return () =>
        {
            if (headers.Count == 0 && inside is null) keys.Reading.Error(keys.At, ConfigCodes.Missing, "a column needs `header`, or `at` in a card; write `header: Amount`");
            return new Column(key, headers, type) { Required = required, Sensitive = sensitive, At = inside };
        };
    });

    // The container of page numbers, or what scrolls, may be left to be found.
    private static readonly Shape<Control> ControlOrTrue = new EitherShape<Control>(
        text: Scalars.Yes.Into(_ => new Control(null)), map: LocatorShape.Shape.Into(element => new Control(element)));

    private static readonly Shape<Paging> Pages = Shaped.Map<Paging>(keys =>
    {
        var next = keys.May("next", LocatorShape.Shape, "The control that leads to the next page");
        var more = keys.May("load_more", LocatorShape.Shape, "The control that adds rows");
        var numbers = keys.May("numbers", ControlOrTrue, "The control that holds the page numbers, or true");
        var scroll = keys.May("scroll", ControlOrTrue, "What is scrolled, or true");
        var max = keys.Or("max", Scalars.Whole(1, 10_000), Paging.DefaultMax, "How many pages are read at most");
        return () =>
        {
            Turned[] all = [new(PagingKind.Next, Wrap(next)), new(PagingKind.LoadMore, Wrap(more)), new(PagingKind.Numbers, numbers), new(PagingKind.Scroll, scroll)];
            var given = all.Where(kind => kind.Control is not null).ToList();
            if (given.Count != 1) keys.Reading.Error(keys.At, ConfigCodes.Value, "pages are turned in one way; write one of `next`, `numbers`, `load_more`, `scroll`");
            return given.Count == 0 ? new Paging(PagingKind.Next, null, max) : new Paging(given[0].Kind, given[0].Control!.Element, max);
        };
    });

    private static readonly Shape<ShownTotal> Total = Shaped.Map<ShownTotal>(keys =>
    {
        keys.Must("by", Scalars.Choice(LocatorBy.Text));
        var pattern = keys.Must("pattern", Shaped.At(Scalars.Text), "The text, with `{n}` where the number stands");
        var within = keys.May("within", LocatorShape.Shape);
        return () =>
        {
            if (pattern.Value.Split("{n}").Length != 2) keys.Reading.Error(pattern.At, ConfigCodes.Value, "the pattern needs `{n}` once, where the number stands; write it like `of {n}`");
            return new ShownTotal(pattern.Value, within);
        };
    });

    private static readonly Shape<RecordPair> Pair = Shaped.Map<RecordPair>(keys =>
    {
        var key = keys.Must("key", Names.Key);
        var label = keys.Or("label", Scalars.Text, null!, "Its label on the page; left out: the key");
        var type = keys.Or("type", PartShapes.Type, ValueType.String);
        var sensitive = keys.Or("sensitive", PartShapes.Sensitive, Sensitivity.None);
        return () => new RecordPair(key, label ?? key, type) { Sensitive = sensitive };
    });

    public static Shape<Table> TableOf(string name, Place at) => Shaped.Map<Table>(keys =>
    {
        var section = keys.May("section", PartShapes.Section, "The section it is on");
        var root = keys.Must("root", LocatorShape.Shape, "The table itself");
        var kind = keys.Or("kind", Scalars.Choice<TableKind>(), TableKind.Html, "`html` and `aria_grid` as the page holds them; `virtual` draws only what is in sight and is scrolled through; `list` holds cards");
        var columns = keys.List("columns", Column, "Left out: every column that the page shows");
        var rowKey = keys.List("row_key", Shaped.At(Names.Key), "The columns that tell one row from another; rows that come twice are dropped by it");
        var pages = keys.May("pages", Pages);
        var total = keys.May("total", Total, "Where the page shows how many rows there are");
        return () =>
        {
            columns.RefuseTwins(column => column.Key, "column", keys);
            foreach (var column in columns.Where(column => column.At is not null && kind != TableKind.List))
                keys.Reading.Error(keys.At, ConfigCodes.Value, $"column {Quoted.Of(column.Key)} of table `{name}` has `at`, which only cards have; write `kind: list`, or `header` instead");
            foreach (var key in rowKey.Where(key => columns.Count > 0 && columns.All(column => column.Key != key.Value)))
            {
                keys.Reading.Error(key.At, ConfigCodes.Reference, $"table `{name}` has no column {Quoted.Of(key.Value)}; columns: {Quoted.List(columns.Select(column => column.Key))}");
            }

            return new Table
            {
                Name = name,
                Section = section,
                Root = root,
                Kind = kind,
                Columns = columns,
                RowKey = [.. rowKey.Select(key => key.Value)],
                Pages = pages,
                Total = total,
                Source = keys.Reading.Mark(at),
            };
        };
    });

    public static Shape<DetailRecord> RecordOf(string name, Place at) => Shaped.Map<DetailRecord>(keys =>
    {
        var section = keys.May("section", PartShapes.Section);
        var root = keys.May("root", LocatorShape.Shape, "Left out: the main part of the page");
        var pairs = keys.List("pairs", Pair, "Left out: every label and value that the page shows");
        return () =>
        {
            pairs.RefuseTwins(pair => pair.Key, "key", keys);
            return new DetailRecord { Name = name, Section = section, Root = root, Pairs = pairs, Source = keys.Reading.Mark(at) };
        };
    });

    /// <summary>Things of a list that must have different keys.</summary>
    public static void RefuseTwins<T>(this IReadOnlyList<T> all, Func<T, string> keyOf, string what, MapKeys keys)
    {
        foreach (var twin in all.GroupBy(keyOf, StringComparer.Ordinal).Where(group => group.Count() > 1))
        {
            keys.Reading.Error(keys.At, ConfigCodes.Duplicate, $"{what} {Quoted.Of(twin.Key)} is written {twin.Count()} times; keep one");
        }
    }

    private static Control? Wrap(Locator? element) => element is null ? null : new Control(element);

    private sealed record Control(Locator? Element);

    private sealed record Turned(PagingKind Kind, Control? Control);
}
