using GovernedMcp.Storage.Config;
using GovernedMcp.Storage.Config.Shapes;
using GovernedMcp.Storage.Config.Yaml;

namespace GovernedMcp.Storage.Skills;

/// <summary>SKILL.md: the front matter of the Agent Skills format and the text for the agent. Guidance, never authority.</summary>
internal sealed record SkillFile(Located<string> Name, string Description, string PortalFile, string Body)
{
    /// <summary>The line of the file that <see cref="Body"/> begins with.</summary>
    public int BodyLine { get; init; } = 1;

    public const string FileName = "SKILL.md";
    private const int MaxBodyLines = 500;
    private const string Fence = "---";

    private static readonly Shape<string> About = Scalars.TextOf(1024, lines: true).Into((text, node, reading) =>
    {
        if (text.AsSpan().ContainsAny('<', '>')) reading.Error(node.At, ConfigCodes.SkillText, "the description holds `<` or `>`; write it without");
        return text;
    });

    private static readonly Shape<SkillFile> FrontMatter = Shaped.Map<SkillFile>(keys =>
    {
        var name = keys.Must("name", Shaped.At(Names.Name));
        var description = keys.Must("description", About);
        keys.May("license", Scalars.Text);
        keys.May("compatibility", Scalars.TextOf(500));
        var metadata = keys.Or("metadata", Shaped.NamedMap(Scalars.Text, Shaped.At(Scalars.Text)), []);
        keys.May("allowed-tools", Scalars.Text);
        return () =>
        {
            var portal = metadata.FirstOrDefault(pair => pair.Name == "governed-mcp.portal")?.Value;
            if (portal is not null && !IsInside(portal.Value)) keys.Reading.Error(portal.At, ConfigCodes.SkillPath, $"{Quoted.Of(portal.Value)} leads out of the Skill's folder; write a path such as `portal/portal.yaml`");
            return new SkillFile(name, description, portal?.Value ?? "portal/portal.yaml", "");
        };
    });

    public static SkillFile? Read(Reading reading, string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        var end = lines.Length > 0 && lines[0].TrimEnd() == Fence ? Array.FindIndex(lines, 1, line => line.TrimEnd() == Fence) : -1;
        if (end < 0)
        {
            reading.Error(new Place(1, 1), ConfigCodes.SkillText, "the file does not begin with front matter; write `---`, then `name` and `description`, then `---`");
            return null;
        }

        if (lines.Length - end - 1 >= MaxBodyLines) reading.Error(new Place(end + 2, 1), ConfigCodes.SkillLimit, $"the text is {lines.Length - end - 1} lines long; keep it under {MaxBodyLines} and move details to `references/`");

        // The fence becomes an empty line, so that lines keep their numbers.
        var root = YamlFile.Parse(reading, "\n" + string.Join('\n', lines[1..end]) + "\n");
        if (root is null || !FrontMatter.TryRead(root, reading, out var file)) return null;
        var body = string.Join('\n', lines[(end + 1)..]);
        return file with { Body = body.Trim('\n') + "\n", BodyLine = end + 2 + (body.Length - body.TrimStart('\n').Length) };
    }

    /// <summary>A relative path without a way up or out.</summary>
    public static bool IsInside(string path) =>
        path.Length > 0 && path[0] != '/' && !path.AsSpan().ContainsAny('\\', ':') && path.Split('/').All(segment => segment is not ("" or "." or ".."));
}
