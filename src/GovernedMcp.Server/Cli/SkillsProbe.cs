using System.CommandLine;
using GovernedMcp.Browser.Workshop;
using GovernedMcp.Governance.Credentials;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Storage.Skills;
using GovernedMcp.Storage.Skills.Drafts;

namespace GovernedMcp.Server.Cli;

/// <summary><c>skills probe</c>: holds a Skill against the live portal, only reading, and proposes what to change. Changes nothing itself.</summary>
internal static class SkillsProbe
{
    public static Command Make()
    {
        var name = new Argument<string>("portal") { Description = "The Skill to try" };
        var credential = new Option<string?>("--credential") { Description = "Which of the credentials that the registry binds to the portal", HelpName = "NAME" };
        var patch = new Option<string?>("--patch") { Description = "Write the proposal into this file instead of printing it", HelpName = "FILE" };
        var with = new Option<string[]>("--with") { Description = "A value for a section that needs one; may be given several times", HelpName = "SECTION.PARAM=VALUE" };
        var save = new Option<bool>("--save-fixtures") { Description = "Keep each page in the Skill's folder tests/, masked, for `skills test`; tries all that is declared" };
        return new Command("probe", "Try a Skill on the live portal, only reading: its sign-in, sections, tables, records, forms. Prints drift as a patch of portal.yaml, applies nothing, and exits 1 if there is any.") { name, credential, patch, with, save }
            .Does(async (parsed, terminal, cancel) =>
            {
                var places = Places.Of(parsed);
                var loaded = places.LoadPolicy();
                var portal = loaded.Policy.Portals.GetValueOrDefault(parsed.GetRequiredValue(name)) ?? throw SkillsCheck.Unknown(parsed.GetRequiredValue(name), places.Skills, [.. loaded.Policy.Portals.Keys.Order(StringComparer.Ordinal)]);
                var (signIn, workflow) = Bound(loaded.Policy, portal.Name, parsed.GetValue(credential));
                terminal.Complain($"signing in to {portal.BaseUrl.Authority} with credential `{signIn}`, which the entry of workflow `{workflow}` binds to `{portal.Name}`");
                await using var workshop = await Workshop.OpenAsync(places, loaded, portal, signIn, "skills probe");
                var (fixtures, written) = (new FixtureFolder(places.Skills, portal.Name), new List<string>());
                var reports = await workshop.ProbeAsync(parsed.GetValue(save) ? SkillsTest.Everything(portal) : Checks(portal), With(portal, parsed.GetValue(with) ?? []), parsed.GetValue(save) ? (file, page) => written.Add(fixtures.Write(file, page)) : null, cancel);
                terminal.Table(["check", "found", "says"], [.. reports.Select(Row)], "nothing is declared, so there is nothing to try");
                foreach (var file in written) terminal.Say($"wrote {file}");
                if (written.Count > 0) terminal.Complain("fixtures hold what the portal showed, sensitive columns and fields masked; read them before you keep them");
                Propose(PatchOf(places, portal, reports), parsed.GetValue(patch), terminal);
                return reports.Any(report => report.Drifted) ? ExitCodes.Failed : ExitCodes.Done;
            });
    }

    /// <summary>The credential to sign in with, and a workflow that is bound to it.</summary>
    private static (CredentialName Credential, string Workflow) Bound(Policy policy, string portal, string? wanted)
    {
        var bound = policy.Registry.All.Where(workflow => workflow.Scope.Portals.GetValueOrDefault(portal)?.Credential is not null)
            .Select(workflow => (Credential: workflow.Scope.Portals[portal].Credential!.Value, workflow.Name)).DistinctBy(pair => pair.Credential).ToList();
        var fitting = bound.Where(pair => wanted is null || pair.Credential.Value == wanted).ToList();
        var names = string.Join(", ", bound.Select(pair => $"`{pair.Credential}`"));
        return fitting switch
        {
            [var only] => only,
            [] when bound.Count == 0 => throw new CliFault($"no entry of the registry binds a credential to portal `{portal}`, and a probe signs in with none else; add `credential` to its scope in an entry"),
            [] => throw new CliFault($"no entry of the registry binds credential `{wanted}` to portal `{portal}`; bound are: {names}"),
            _ => throw new CliFault($"several credentials are bound to portal `{portal}`: {names}; say which with `--credential`"),
        };
    }

