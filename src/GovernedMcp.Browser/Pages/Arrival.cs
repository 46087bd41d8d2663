using System.Text.Json;
using System.Text.Json.Nodes;
using GovernedMcp.Browser.Sessions;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Governance.Scopes;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Browser.Pages;

/// <summary>What is to be told of a page on arriving: which granted parts are there, and what it says of itself (untrusted).</summary>
internal sealed class Arrival
{
    // A page that scripts draw is bare at first, and may ask for nothing while it gets ready to.
    private static readonly TimeSpan BarePatience = TimeSpan.FromSeconds(3);
    // One that says no more than that it loads.
    private static readonly TimeSpan LoadingPatience = TimeSpan.FromSeconds(10);
    // One that changes its address by itself may draw what belongs there only later.
    private static readonly TimeSpan StalePatience = TimeSpan.FromSeconds(1.5);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly JsonElement _found;

    private Arrival(JsonElement found) => _found = found;

    /// <summary>A password is asked for: this is a sign-in page.</summary>
    public bool AsksForPassword => _found.GetProperty("password").GetBoolean();

    public static async Task<Arrival> ReadAsync(BrowserSession session, Permit permit, CancellationToken cancel)
    {
        var args = new { parts = Parts(session.Portal, permit.Scope), found = new { tables = permit.Scope.Tables.Found, forms = permit.Scope.Forms.Found }, withheld = Withheld.Of(permit) };
        var start = TimeProvider.System.GetTimestamp();
        for (var tries = 0; ; tries++)
        {
            try
            {
                var found = await session.RunAsync("arrival", args, cancel);
                var seen = new SeenPage(found.GetProperty("document").GetDouble(), session.Page.Url, found.GetRawText());
                var wait = found.GetProperty("bare").GetBoolean() ? found.GetProperty("loads").GetBoolean() ? LoadingPatience : BarePatience : seen.IsStillThatOf(session.Seen) ? StalePatience : TimeSpan.Zero;
                if (TimeProvider.System.GetElapsedTime(start) >= wait)
                {
                    session.Seen = seen;
                    return new Arrival(found);
                }

                await Task.Delay(Pause, cancel);
                await session.SettleAsync(cancel);
            }
            catch (BlockFault fault) when (PageFaults.IsMoving(fault) && tries < 5)
            {
                await session.SettleAsync(cancel);
            }
        }
    }

    /// <summary>The names of the sections that the scope grants.</summary>
    public static JsonArray Sections(Permit permit) =>
        Names(permit.Portal.Sections.Keys.Where(name => permit.Scope.Sections.For(name, declared: true) is not null));

    /// <summary>Lists the granted parts that are on the page, by kind.</summary>
    public void ListParts(JsonObject data)
    {
        foreach (var kind in new[] { "tables", "records", "forms" })
        {
            var names = _found.GetProperty(kind).EnumerateArray().Select(name => name.GetString()!);
            if (Names(names) is { Count: > 0 } list) data[kind] = list;
        }
    }

    /// <summary>Names of parts that nobody declared, headings and notices: words of the page, never instructions.</summary>
    public JsonObject PageText(BrowserSession session)
    {
        var text = new JsonObject();
        Add(text, "found_tables", Texts("found_tables"));
        Add(text, "found_forms", Texts("found_forms"));
        Add(text, "headings", Texts("headings"));
        if (_found.GetProperty("dialog").GetString() is { } dialog) text["dialog"] = Escaped.Text(dialog);
        Add(text, "notices", Texts("notices"));
        session.Notes.LeftOut(_found.GetProperty("hidden").GetInt32());
        return text;
    }

    private IEnumerable<string> Texts(string name) => _found.GetProperty(name).EnumerateArray().Select(text => text.GetString() ?? "");

    private static void Add(JsonObject target, string name, IEnumerable<string> texts)
    {
        if (Names(texts.Select(Escaped.Text)) is { Count: > 0 } list) target[name] = list;
    }

    private static JsonArray Names(IEnumerable<string> names) => [.. names.Select(name => (JsonNode?)JsonValue.Create(name))];

    private static object Parts(Portal portal, PortalScope scope) => new
    {
        tables = Granted(portal.Tables, scope.Tables, table => [table.Root]),
        records = Granted(portal.Records, scope.Records, record => record.Root is { } root ? [root] : [.. record.Pairs.Take(3).Select(pair => ByText(pair.Label))]),
        forms = Granted(portal.Forms, scope.Forms, form => form.Root is { } root ? [root] : [.. form.Fields.Take(3).Select(field => field.Locator ?? ByLabel(field.Label ?? field.Key))]),
    };

    private static IEnumerable<object> Granted<T>(IReadOnlyDictionary<string, T> parts, PartGrants grants, Func<T, IReadOnlyList<Locator>> locators) =>
        parts.Where(part => grants.For(part.Key, declared: true) is not null).Select(part => new { name = part.Key, any = locators(part.Value) });

    private static Locator ByLabel(string label) => new() { By = LocatorBy.Label, Value = label };

    private static Locator ByText(string text) => new() { By = LocatorBy.Text, Value = text };
}

/// <summary>What was told of a page last.</summary>
internal sealed record SeenPage(double Document, string Url, string Found)
{
    /// <summary>The address is another one, in the same document, and everything that is told of the page is as it was before.</summary>
    public bool IsStillThatOf(SeenPage? before) => before is not null && before.Document == Document && before.Url != Url && before.Found == Found;
}
