using System.Text.Json;
using GovernedMcp.Browser.Blocks.Navigate;
using GovernedMcp.Browser.Pages;
using GovernedMcp.Browser.Sessions;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Governance.Sessions;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Browser.Workshop;

/// <summary>Holds a Skill against the live portal, part by part, and tells what no longer fits. Changes nothing: not the portal, not the Skill.</summary>
public sealed class Prober(BrowserHost host, SessionTable sessions)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Values for the parameters of sections that cannot be reached without.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, FieldValue>> Parameters { get; init; } = new Dictionary<string, IReadOnlyDictionary<string, FieldValue>>();

    /// <summary>Of the warnings of a call, those that say that a Skill and its portal have come apart.</summary>
    public static IReadOnlyList<string> Drift(IEnumerable<string> warnings) => [.. warnings.Where(warning => warning.Contains("drifted", StringComparison.Ordinal))];

    /// <summary>In the session of a handle, which signed in.</summary>
    public async Task<PartReport> ProbeAsync(string handle, string check, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(check);
        var session = Session(handle);
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

    /// <summary>The page that the session is on, as a file.</summary>
    /// <exception cref="BlockFault">It is larger than a fixture may be.</exception>
    public Task<string> TakeAsync(string handle, CancellationToken cancel)
    {
        var session = Session(handle);
        return session.ExclusiveAsync(host.Deadline, limit => PageFixture.TakeAsync(session, limit), cancel);
    }

    /// <summary>The page that asks to sign in, as a file.</summary>
    /// <exception cref="BlockFault">It cannot be reached, or is larger than a fixture may be.</exception>
    public async Task<string> TakeSignInAsync(Portal portal, SessionFacts facts, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(portal);
        await using var session = await host.OpenAsync(facts, portal, cancel);
        return await session.ExclusiveAsync(
            host.Deadline,
            async limit =>
            {
                await Visits.GoAsync(session, PageAddress.Under(portal, portal.Login?.Start ?? ""), limit);
                await session.SettleAsync(limit);
                return await PageFixture.TakeAsync(session, limit);
            },
            cancel);
    }

    private BrowserSession Session(string handle) => sessions.Holding(handle) ?? throw new BlockFault(Rules.Sessions.Unknown, "the session has ended; sign in again");

    private async Task<PartReport> ProbeAsync(BrowserSession session, string check, CancellationToken cancel)
    {
        if (SectionOf(session.Portal, check) is { } section)
        {
            var given = Parameters.GetValueOrDefault(section.Name) ?? new Dictionary<string, FieldValue>();
            if (Needed(section).FirstOrDefault(name => !given.ContainsKey(name)) is { } missing)
                return new PartReport(check) { NotTried = true, Fault = $"section `{section.Name}` needs parameters; give one with `--with {section.Name}.{missing}=VALUE`" };
            try
            {
                await SectionRoad.GoAsync(session, section with { Ready = null }, given, cancel);
            }
            catch (BlockFault fault) when (fault.Rule == Rules.Pages.Status && check.StartsWith("section ", StringComparison.Ordinal) && section.Url is not null)
            {
                return new PartReport(check) { Fault = fault.Message, Changes = await MovedAsync(session, section, cancel) };
            }
        }

        else if (check.Split(' ') is ["download", var download])
        {
            return new PartReport(check) { NotTried = true, Fault = $"download `{download}` says no `section`, so it may be on any page" };
        }

        var report = await new PartProbe(session, Patience).RunAsync(check, cancel);
        // What another page has in its place tells nothing of it.
        return check.Split(' ') is [("table" or "record" or "form") and var kind, var part] && SectionOf(session.Portal, check) is null && (report.Fault is not null || report.Missing.Count > 0)
            ? new PartReport(check) { NotTried = true, Fault = $"{kind} `{part}` says no `section`, and is not on the page that was looked at" }
            : report;
    }

    /// <summary>The section that a check is made on, or null: on the page where one is.</summary>
    internal static Section? SectionOf(Portal portal, string check)
    {
        var name = check.Split(' ') switch
        {
            ["section", var section] => section,
            ["table", var table] => portal.Tables[table].Section,
            ["record", var record] => portal.Records[record].Section,
            ["form", var form] => portal.Forms[form].Section,
            ["download", var download] => portal.Downloads[download] is { Section: null, Table: { } rows } ? portal.Tables[rows].Section : portal.Downloads[download].Section,
            _ => null,
        };
        return name is null ? null : portal.Sections.GetValueOrDefault(name);
    }

    private static IEnumerable<string> Needed(Section section) => section.Parameters.Values.Where(parameter => parameter.Required || section.Url?.Contains($"{{{parameter.Name}}}", StringComparison.Ordinal) == true).Select(parameter => parameter.Name);

    // A link at home that is called like the section leads to where it is now.
    private static async Task<IReadOnlyList<PartChange>> MovedAsync(BrowserSession session, Section section, CancellationToken cancel)
    {
        if (session.Home is not { } home || section.Title is not { } title) return [];
        await Visits.GoAsync(session, home, cancel);
        await session.SettleAsync(cancel);
        var seen = (await session.RunAsync("survey", new { }, cancel)).Deserialize<PageSurvey>(PageScripts.ArgumentJson)!;
        var paths = seen.Links.Where(link => link.Path is not null && string.Equals(link.Text, title, StringComparison.OrdinalIgnoreCase)).Select(link => link.Path!).Distinct().ToList();
        return paths is [var only] && only != section.Url ? [new PartChange.Address(only)] : [];
    }
}