    // What the Skill says is to be checked; else everything it declares.
    private static IReadOnlyList<string> Checks(Portal portal) => portal.Probe?.Checks ?? SkillsTest.Everything(portal);

    private static Dictionary<string, IReadOnlyDictionary<string, FieldValue>> With(Portal portal, string[] given)
    {
        var values = new Dictionary<string, Dictionary<string, FieldValue>>(StringComparer.Ordinal);
        foreach (var one in given)
        {
            if (one.Split('=', 2) is not [var place, { Length: > 0 } value] || place.Split('.', 2) is not [var section, var parameter] || portal.Sections.GetValueOrDefault(section)?.Parameters.ContainsKey(parameter) != true)
                throw new CliFault($"`{Escaped.Short(one)}` names no parameter of a section of `{portal.Name}`; write it like `{portal.Sections.Values.Where(known => known.Parameters.Count > 0).Select(known => $"{known.Name}.{known.Parameters.Keys.First()}").FirstOrDefault() ?? "section.parameter"}=VALUE`");
            if (!values.TryGetValue(section, out var of)) values[section] = of = new(StringComparer.Ordinal);
            of[parameter] = new FieldValue(value);
        }

        return values.ToDictionary(pair => pair.Key, pair => (IReadOnlyDictionary<string, FieldValue>)pair.Value, StringComparer.Ordinal);
    }

    private static IReadOnlyList<string> Row(PartReport report) => [report.Check, report.NotTried ? "not tried" : report.Fault is not null ? "no" : "yes", string.Join("; ", Findings(report))];

    /// <summary>What a check found, a few words each.</summary>
    public static IEnumerable<string> Findings(PartReport report)
    {
        if (report.Fault is { } fault) yield return fault;
        if (report.Fallback is { } level) yield return $"only found by its fallback no. {level}; make that the first";
        if (report.Missing.Count > 0) yield return $"missing: {string.Join(", ", report.Missing)}";
        if (report.Twice.Count > 0) yield return $"there more than once: {string.Join(", ", report.Twice)}";
        if (report.NewColumns.Count > 0) yield return $"new: {string.Join(", ", report.NewColumns.Select(column => $"`{Escaped.Short(column.Headers[0])}`"))}";
        if (report.NewFields.Count > 0) yield return $"new: {string.Join(", ", report.NewFields.Select(label => $"`{Escaped.Short(label)}`"))}";
        foreach (var change in report.Changes) yield return Became(change);
        foreach (var note in report.Notes) yield return note;
    }

    private static string Became(PartChange change) => change switch
    {
        PartChange.Renamed renamed => $"`{renamed.Key}` is most likely `{Escaped.Short(renamed.Now)}` now",
        PartChange.Sender => $"its button is most likely `{Escaped.Short(change.Now)}` now",
        PartChange.Heading => $"its heading is most likely `{Escaped.Short(change.Now)}` now",
        _ => $"a link of its title leads to `{Escaped.Short(change.Now)}` now",
    };

    private static string PatchOf(Places places, Portal portal, IReadOnlyList<PartReport> reports)
    {
        var patch = PortalPatch.Of(places.Skills, portal);
        foreach (var report in reports.Where(report => !report.NotTried)) SkillProposal.Add(patch, portal, report);
        return patch.Diff();
    }

    private static void Propose(string diff, string? file, Terminal terminal)
    {
        if (diff.Length == 0) return;
        if (file is not null)
        {
            File.WriteAllText(file, diff);
            terminal.Complain($"a proposal is in {file}; read it, then apply it with `git apply` or `patch -p1`");
            return;
        }

        terminal.Say("");
        foreach (var line in diff.TrimEnd('\n').Split('\n')) terminal.Say(line);
        terminal.Complain("nothing was changed; read the proposal and apply what is right of it, then raise `ui_version`");
    }
}
