using System.Text.Json;
using GovernedMcp.Browser.Pages;
using GovernedMcp.Browser.Pages.Forms;
using GovernedMcp.Browser.Sessions;
using GovernedMcp.Browser.Workshop;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Browser.Blocks.Navigate;

/// <summary>A link, menu item, tab or button that opens something, which nobody declared, by the name under which the page shows it.</summary>
internal static class FoundLead
{
    private const string Dialog = "dialog";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <returns>What was pressed is a link to another address, to which this part of the page may still not go; null: it is none, or the page is there.</returns>
    /// <exception cref="BlockFault">None goes by the name, or several that lead to different places do.</exception>
    public static async Task<string?> FollowAsync(BrowserSession session, string name, Withheld withheld, CancellationToken cancel)
    {
        var locator = new Locator { By = LocatorBy.Text, Value = name };
        string? under = null;
        Task<JsonElement> FindAsync() => Clicks.FindAsync(session, "lead", new { name, withheld }, answer => Fault(name, locator, answer, out under), Patience, cancel);
        JsonElement found;
        try
        {
            found = await FindAsync();
        }
        catch (BlockFault) when (under is not null)
        {
            await OpenDialog.EscapeAsync(session, cancel);
            found = await FindAsync();
            if (under == Dialog) session.Notes.Warn("a dialog lay over the page; it was left by Escape");
        }

        if (found.GetProperty("path").GetString() is { } path && SoundsLikeActs.AtOnce(name, path))
            throw new BlockFault(Rules.Navigation.Acts, $"`{Escaped.Short(name)}` leads to an address that ends in the same word: following it may do that at once, and nothing was followed; where it only opens a page, go there by `path:/…`, or the owner of the Skill declares it as a section");

        if (found.GetProperty("fetched").GetBoolean() && SoundsLikeActs.Of(name, found.GetProperty("path").GetString()))
            throw new BlockFault(Rules.Navigation.Acts, $"`{Escaped.Short(name)}` is a button that sounds as if it changed something, and is sent as what reads: nothing was pressed; where it only opens a page, go there by `path:/…`, or the owner of the Skill declares it as a section");

        if (found.TryGetProperty("address", out var folded))
        {
            await Visits.GoAsync(session, PageAddress.Under(session.Portal, folded.GetString()!), cancel);
            return null;
        }

        var leads = await Clicks.PressAsync(session, found, TimeSpan.FromSeconds(10), cancel);
        if (found.GetProperty("open").GetBoolean()) await StayOpenAsync(session, cancel);
        return leads;
    }

    // Who asks for a branch of a tree means what is in it, also where pressing it folds it up.
    private static async Task StayOpenAsync(BrowserSession session, CancellationToken cancel)
    {
        await session.SettleAsync(cancel);
        if (await Clicks.TryAsync(session, "reopen", null, cancel) is { } folded && folded.GetProperty("outcome").GetString() == "ok") await Clicks.PressAsync(session, folded, TimeSpan.FromSeconds(10), cancel);
    }

    /// <param name="under">What is open may cover it, and Escape leaves that: a dialog or a menu; null: nothing is.</param>
    private static BlockFault Fault(string name, Locator locator, JsonElement answer, out string? under)
    {
        under = answer.GetProperty("outcome").GetString() == "covered" && answer.TryGetProperty("under", out var over) ? over.GetString() : null;
        return Fault(name, locator, answer);
    }

    private static BlockFault Fault(string name, Locator locator, JsonElement answer) => answer.GetProperty("outcome").GetString() switch
    {
        "ambiguous" => Ambiguous(name, answer),
        "acts" => new(Rules.Navigation.Acts, $"`{Escaped.Short(name)}` leads to an address with a `{Escaped.Short(answer.GetProperty("token").GetString()!)}`, which few links of the page have: following it changes something, and nothing was followed; where a form does the same, fill that; where it only opens a page, the owner of the Skill declares it as a section"),
        "not_found" => new(Rules.Navigation.UnknownSection, $"no link, menu item, tab or button that opens something is called `{Escaped.Short(name)}`; data.allowed names some that are there, portal_read all; `path:/…` is an address of the portal")
        {
            Allowed = [.. answer.GetProperty("names").EnumerateArray().Select(text => text.GetString()!)],
        },
        "covered" => new(Rules.Elements.NotUsable, $"text `{Escaped.Short(name)}` is covered by something else on the page, as by a dialog, which portal_read names; `path:/…` leads away from it"),
        _ => LocatorFaults.Of(locator, answer),
    };

    private static BlockFault Ambiguous(string name, JsonElement answer)
    {
        var places = answer.GetProperty("places").EnumerateArray().Select((place, at) => (Name: $"{name} ({at + 1})", Around: place.GetProperty("around").GetString(), Address: place.GetProperty("address").GetString()!)).ToList();
        return new(Rules.Navigation.Ambiguous, $"{answer.GetProperty("count").GetInt32()} links of the page are called `{Escaped.Short(name)}` and lead to different places; name one with its number, as data.allowed does, where data.page_quotes tells where each stands, or with a text of its row, or its branch of a tree: `{Escaped.Short(name)}: …`")
        {
            Allowed = [.. places.Select(place => place.Name)],
            Quotes = [.. places.Select(place => $"{place.Name}: {place.Around}{(place.Address.Length == 0 ? "" : $" → {PageAddress.WithoutValues(place.Address)}")}")],
        };
    }
}
