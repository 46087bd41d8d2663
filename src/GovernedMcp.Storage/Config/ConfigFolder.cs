using GovernedMcp.Storage.Config.Files;
using GovernedMcp.Storage.Config.Yaml;
using GovernedMcp.Storage.Skills;

namespace GovernedMcp.Storage.Config;

/// <summary>
/// The two folders on disk, <c>config/</c> and <c>skills/</c>: reads every file of them into memory, once, and nothing that is
/// not one of theirs. Knows no YAML.
/// </summary>
public sealed class ConfigFolder(string config, string skills)
{
    private const string Registry = "registry";
    private static readonly string[] Files = ["people.yaml", "rails.yaml", "credentials.yaml"];

    public string ConfigPath => config;

    public string SkillsPath => skills;

    /// <summary>Both folders under one root, as in the repository.</summary>
    public static ConfigFolder Under(string root) => new(Path.Combine(root, "config"), Path.Combine(root, "skills"));

    public FolderContent Read()
    {
        var documents = new List<ConfigDocument>();
        var errors = new List<ConfigError>();
        using (var root = FileEntry.OpenRoot(config))
        {
            if (root is null) errors.Add(Error("config", "the folder is missing or cannot be read; create it with `people.yaml` and `rails.yaml`"));
            else
            {
                ReadFiles(root, "config/", Files.Contains, documents, errors);
                using var registry = root.Open(Registry);
                if (registry is { Kind: FileEntryKind.Folder }) ReadFiles(registry, "config/registry/", _ => true, documents, errors);
            }
        }

        documents.AddRange(SkillFolders.Read(skills, errors));
        return new FolderContent(documents, errors);
    }

    // A file that looks like configuration and is not read would be a rule that someone believes in.
    private static void ReadFiles(FileEntry given, string prefix, Func<string, bool> known, List<ConfigDocument> documents, List<ConfigError> errors)
    {
        // A Kubernetes volume: the link ..data is swapped as a whole, so everything is read behind it.
        using var data = given.Open("..data");
        var folder = data is { Kind: FileEntryKind.Folder } && data.IsInside(given) ? data : given;
        foreach (var name in folder.Names().Where(name => !name.StartsWith('.')))
        {
            var ending = Path.GetExtension(name).ToLowerInvariant();
            if (ending is not (".yaml" or ".yml")) continue;
            var path = prefix + name;
            if (ending == ".yml" || !known(name))
            {
                errors.Add(Error(path, $"no file of this name is read here; use {(prefix == "config/" ? Quoted.List(Files) + " or `registry/<workflow>.yaml`" : "the ending `.yaml`")}"));
                continue;
            }

            using var file = folder.Open(name);
            if (file is not { Kind: FileEntryKind.File } || !(file.IsInside(folder) || file.IsInside(given)))
            {
                errors.Add(Error(path, "this is not a readable file of this folder; links may not lead out of it"));
                continue;
            }

            documents.Add(new ConfigDocument(path, file.Read(YamlText.MaxBytes)));
        }
    }

    private static ConfigError Error(string file, string message) => new(file, 0, 0, ConfigCodes.File, message);
}
