using System.Text.Json;
using System.Text.Json.Nodes;
using GovernedMcp.Browser.Pages;
using GovernedMcp.Browser.Sessions;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Browser.Blocks.Explore;

/// <summary>The element that a click or a text is for, and what is told of it afterwards.</summary>
internal static class ExploredElement
{
    /// <summary>What the call names, as the scripts take it.</summary>
    /// <exception cref="BlockFault">The ref is of an older snapshot, or of another page.</exception>
    public static (RefTarget? Ref, string? Role, string? Name) Wanted(BrowserSession session, CallArguments arguments) =>
        arguments.TextOrNull("ref") is { } name ? (Of(session, name), null, null) : (null, arguments.TextOrNull("role")?.ToLowerInvariant(), arguments.Text("name"));

    public static RefTarget Of(BrowserSession session, string name) => session.Refs.Find(name) is { } target && target.Address == session.Page.Url ? target : throw Stale();

    public static BlockFault Stale() => new(Rules.Explore.StaleRef, "this ref is of an older snapshot, or the page has changed there; take another portal_snapshot");

    public static BlockFault Fault(JsonElement answer, string? role, string? name) => answer.GetProperty("outcome").GetString() is "stale"
        ? Stale()
        : LocatorFaults.Of(new Locator { By = role is null ? LocatorBy.Text : LocatorBy.Role, Role = role, Value = name ?? "" }, answer);

    /// <summary>Waits for what follows, and tells whether the page went elsewhere and whether it tried to send something.</summary>
    public static async Task<BlockResult> DoneAsync(BrowserSession session, JsonElement answer, string did, string before, CancellationToken cancel)
    {
        await session.SettleAsync(cancel);
        // On a busy machine it is sent late: what left until the page tells where it is, counts.
        var page = await session.CurrentPageAsync(cancel);
        var warnings = session.Notes.TakeWarnings();
        var keptBack = warnings.Contains(SessionNotes.KeptBack);
        var moved = session.Page.Url != before;
        var what = $"{answer.GetProperty("role").GetString()} \"{answer.GetProperty("name").GetString()}\"";
        return new BlockResult
        {
            Message = keptBack ? $"{did}; the page then tried to send what may change the portal, and it was not let out: exploring only reads"
                : moved ? $"{did}; the page is another now, and older refs are void" : $"{did}; the page may have changed, look again with portal_snapshot",
            Data = new JsonObject { ["untrusted"] = new JsonObject { ["element"] = Escaped.Text(what) }, ["moved"] = moved, ["kept_back"] = keptBack },
            Page = page,
            Warnings = warnings,
            Quotes = session.Notes.TakeQuotes(),
            Facts = new JsonObject { ["element"] = Escaped.Short(what), ["moved"] = moved, ["kept_back"] = keptBack },
        };
    }
}
