using System.Text.Json;
using GovernedMcp.Browser.Sessions;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Browser.Pages.Tables;

/// <summary>In which frame of another origin a table stands of which no Skill says so. Those of the portal's own origin are looked through with the page.</summary>
internal static class TableFrames
{
    /// <summary>The one frame that has a table of this name, where the page itself has none; null: none has.</summary>
    /// <exception cref="BlockFault">Several tables of the name, on the page and in its frames.</exception>
    public static async Task<string?> FindAsync(BrowserSession session, string name, CancellationToken cancel) =>
        (await WhereAsync(session, await SeenFrames.OfAsync(session, cancel), name, cancel))?.Frame;

    /// <summary>The frame that has the table which the page does not have.</summary>
    /// <param name="page">What the page answered.</param>
    /// <exception cref="BlockFault">There is none; of a table that a Skill declares without its frame it says which one has it.</exception>
    public static async Task<string> NeedAsync(BrowserSession session, TableAim aim, TablePage page, CancellationToken cancel)
    {
        var frames = await SeenFrames.OfAsync(session, cancel);
        var foreign = frames.Foreign.Count == 0 ? "" : "; " + SeenFrames.Unread(frames.Foreign.Count);
        if (aim.Declared is { Root: var root })
        {
            foreach (var frame in root.Frame is null ? frames.Far : [])
            {
                var answer = await session.RunAsync("locate", new[] { root }, cancel, frame);
                if (answer.GetProperty("found")[0].GetProperty("outcome").GetString() == "ok")
                    throw TableFit.Missing(aim, page.Outcome, page.Names, "; a frame of another origin has it, which the Skill must name as `frame` in its `root`: data.page_quotes says how", frame);
            }

            throw TableFit.Missing(aim, page.Outcome, page.Names, foreign);
        }

        if (await WhereAsync(session, frames, aim.Name, cancel) is { Frame: { } there }) return there;
        var names = new List<string>(page.Names);
        foreach (var frame in frames.Far) names.AddRange((await LookAsync(session, aim.Name, frame, cancel)).Names);
        throw TableFit.Missing(aim, page.Outcome, names, foreign);
    }

    private static async Task<Place?> WhereAsync(BrowserSession session, SeenFrames frames, string name, CancellationToken cancel)
    {
        var places = new List<Place>();
        foreach (var frame in frames.Far.Count == 0 ? [] : frames.Far.Prepend(null))
        {
            var look = await LookAsync(session, name, frame, cancel);
            if (look.Outcome is "ambiguous" && frame is null) return null;
            if (look.Outcome is not "not_found") places.Add(new Place(frame, look));
        }

        if (places.Count > 1 || places is [{ Look.Outcome: "ambiguous" }])
            throw new BlockFault(Rules.Tables.Ambiguous, $"several tables match `{Escaped.Short(name)}`, on the page or in its frames of other origins; the owner of the Skill must name one, with its `frame`") { Allowed = [.. places.SelectMany(place => place.Look.Names).Distinct()] };
        return places.Count == 1 ? places[0] : null;
    }

    private static async Task<Look> LookAsync(BrowserSession session, string name, string? frame, CancellationToken cancel)
    {
        try
        {
            return (await session.RunAsync("has_table", name, cancel, frame)).Deserialize<Look>(PageScripts.ArgumentJson)!;
        }
        catch (BlockFault fault) when (PageFaults.IsMoving(fault) || fault.Rule == Rules.Elements.NotFound)
        {
            return new Look("not_found", []);
        }
    }

    private sealed record Look(string Outcome, IReadOnlyList<string> Names);

    private sealed record Place(string? Frame, Look Look);
}
