using System.Text.Json;
using GovernedMcp.Browser.Blocks.Navigate;
using GovernedMcp.Browser.Pages;
using GovernedMcp.Browser.Sessions;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Browser.Workshop;

/// <summary>Holds a Skill against the live portal, part by part, and tells what no longer fits. Changes nothing: not the portal, not the Skill.</summary>
public sealed class Prober(BrowserHost host, SessionTable sessions)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private static readonly Dictionary<string, FieldValue> NoParameters = [];

    /// <summary>Of the warnings of a call, those that say that a Skill and its portal have come apart.</summary>
    public static IReadOnlyList<string> Drift(IEnumerable<string> warnings) => [.. warnings.Where(warning => warning.Contains("drifted", StringComparison.Ordinal))];

    /// <summary>In the session of a handle, which signed in.</summary>
    public async Task<PartReport> ProbeAsync(string handle, string check, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(check);
        var session = sessions.Holding(handle) ?? throw new BlockFault(Rules.Sessions.Unknown, "the session has ended; sign in again");
        session.Notes.TakeWarnings();
        try
        {
            var report = await session.ExclusiveAsync(host.Deadline, limit => ProbeAsync(session, check, limit), cancel);
            return report with { Notes = [.. report.Notes, .. Drift(session.Notes.TakeWarnings())] };
        }
        catch (BlockFault fault)
        {
            return new PartReport(check) { Fault = fault.Message };
        }
    }

    private static async Task<PartReport> ProbeAsync(BrowserSession session, string check, CancellationToken cancel)
    {
        var portal = session.Portal;
        if (check.Split(' ') is not [var kind, var name]) return new PartReport(check);
        return kind switch
        {
            "section" => await SectionAsync(session, check, portal.Sections[name], cancel),
            "table" => await TableAsync(session, check, portal.Tables[name], cancel),
            "form" => await FormAsync(session, check, portal.Forms[name], cancel),
            _ => new PartReport(check) { NotTried = true, Fault = $"a {kind} is not tried by itself" },
        };
    }

    private static async Task<PartReport> SectionAsync(BrowserSession session, string check, Section section, CancellationToken cancel)
    {
        if (NeedsParameters(section)) return Unreachable(check, section.Name);
        await SectionRoad.GoAsync(session, section, NoParameters, cancel);
        return new PartReport(check);
    }

    private static async Task<PartReport> TableAsync(BrowserSession session, string check, Table table, CancellationToken cancel)
    {
        if (Section(session.Portal, table.Section) is { } section && NeedsParameters(section)) return Unreachable(check, section.Name);
        await PartSection.GoAsync(session, table.Section, cancel);
        var answer = await AskAsync(session, new { table = new { root = table.Root, columns = table.Columns } }, cancel);
        if (answer.Outcome != "ok") return Lost(check, table.Root, answer);
        var keys = table.Columns.Select(column => column.Key).ToHashSet(StringComparer.Ordinal);
        return new PartReport(check)
        {
            Fallback = answer.Fallback,
            Missing = [.. answer.Missing.Select(at => table.Columns[at].Key)],
            Twice = [.. answer.Twice.Select(at => table.Columns[at].Key)],
            NewColumns = [.. answer.Fresh.Select(column => new Column(DraftName.Key(column.Titles[0], "column", keys), column.Titles, TypeGuess.Of(column.Samples, session.Portal.Locale)) { Sensitive = TypeGuess.Sensitive(column.Titles[0]) })],
        };
    }

    private static async Task<PartReport> FormAsync(BrowserSession session, string check, Form form, CancellationToken cancel)
    {
        if (Section(session.Portal, form.Section) is { } section && NeedsParameters(section)) return Unreachable(check, section.Name);
        await PartSection.GoAsync(session, form.Section, cancel);
        var fields = form.Fields.Select(field => new { key = field.Key, label = field.Label ?? field.Key, locator = field.Locator });
        var answer = await AskAsync(session, new { form = new { root = form.Root, fields, submit = form.Submit?.Element } }, cancel);
        if (answer.Outcome != "ok") return Lost(check, form.Root, answer);
        return new PartReport(check)
        {
            Fallback = answer.Fallback,
            Missing = [.. answer.Missing.Select(at => form.Fields[at].Key)],
            Twice = [.. answer.Twice.Select(at => form.Fields[at].Key)],
            NewFields = [.. answer.Fresh.Select(field => field.Titles[0])],
            Notes = answer.Sender is { } why && form.Steps.Count == 0 ? [why == "many_senders" ? "several buttons would send it" : "nothing sends it"] : [],
        };
    }

    // What is drawn late is waited for.
    private static async Task<Answer> AskAsync(BrowserSession session, object ask, CancellationToken cancel)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var late = TimeProvider.System.GetElapsedTime(start) > Patience;
            try
            {
                var answer = (await session.RunAsync("probe", ask, cancel)).Deserialize<Answer>(PageScripts.ArgumentJson)!;
                if (late || answer is { Outcome: "ok", Missing.Count: 0 } || (answer.Outcome == "ok" && answer.Fresh.Count > 0)) return answer;
            }
            catch (BlockFault fault) when (PageFaults.IsMoving(fault) && !late)
            {
                // It went on to another document.
            }

            await Task.Delay(Pause, cancel);
        }
    }

    private static Section? Section(Portal portal, string? name) => name is null ? null : portal.Sections.GetValueOrDefault(name);

    private static bool NeedsParameters(Section section) => section.Parameters.Values.Any(parameter => parameter.Required) || section.Url?.Contains('{', StringComparison.Ordinal) == true;

    private static PartReport Unreachable(string check, string section) => new(check) { NotTried = true, Fault = $"section `{section}` needs parameters, which a probe has none of" };

    private static PartReport Lost(string check, Locator? root, Answer answer) => new(check)
    {
        Fault = answer.Outcome == "ambiguous" ? $"several elements are {root}" : $"the page has no {root?.ToString() ?? "form with its fields"}{(answer.Near is { Count: > 0 } near ? $"; it has: {string.Join(", ", near.Take(8).Select(one => $"`{Escaped.Short(one)}`"))}" : "")}",
    };

    private sealed record Answer(string Outcome, int? Fallback, IReadOnlyList<string>? Near, string? Sender)
    {
        public IReadOnlyList<int> Missing { get; init; } = [];
        public IReadOnlyList<int> Twice { get; init; } = [];
        public IReadOnlyList<SeenColumn> Fresh { get; init; } = [];
    }
}
