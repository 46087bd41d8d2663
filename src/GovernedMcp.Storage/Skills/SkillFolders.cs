using GovernedMcp.Storage.Config;
using GovernedMcp.Storage.Config.Files;

namespace GovernedMcp.Storage.Skills;

/// <summary>The folder of Skills: one folder a portal. Reads every file of every Skill into memory, once.</summary>
internal static class SkillFolders
{
    public const string Prefix = "skills/";

    public static List<ConfigDocument> Read(string path, List<ConfigError> errors)
    {
        var documents = new List<ConfigDocument>();
        using var root = FileEntry.OpenRoot(path);
        if (root is null) return documents;
        foreach (var name in root.Names().Where(name => !name.StartsWith('.')))
        {
            using var folder = root.Open(name);
            if (folder is { Kind: FileEntryKind.File }) continue;
            if (folder is not { Kind: FileEntryKind.Folder } || !folder.IsInside(root))
            {
                errors.Add(new ConfigError(Prefix + name, 0, 0, ConfigCodes.SkillPath, "this is not a folder of the Skills folder; links may not lead out of it"));
                continue;
            }

            documents.AddRange(new SkillFolderWalk(Prefix + name, errors).Read(folder));
        }

        return documents;
    }

    /// <summary>The Skill that a path belongs to: <c>acme</c> of <c>skills/acme/SKILL.md</c>.</summary>
    public static string? SkillOf(string path) => path.StartsWith(Prefix, StringComparison.Ordinal) ? path.Split('/')[1] : null;
}
