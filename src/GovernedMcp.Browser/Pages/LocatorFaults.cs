using System.Globalization;
using System.Text.Json;
using GovernedMcp.Browser.Sessions;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Browser.Pages;

/// <summary>The faults of looking for an element, from the answer of a script: <c>{ outcome, names?, count?, by? }</c>.</summary>
internal static class LocatorFaults
{
    public static BlockFault Of(Locator locator, JsonElement answer) => answer.GetProperty("outcome").GetString() switch
    {
        "ambiguous" => new(Rules.Elements.Ambiguous, $"{Count(answer)} elements match {Shown(locator)}, and none is guessed; the Skill must name one"),
        "covered" => new(Rules.Elements.NotUsable, $"{Shown(locator)} is covered by something else on the page"),
        "disabled" => new(Rules.Elements.NotUsable, $"{Shown(locator)} is disabled"),
        _ => new(Rules.Elements.NotFound, $"the page does not have {Shown(locator)}; look at it with portal_read") { Allowed = Names(answer) },
    };

    public static void TellFallback(BrowserSession session, Locator locator, JsonElement answer)
    {
        if (answer.TryGetProperty("fallback", out _)) session.Notes.Warn($"{Shown(locator)} was only found by a fallback; the Skill has drifted from the page");
    }

    private static string Shown(Locator locator) => locator.ToString();

    private static string Count(JsonElement answer) => answer.TryGetProperty("count", out var count) && count.TryGetInt32(out var number) ? number.ToString(CultureInfo.InvariantCulture) : "several";

    private static IReadOnlyList<string> Names(JsonElement answer) =>
        answer.TryGetProperty("names", out var names) && names.ValueKind == JsonValueKind.Array
            ? [.. names.EnumerateArray().Take(8).Select(name => name.ToString())]
            : [];
}
