using System.Text;
using GovernedMcp.Governance.Portals;

namespace GovernedMcp.Storage.Skills.Drafts;

/// <summary>
/// Writes the folder of a drafted Skill, and never over anything. Of the page's own words only names made of plain letters get into
/// SKILL.md, which agents read; the rest stands in portal.yaml, which they are not served.
/// </summary>
public static class SkillDraft
{
    /// <summary>Why a Skill of this name cannot be written here, or null.</summary>
    public static string? Obstacle(string skills, string name)
    {
        if (!SkillReader.IsName(name)) return $"`{name}` is not a name of a Skill; use at most 64 of `a`-`z`, `0`-`9` and single `-` between them, with `--name`";
        var folder = Path.Combine(skills, name);
        return Path.Exists(folder) ? $"there is already something at {folder}, and nothing is written over it; choose another name with `--name`, or move it away" : null;
    }

    /// <returns>The files that were written.</returns>
    /// <exception cref="IOException">Somebody else wrote there meanwhile, or nothing can be written.</exception>
    public static IReadOnlyList<string> Write(string skills, Portal portal, string schemaFolder)
    {
        ArgumentNullException.ThrowIfNull(portal);
        var folder = Path.Combine(skills, portal.Name);
        if (Path.Exists(folder)) throw new IOException($"there is already something at {folder}; nothing was written");
        Directory.CreateDirectory(Path.Combine(folder, "portal"));
        var schema = Path.GetRelativePath(Path.Combine(folder, "portal"), Path.Combine(schemaFolder, "portal.schema.json")).Replace('\\', '/');
        var (main, machine) = (Path.Combine(folder, SkillFile.FileName), Path.Combine(folder, "portal", "portal.yaml"));
        WriteNew(machine, $"# yaml-language-server: $schema={schema}\n# A draft of what was found on the portal; read it before you grant any of it.\n{PortalYaml.Of(portal)}");
        WriteNew(main, Guidance(portal));
        return [main, machine];
    }

    private static void WriteNew(string file, string text)
    {
        using var stream = new FileStream(file, FileMode.CreateNew, FileAccess.Write);
        stream.Write(Encoding.UTF8.GetBytes(text));
    }

    private static string Guidance(Portal portal)
    {
        var parts = new[] { ("sections", portal.Sections.Keys), ("tables", portal.Tables.Keys), ("forms", (IEnumerable<string>)portal.Forms.Keys) };
        var told = parts.Where(part => part.Item2.Any()).Select(part => $"{part.Item1} {string.Join(", ", part.Item2.Order(StringComparer.Ordinal).Take(12))}");
        var text = new StringBuilder();
        text.Append("---\n").Append(Line($"name: {portal.Name}"));
        text.Append(Line($"description: Works with the portal {portal.Name} ({portal.BaseUrl.Authority.Replace(':', ' ')}) - {string.Join("; ", told)}. Use when a task is about one of these."));
        text.Append(Line("metadata:")).Append(Line("  governed-mcp.portal: portal/portal.yaml")).Append("---\n");
        text.Append(Line($"# {portal.Name}")).Append('\n');
        text.Append(Line("A draft. Say here in your own words what the portal is for, what its terms mean, and which mistakes it refuses.")).Append('\n');
        if (portal.Tables.Count > 0) text.Append("## Reading\n\n");
        foreach (var table in portal.Tables.Values.OrderBy(table => table.Name, StringComparer.Ordinal))
            text.Append(Line($"- {(table.Section is { } section ? $"Go to section `{section}`, then extract" : "Extract")} table `{table.Name}`: {string.Join(", ", table.Columns.Select(column => column.Key))}."));
        if (portal.Forms.Count > 0) text.Append("\n## Writing\n\n");
        foreach (var form in portal.Forms.Values.OrderBy(form => form.Name, StringComparer.Ordinal))
            text.Append(Line($"- Form `{form.Name}`{(form.Section is { } section ? $" of section `{section}`" : "")}: {string.Join(", ", form.Fields.Select(field => field.Key))}."));
        if (portal.Forms.Count > 0) text.Append(Line("\nA form is sent once. When the outcome is not known, look whether it arrived before anything else."));
        return text.ToString();
    }

    private static string Line(string text) => text + "\n";
}
