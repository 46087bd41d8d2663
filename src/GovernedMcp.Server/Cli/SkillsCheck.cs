using System.CommandLine;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Storage.Skills;

namespace GovernedMcp.Server.Cli;

/// <summary><c>skills check</c>: everything that is wrong in one Skill or all of them; needs no registry.</summary>
internal static class SkillsCheck
{
    public static Command Make()
    {
        var (name, json) = (new Argument<string?>("portal") { Description = "The Skill to check; left out: all of them", Arity = ArgumentArity.ZeroOrOne }, Verb.Json());
        return new Command("check", "Check Skills: SKILL.md, portal.yaml and what they refer to. Prints every error as FILE:LINE:COLUMN and exits 1 if there is one.") { name, json }
            .Does((parsed, terminal) =>
            {
                var (folder, only) = (Places.Of(parsed).Skills, parsed.GetValue(name));
                var found = SkillCheck.Run(folder, only);
                if (only is not null && !found.Names.Contains(only)) throw Unknown(only, folder, found.Names);
                if (parsed.GetValue(json)) terminal.Print(CheckCommand.AsJson(found.Errors));
                else Show(found, terminal);
                return found.Errors.Count == 0 ? ExitCodes.Done : ExitCodes.Failed;
            });
    }

    /// <summary>What to say of a Skill that is not there.</summary>
    public static CliFault Unknown(string name, string folder, IReadOnlyList<string> names) => new(
        $"there is no Skill `{name}` in {folder}; {(names.Count == 0 ? "there is none yet; begin one with `governed-mcp new skill <url>`" : "there are: " + string.Join(", ", names.Select(known => $"`{known}`")))}");

    private static void Show(SkillCheck found, Terminal terminal)
    {
        foreach (var error in found.Errors) terminal.Say(error.ToString());
        foreach (var portal in found.Portals) terminal.Say($"{portal.Name}: no errors; {Parts(portal)}");
        if (found.Errors.Count > 0) terminal.Complain(found.Errors.Count == 1 ? "1 error" : $"{found.Errors.Count} errors");
        else if (found.Portals.Count == 0) terminal.Say("there are no Skills yet; begin one with `governed-mcp new skill <url>`");
    }

    private static string Parts(Portal portal) =>
        $"{portal.Sections.Count} sections, {portal.Tables.Count} tables, {portal.Records.Count} records, {portal.Forms.Count} forms, {portal.Downloads.Count} downloads";
}
