using System.CommandLine;
using GovernedMcp.Browser.Workshop;
using GovernedMcp.Governance.Credentials;
using GovernedMcp.Governance.Portals;
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
        return new Command("probe", "Try a Skill on the live portal, only reading: its sign-in, sections, tables, forms. Prints drift as a patch of portal.yaml, applies nothing, and exits 1 if there is any.") { name, credential, patch }
            .Does(async (parsed, terminal, cancel) =>
            {
                var places = Places.Of(parsed);
                var loaded = places.LoadPolicy();
                var portal = loaded.Policy.Portals.GetValueOrDefault(parsed.GetRequiredValue(name)) ?? throw SkillsCheck.Unknown(parsed.GetRequiredValue(name), places.Skills, [.. loaded.Policy.Portals.Keys.Order(StringComparer.Ordinal)]);
                var (signIn, workflow) = Bound(loaded.Policy, portal.Name, parsed.GetValue(credential));
                terminal.Complain($"signing in to {portal.BaseUrl.Authority} with credential `{signIn}`, which the entry of workflow `{workflow}` binds to `{portal.Name}`");
                await using var workshop = await Workshop.OpenAsync(places, loaded, portal, signIn, "skills probe");
                var reports = await workshop.ProbeAsync(Checks(portal), cancel);
                terminal.Table(["check", "found", "says"], [.. reports.Select(Row)], "nothing is declared, so there is nothing to try");
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
    private static IReadOnlyList<string> Checks(Portal portal) => portal.Probe?.Checks ??
    [
        "login",
        .. portal.Sections.Keys.Order(StringComparer.Ordinal).Select(name => $"section {name}"),
        .. portal.Tables.Keys.Order(StringComparer.Ordinal).Select(name => $"table {name}"),
        .. portal.Forms.Keys.Order(StringComparer.Ordinal).Select(name => $"form {name}"),
    ];

    private static IReadOnlyList<string> Row(PartReport report) => [report.Check, report.NotTried ? "not tried" : report.Fault is not null ? "no" : "yes", string.Join("; ", Findings(report))];

    private static IEnumerable<string> Findings(PartReport report)
    {
        if (report.Fault is { } fault) yield return fault;
        if (report.Fallback is { } level) yield return $"only found by its fallback no. {level}; make that the first";
        if (report.Missing.Count > 0) yield return $"missing: {string.Join(", ", report.Missing)}";
        if (report.Twice.Count > 0) yield return $"there more than once: {string.Join(", ", report.Twice)}";
        if (report.NewColumns.Count > 0) yield return $"new: {string.Join(", ", report.NewColumns.Select(column => $"`{Escaped.Short(column.Headers[0])}`"))}";
        if (report.NewFields.Count > 0) yield return $"new: {string.Join(", ", report.NewFields.Select(label => $"`{Escaped.Short(label)}`"))}";
        foreach (var note in report.Notes) yield return note;
    }

    private static string PatchOf(Places places, Portal portal, IReadOnlyList<PartReport> reports)
    {
        var patch = PortalPatch.Of(places.Skills, portal);
        foreach (var report in reports.Where(report => report.Check.StartsWith("table ", StringComparison.Ordinal)))
        {
            var table = portal.Tables[report.Check["table ".Length..]];
            // One that went and one that came are most likely the same.
            if (report is { Missing: [var old], NewColumns: [var now] }) patch.AddTitle(table.Name, old, now.Headers[0]);
            else
            {
                if (report.NewColumns.Count > 0) patch.AddColumns(table.Name, report.NewColumns);
                foreach (var key in report.Missing.Where(key => !table.RowKey.Contains(key))) patch.TakeOut(table.Name, key);
            }
        }

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
