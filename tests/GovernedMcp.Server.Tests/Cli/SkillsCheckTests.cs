using System.Text.Json.Nodes;

namespace GovernedMcp.Server.Tests.Cli;

public sealed class SkillsCheckTests : IDisposable
{
    private readonly TrialFolders _folders = new();

    private string Main => Path.Combine(_folders.Skills, "northwind-vendor", "SKILL.md");

    private string Portal => Path.Combine(_folders.Skills, "northwind-vendor", "portal", "portal.yaml");

    [Fact]
    public async Task A_good_Skill_is_told_with_its_parts_and_needs_no_registry()
    {
        Directory.Delete(_folders.Config, recursive: true);
        var (exit, output, error) = await _folders.RunAsync("skills", "check", "northwind-vendor");
        exit.ShouldBe(0);
        output.ShouldBe("northwind-vendor: no errors; 6 sections, 2 tables, 1 records, 2 forms, 1 downloads\n");
        error.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_Skill_that_is_not_there_is_told_with_those_that_are()
    {
        var (exit, _, error) = await _folders.RunAsync("skills", "check", "northwind");
        exit.ShouldBe(1);
        error.ShouldContain("there is no Skill `northwind` in ");
        error.ShouldContain("there are: `northwind-vendor`");
    }

    [Fact]
    public async Task Errors_of_both_files_stand_at_their_places_and_others_Skills_are_left_alone()
    {
        await ReplaceAsync(Main, "[references/disputes.md](references/disputes.md)", "[the rules](references/dispute.md)");
        await ReplaceAsync(Portal, "    section: new-dispute\n", "    section: new-disputes\n");
        Directory.CreateDirectory(Path.Combine(_folders.Skills, "other"));
        await File.WriteAllTextAsync(Path.Combine(_folders.Skills, "other", "SKILL.md"), "no front matter\n");

        var (exit, output, error) = await _folders.RunAsync("skills", "check", "northwind-vendor");

        exit.ShouldBe(1);
        var lines = output.TrimEnd().Split('\n');
        lines.Length.ShouldBe(2);
        var line = 1 + Array.FindIndex(await File.ReadAllLinesAsync(Main), text => text.Contains("(references/dispute.md)", StringComparison.Ordinal));
        lines[0].ShouldStartWith($"skills/northwind-vendor/SKILL.md:{line}:{1 + (await File.ReadAllLinesAsync(Main))[line - 1].IndexOf("references/dispute.md", StringComparison.Ordinal)}: the link `references/dispute.md` names a file that is not there");
        lines[1].ShouldContain("no section `new-disputes` in this file; did you mean `new-dispute`?");
        error.ShouldBe("2 errors\n");
        var json = JsonNode.Parse((await _folders.RunAsync("skills", "check", "--json")).Out)!["errors"]!.AsArray();
        json.Select(one => (string)one!["code"]!).Order().ShouldBe(["config.reference", "skill.missing", "skill.missing", "skill.text"]);
    }

    [Theory]
    [InlineData("name: northwind-vendor", "name: northwind--vendor", "single `-` between them")]
    [InlineData("name: northwind-vendor", "name: -northwind-vendor", "single `-` between them")]
    [InlineData("name: northwind-vendor", "name: Northwind", "single `-` between them")]
    [InlineData("name: northwind-vendor", "name: northwind", "is not the folder's; write `name: northwind-vendor`")]
    [InlineData("description: Works", "description: <b>Works", "the description holds `<` or `>`")]
    [InlineData("description: Works", "version: 2\ndescription: Works", "`version` is not a key here")]
    [InlineData("  governed-mcp.portal: portal/portal.yaml", "  governed-mcp.portal: [portal/portal.yaml]", "stands where")]
    public async Task What_the_validators_of_Agent_Skills_refuse_is_refused_with_what_is_allowed(string good, string bad, string says)
    {
        await ReplaceAsync(Main, good, bad);
        var (exit, output, _) = await _folders.RunAsync("skills", "check");
        exit.ShouldBe(1);
        output.ShouldContain("skills/northwind-vendor/SKILL.md:");
        output.ShouldContain(says);
    }

    [Theory]
    [InlineData(1025, 1)]
    [InlineData(0, 1)]
    [InlineData(1024, 0)]
    public async Task A_description_has_1_to_1024_characters(int length, int expected)
    {
        var text = await File.ReadAllLinesAsync(Main);
        text[2] = $"description: \"{new string('x', length)}\"";
        await File.WriteAllLinesAsync(Main, text);
        (await _folders.RunAsync("skills", "check")).Exit.ShouldBe(expected);
    }

    [Fact]
    public async Task A_body_has_fewer_than_500_lines()
    {
        await File.AppendAllTextAsync(Main, string.Concat(Enumerable.Repeat("one more line\n", 500)));
        (await _folders.RunAsync("skills", "check")).Out.ShouldContain("keep it under 500 and move details to `references/`");
    }

    public void Dispose() => _folders.Dispose();

    private static async Task ReplaceAsync(string file, string old, string with)
    {
        var text = await File.ReadAllTextAsync(file);
        text.ShouldContain(old);
        await File.WriteAllTextAsync(file, text.Replace(old, with, StringComparison.Ordinal));
    }
}
