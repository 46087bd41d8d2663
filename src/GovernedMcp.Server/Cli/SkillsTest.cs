using System.Collections.Frozen;
using System.CommandLine;
using System.Globalization;
using GovernedMcp.Browser;
using GovernedMcp.Browser.Workshop;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Governance.Registry;
using GovernedMcp.Governance.Tools;
using GovernedMcp.Storage.Skills;

namespace GovernedMcp.Server.Cli;

/// <summary><c>skills test</c>: holds a Skill against its saved pages, in the real browser and without a network; needs no registry.</summary>
internal static class SkillsTest
{
    public static Command Make()
    {
        var name = new Argument<string>("portal") { Description = "The Skill to test" };
        return new Command("test", "Test a Skill on its saved pages (tests/ of its folder), without a portal: its sign-in, sections, tables, records, forms, downloads. Prints FILE:LINE and by which of its ways each was found, and exits 1 if one is not as declared.") { name }
            .Does(async (parsed, terminal, cancel) =>
            {
                var (folder, only) = (Places.Of(parsed).Skills, parsed.GetRequiredValue(name));
                var found = SkillCheck.Run(folder, only);
                if (!found.Names.Contains(only)) throw SkillsCheck.Unknown(only, folder, found.Names);
                if (found.Errors.Count > 0) throw new CliFault(string.Join('\n', found.Errors.Select(error => error.ToString())));
                var (portal, fixtures) = (found.Portals.Single(), new FixtureFolder(folder, only));
                if (fixtures.IsEmpty) throw new CliFault($"there are no saved pages in {fixtures.Path}; save them with `governed-mcp skills probe {only} --save-fixtures`");
                var reports = await ReplayAsync(portal, fixtures, cancel);
                foreach (var report in reports) terminal.Say($"{PlaceOf(portal, report.Check)}: {report.Check}: {Says(report)}");
                var (wrong, untried) = (reports.Count(report => report.Drifted), reports.Count(report => report.NotTried));
                terminal.Complain(string.Create(CultureInfo.InvariantCulture, $"{reports.Count - wrong - untried} as declared, {wrong} not, {untried} not tried"));
                return wrong > 0 || untried == reports.Count ? ExitCodes.Failed : ExitCodes.Done;
            });
    }

    /// <summary>Everything that can be held against a page.</summary>
    public static IReadOnlyList<string> Everything(Portal portal) =>
    [
        "login",
        .. portal.Sections.Keys.Order(StringComparer.Ordinal).Select(name => $"section {name}"),
        .. portal.Tables.Keys.Order(StringComparer.Ordinal).Select(name => $"table {name}"),
        .. portal.Records.Keys.Order(StringComparer.Ordinal).Select(name => $"record {name}"),
        .. portal.Forms.Keys.Order(StringComparer.Ordinal).Select(name => $"form {name}"),
        .. portal.Downloads.Keys.Order(StringComparer.Ordinal).Select(name => $"download {name}"),
    ];

    // The rails are those of a fresh start: no portal is reached and no credential is opened.
    private static async Task<IReadOnlyList<PartReport>> ReplayAsync(Portal portal, FixtureFolder fixtures, CancellationToken cancel)
    {
        var data = Directory.CreateTempSubdirectory("governed-mcp-skills-test-");
        try
        {
            var policy = new Policy
            {
                Revision = "skills test",
                Rails = new Rails(),
                People = new People(FrozenDictionary<string, Team>.Empty, FrozenDictionary<string, FrozenSet<string>>.Empty),
                Registry = new WorkflowRegistry([]),
                Portals = new[] { KeyValuePair.Create(portal.Name, portal) }.ToFrozenDictionary(),
            };
            await using var host = new BrowserHost(new BrowserHostOptions { DataFolder = data.FullName }, new PolicySource(policy), TimeProvider.System);
            return await new Replayer(host).ReplayAsync(portal, Everything(portal), fixtures.Read, cancel);
        }
        catch (BlockFault fault)
        {
            throw new CliFault(fault.Message);
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }

    private static string Says(PartReport report) => report switch
    {
        { NotTried: true } => $"not tried: {report.Fault}",
        { Drifted: true } => $"not as declared: {string.Join("; ", SkillsProbe.Findings(report))}",
        { Untried: [_, ..] untried } => $"ok, by its first way; not tried: {string.Join("; ", untried)}",
        _ => "ok, by its first way",
    };

    private static SourceMark PlaceOf(Portal portal, string check) => check.Split(' ') switch
    {
        ["section", var name] => portal.Sections[name].Source,
        ["table", var name] => portal.Tables[name].Source,
        ["record", var name] => portal.Records[name].Source,
        ["form", var name] => portal.Forms[name].Source,
        ["download", var name] => portal.Downloads[name].Source,
        _ => portal.Source,
    };
}
