using System.Globalization;
using System.Text.Json;
using GovernedMcp.Browser.Pages;
using GovernedMcp.Browser.Pages.Tables;
using GovernedMcp.Browser.Sessions;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Governance.Tools;
using ValueType = GovernedMcp.Governance.Portals.ValueType;

namespace GovernedMcp.Browser.Workshop;

/// <summary>Holds one declared part against the page that the session is on, live or saved. What is drawn late is waited for.</summary>
internal sealed class PartProbe(BrowserSession session, TimeSpan patience)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private Portal Portal => session.Portal;

    public Task<PartReport> RunAsync(string check, CancellationToken cancel) => check.Split(' ') switch
    {
        ["login"] => SignInAsync(check, cancel),
        ["section", var name] => SectionAsync(check, Portal.Sections[name], cancel),
        ["table", var name] => TableAsync(check, Portal.Tables[name], cancel),
        ["record", var name] => RecordAsync(check, Portal.Records[name], cancel),
        ["form", var name] => FormAsync(check, Portal.Forms[name], cancel),
        ["download", var name] => DownloadAsync(check, Portal.Downloads[name], cancel),
        _ => Task.FromResult(new PartReport(check) { NotTried = true, Fault = "this is not tried by itself" }),
    };

    private async Task<PartReport> SignInAsync(string check, CancellationToken cancel)
    {
        var into = (Portal.Login?.Steps ?? []).Where(step => step.When is null).Select(step => step switch { LoginStep.Fill fill => fill.Into, LoginStep.Click click => click.Element, _ => null }).OfType<Locator>().ToList();
        if (into.Count > 0) return new PartReport(check) { Notes = [.. await LostAsync(into, cancel)] };
        var seen = (await session.RunAsync("survey", new { }, cancel)).Deserialize<PageSurvey>(PageScripts.ArgumentJson)!;
        return new PartReport(check) { Fault = seen.SignIn is null ? "no sign-in form is found on the page" : null };
    }

    private async Task<PartReport> SectionAsync(string check, Section section, CancellationToken cancel)
    {
        var ready = section.Ready is null || await PageConditions.WaitForAsync(session, [section.Ready], patience, cancel) == 0;
        var parameters = section.Parameters.Values.SelectMany(parameter => new[] { parameter.Set, parameter.Apply }).OfType<Locator>().Distinct().ToList();
        var report = new PartReport(check) { Notes = [.. await LostAsync(parameters, cancel)] };
        if (ready) return report;
        var named = section.Ready is PageCondition.Visible { Element: { By: LocatorBy.Heading } or { By: LocatorBy.Role, Role: "heading" } };
        var heading = named ? (await LocateAsync([], cancel)).Heading : null;
        return report with { Fault = "what makes it ready is not on the page", Changes = heading is null ? [] : [new PartChange.Heading(heading)] };
    }

    private async Task<PartReport> TableAsync(string check, Table table, CancellationToken cancel)
    {
        var answer = await AskAsync(new { table = new { root = table.Root, columns = table.Columns } }, cancel);
        if (answer.Outcome != "ok") return Lost(check, table.Root, answer);
        var keys = table.Columns.Select(column => column.Key).ToHashSet(StringComparer.Ordinal);
        var became = answer.Renamed([.. table.Columns.Select(column => column.Key)]);
        var report = new PartReport(check)
        {
            Fallback = answer.Fallback,
            Missing = [.. answer.Missing.Select(at => table.Columns[at].Key)],
            Twice = [.. answer.Twice.Select(at => table.Columns[at].Key)],
            Changes = became,
            NewColumns = [.. answer.Fresh.Where(column => became.All(change => change.Now != column.Titles[0])).Select(column => new Column(DraftName.Key(column.Titles[0], "column", keys), column.Titles, TypeGuess.Of(column.Samples, Portal.Locale)) { Sensitive = TypeGuess.Sensitive(column.Titles[0]) })],
            Notes = [.. table.Columns.SelectMany((column, at) => Unread(column.Key, column.Type, column.Sensitive, answer.Samples.ElementAtOrDefault(at) ?? []))],
        };
        return await PagedAsync(table, report, cancel);
    }

    // Whether what turns its pages and tells its total is there; nothing is pressed.
    private async Task<PartReport> PagedAsync(Table table, PartReport report, CancellationToken cancel)
    {
        if (table.Pages is null && table.Total is null) return report;
        if (table.Pages is { Kind: PagingKind.Scroll }) return report with { Untried = ["what comes by scrolling"] };
        var ask = new TableAsk { Root = table.Root, Total = table.Total, Turn = table.Pages is { } pages ? new AskedTurn(pages.Kind, pages.Control, false) : null, TurnBelow = 0, Wait = (int)patience.TotalMilliseconds };
        if (TablePage.Of(await session.RunAsync("table", ask, cancel)) is not { Outcome: "ok" } page) return report;
        var notes = new List<string>(report.Notes);
        if (page.Turned == "ambiguous") notes.Add("several controls could turn its pages");
        if (table.Total is not null && page.Total is null) notes.Add("the total is not where the Skill says");
        IReadOnlyList<string> untried = table.Pages is null ? [] : page.Turned == "last" ? ["its pager, which is not on this page or leads no further"] : ["its further pages, to which the pager leads"];
        return report with { Notes = notes, Untried = untried };
    }

    private async Task<PartReport> DownloadAsync(string check, DownloadPart part, CancellationToken cancel)
    {
        var answer = (await session.RunAsync("trigger", new { locator = part.Trigger, table = part.Table is { } table ? Portal.Tables[table].Root : null }, cancel)).Deserialize<ProbeAnswer>(PageScripts.ArgumentJson)!;
        return answer.Outcome == "ok" ? new PartReport(check) { Fallback = answer.Fallback, Untried = ["fetching the file"] } : Lost(check, part.Trigger, answer);
    }

    private async Task<PartReport> RecordAsync(string check, DetailRecord record, CancellationToken cancel)
    {
        var answer = await AskAsync(new { record = new { root = record.Root, labels = record.Pairs.Select(pair => pair.Label) } }, cancel);
        if (answer.Outcome != "ok") return Lost(check, record.Root, answer);
        var became = answer.Renamed([.. record.Pairs.Select(pair => pair.Key)]);
        return new PartReport(check)
        {
            Fallback = answer.Fallback,
            Missing = [.. answer.Missing.Select(at => record.Pairs[at].Key)],
            Changes = became,
            Notes = [.. record.Pairs.SelectMany((pair, at) => Unread(pair.Key, pair.Type, pair.Sensitive, answer.Samples.ElementAtOrDefault(at) ?? []))],
        };
    }

    private async Task<PartReport> FormAsync(string check, Form form, CancellationToken cancel)
    {
        var fields = form.Fields.Select(field => new { key = field.Key, label = field.Label ?? field.Key, locator = field.Locator });
        var answer = await AskAsync(new { form = new { root = form.Root, fields, submit = form.Submit?.Element } }, cancel);
        if (answer.Outcome != "ok") return Lost(check, form.Root, answer);
        var became = answer.Renamed([.. form.Fields.Select(field => field.Key)]);
        var unsent = answer.Sender is not null && form.Steps.Count == 0;
        // A button of the same kind that is the only one: most likely the same.
        var sender = unsent && answer.Senders is [{ Name.Length: > 0 } only] && form.Submit?.Element is { By: LocatorBy.Role } was && was.Role == only.Role ? new PartChange.Sender(only.Name) : null;
        return new PartReport(check)
        {
            Fallback = answer.Fallback,
            Missing = [.. answer.Missing.Select(at => form.Fields[at].Key)],
            Twice = [.. answer.Twice.Select(at => form.Fields[at].Key)],
            Changes = [.. became, .. sender is null ? Array.Empty<PartChange>() : [sender]],
            NewFields = [.. answer.Fresh.Select(field => field.Titles[0]).Where(title => became.All(change => change.Now != title))],
            Untried = ["sending it, and what tells how that went"],
            Notes = unsent ? [answer.Sender == "many_senders" ? "several buttons would send it" : "nothing sends it"] : [],
        };
    }

    private async Task<ProbeAnswer> AskAsync(object ask, CancellationToken cancel)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var late = TimeProvider.System.GetElapsedTime(start) > patience;
            try
            {
                var answer = (await session.RunAsync("probe", ask, cancel)).Deserialize<ProbeAnswer>(PageScripts.ArgumentJson)!;
                if (late || answer is { Outcome: "ok", Missing.Count: 0 } || (answer.Outcome == "ok" && answer.Fresh.Count > 0)) return answer;
            }
            catch (BlockFault fault) when (PageFaults.IsMoving(fault) && !late)
            {
                // It went on to another document.
            }

            await Task.Delay(Pause, cancel);
        }
    }

    private async Task<IEnumerable<string>> LostAsync(List<Locator> locators, CancellationToken cancel)
    {
        if (locators.Count == 0) return [];
        var located = await LocateAsync(locators, cancel);
        return locators.Zip(located.Found).Where(pair => pair.Second.Outcome != "ok" || pair.Second.Fallback is not null)
            .Select(pair => pair.Second.Outcome != "ok" ? $"{pair.First} is {(pair.Second.Outcome == "ambiguous" ? "there more than once" : "not on the page")}" : $"{pair.First} is only found by its fallback no. {pair.Second.Fallback!.Value.ToString(CultureInfo.InvariantCulture)}");
    }

    private async Task<Located> LocateAsync(IReadOnlyList<Locator> locators, CancellationToken cancel) => (await session.RunAsync("locate", locators, cancel)).Deserialize<Located>(PageScripts.ArgumentJson)!;

    // What is masked in a saved page reads as nothing any more.
    private IEnumerable<string> Unread(string key, ValueType type, Sensitivity sensitive, IReadOnlyList<string> samples)
    {
        if (sensitive != Sensitivity.None || type is ValueType.String or ValueType.Enum or ValueType.Link or ValueType.File) yield break;
        var filled = samples.Where(sample => sample.Trim() is not ("" or "-" or "–" or "—")).ToList();
        var wrong = filled.Count(sample => !TypeGuess.Reads(type, sample, Portal.Locale));
        if (wrong > 0) yield return string.Create(CultureInfo.InvariantCulture, $"{wrong} of {filled.Count} values of `{key}` do not read as {type.ToString().ToLowerInvariant()}");
    }

    private static PartReport Lost(string check, Locator? root, ProbeAnswer answer) => new(check)
    {
        Fault = answer.Outcome == "ambiguous" ? $"several elements are {root}" : $"the page has no {root?.ToString() ?? "form with its fields"}{(answer.Near is { Count: > 0 } near ? $"; it has: {string.Join(", ", near.Take(8).Select(one => $"`{Escaped.Short(one)}`"))}" : "")}",
    };

    private sealed record Located(IReadOnlyList<LocatedOne> Found, string? Heading);

    private sealed record LocatedOne(string Outcome, int? Fallback);
}
