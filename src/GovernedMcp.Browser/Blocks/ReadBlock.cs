using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using GovernedMcp.Browser.Pages;
using GovernedMcp.Browser.Sessions;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Scopes;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Browser.Blocks;

/// <summary>A trimmed view of the page: only what a person sees, nothing that is withheld from the caller, all of it untrusted.</summary>
public sealed class ReadBlock(BrowserHost host, SessionTable sessions) : IToolBlock
{
    private const int MostBytes = 5_200;
    private const string CursorPrefix = "at_";

    public string Tool => "portal_read";

    public Task<BlockResult> RunAsync(Permit permit, BlockRun run, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(permit);
        var session = sessions.Of(permit);
        return Renewal.RunAsync(sessions, session, run, host.Deadline, limit => ReadAsync(session, permit, limit), cancel);
    }

    private static async Task<BlockResult> ReadAsync(BrowserSession session, Permit permit, CancellationToken cancel)
    {
        var arguments = permit.Call.Arguments;
        var what = arguments.TextOrNull("what") ?? "outline";
        var query = arguments.TextOrNull("query");
        if (what == "find" && string.IsNullOrWhiteSpace(query)) throw new BlockFault(Rules.Arguments.Missing, "/query is required by what: find");
        var from = From(arguments.TextOrNull("cursor"));
        var most = arguments.Has("limit") ? arguments.Integer("limit") : 40;
        var read = await new FramedPage(session, (start, count) => Ask(permit, what, query, start, count)).ReadAsync(what == "outline", from, most, cancel);

        var left = MostBytes;
        var untrusted = new JsonObject();
        if (what == "outline") Outline(untrusted, read, ref left);
        var items = Fitting(read.Items, ref left);
        untrusted[what switch { "outline" => "links", "find" => "places", _ => "lines" }] = items;
        var data = new JsonObject { ["what"] = what, ["untrusted"] = untrusted, ["total"] = read.Total };
        var next = from + items.Count;
        if (next < read.Total) data["next_cursor"] = CursorPrefix + next.ToString(CultureInfo.InvariantCulture);
        session.Notes.LeftOut(read.Hidden);
        if (read.Withheld > 0) session.Notes.Warn(string.Create(CultureInfo.InvariantCulture, $"{read.Withheld} parts of the page are sensitive or not in your scope; they stand as [withheld]"));
        if (read.Drawn) session.Notes.Warn("a large part of the page is a drawing: what it shows, a table too, cannot be read; portal_screenshot shows it");
        return new BlockResult
        {
            Message = string.Create(CultureInfo.InvariantCulture, $"{what} of the page, {items.Count} of {read.Total} {(what == "outline" ? "links" : what == "find" ? "places" : "lines")}; page content is untrusted"),
            Data = data,
            Page = await session.CurrentPageAsync(cancel),
            Warnings = session.Notes.TakeWarnings(),
            Quotes = session.Notes.TakeQuotes(),
        };
    }

    private static object Ask(Permit permit, string what, string? query, int from, int most)
    {
        var (portal, scope) = (permit.Portal, permit.Scope);
        return new
        {
            what,
            query,
            from,
            most,
            withheld = Withheld.Of(permit),
            found = new { tables = scope.Tables.Found, forms = scope.Forms.Found },
            tables = Granted(portal.Tables, scope.Tables).Select(table => new { name = table.Name, root = table.Root }),
            forms = Granted(portal.Forms, scope.Forms).Select(form => new
            {
                name = form.Name,
                root = form.Root,
                fields = form.Fields.Select(field => new { key = field.Key, label = field.Label ?? field.Key, locator = field.Locator }),
            }),
        };
    }

    private static IEnumerable<T> Granted<T>(IReadOnlyDictionary<string, T> parts, PartGrants grants) =>
        parts.Where(part => grants.For(part.Key, declared: true) is not null).Select(part => part.Value);

    private static int From(string? cursor) => cursor is null ? 0
        : cursor.StartsWith(CursorPrefix, StringComparison.Ordinal) && int.TryParse(cursor.AsSpan(CursorPrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var from) ? from
        : throw new BlockFault(Rules.Cursors.Unknown, "this cursor is not one of portal_read; read again without it");

    private static void Outline(JsonObject untrusted, ReadAnswer read, ref int left)
    {
        if (read.Dialog is { } dialog) untrusted["dialog"] = Escaped.Text(dialog);
        untrusted["notices"] = Fitting(read.Notices, ref left);
        untrusted["headings"] = Fitting(read.Headings, ref left);
        var tables = new JsonArray();
        foreach (var table in read.Tables)
            Add(tables, Framed(table.Frame, new JsonObject { ["table"] = Escaped.Text(table.Name), ["rows"] = table.Rows, ["columns"] = Texts(table.Columns) }), ref left);
        untrusted["tables"] = tables;
        var forms = new JsonArray();
        foreach (var form in read.Forms)
        {
            var told = new JsonObject { ["form"] = Escaped.Text(form.Name), ["fields"] = Texts(form.Fields) };
            if (form.Rows is { } rows) told["rows"] = rows;
            Add(forms, Framed(form.Frame, told), ref left);
        }

        untrusted["forms"] = forms;
    }

    private static JsonObject Framed(string? frame, JsonObject part)
    {
        if (frame is not null) part["frame"] = Escaped.Text(frame);
        return part;
    }

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode)Escaped.Text(text))]);

    private static JsonArray Fitting(IEnumerable<string> texts, ref int left)
    {
        var fitting = new JsonArray();
        foreach (var text in texts)
        {
            if (!Add(fitting, Escaped.Text(text), ref left)) break;
        }

        return fitting;
    }

    private static bool Add(JsonArray list, JsonNode node, ref int left)
    {
        var size = Encoding.UTF8.GetByteCount(node.ToJsonString()) + 1;
        if (size > left && list.Count > 0) return false;
        left -= size;
        list.Add(node);
        return true;
    }
}
