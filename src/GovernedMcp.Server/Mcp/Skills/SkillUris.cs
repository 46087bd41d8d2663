using GovernedMcp.Governance.Portals;

namespace GovernedMcp.Server.Mcp.Skills;

/// <summary>Where the files of Skills are addressed: <c>skill://portal/SKILL.md</c>, <c>skill://portal/references/x.md</c>.</summary>
internal static class SkillUris
{
    public const string Template = "skill://{portal}/{+path}";

    public static string Of(ServedSkill skill, ServedFile file) =>
        $"skill://{skill.Name}/{string.Join('/', file.Path.Split('/').Select(Uri.EscapeDataString))}";

    public static string OfMain(ServedSkill skill) => Of(skill, skill.Main);

    public static string MimeTypeOf(ServedFile file) => file.Path.EndsWith(".md", StringComparison.OrdinalIgnoreCase) ? "text/markdown" : "text/plain";

    /// <summary>
    /// The file that an address names, among these Skills only. Addresses are compared as written: nothing is decoded or joined,
    /// so no spelling leads to anything else.
    /// </summary>
    public static (ServedSkill Skill, ServedFile File)? Find(IReadOnlyList<ServedSkill> mine, string uri) =>
        mine.SelectMany(skill => skill.Files.Select(file => ((ServedSkill Skill, ServedFile File)?)(skill, file)))
            .FirstOrDefault(entry => Of(entry!.Value.Skill, entry.Value.File) == uri);
}
