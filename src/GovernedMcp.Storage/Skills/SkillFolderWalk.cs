using System.Text;
using GovernedMcp.Storage.Config;
using GovernedMcp.Storage.Config.Files;

namespace GovernedMcp.Storage.Skills;

/// <summary>
/// Reads one Skill folder: regular data files inside it, within limits, with names that mean the same everywhere.
/// INVARIANT: a byte that is used was read here, from the descriptor that was checked.
/// </summary>
internal sealed class SkillFolderWalk(string display, List<ConfigError> errors)
{
    public const int MaxFileBytes = 1024 * 1024;
    public const int MaxFiles = 2000;
    public const int MaxDepth = 8;
    public const int MaxTotalBytes = 64 * 1024 * 1024;

    /// <summary>Saved pages, for whoever writes the Skill: no server reads them.</summary>
    public const string FixturesFolder = "tests";

    private static readonly string[] DataFiles = [".md", ".yaml", ".yml", ".json", ".txt", ".csv", ".png", ".jpg", ".jpeg", ".svg", ".pdf"];
    private readonly List<ConfigDocument> _documents = [];
    private readonly HashSet<string> _folders = new(StringComparer.Ordinal);
    private int _files, _bytes;
    private bool _stopped;

    public IReadOnlyList<ConfigDocument> Read(FileEntry root)
    {
        // A Kubernetes volume: the link ..data is swapped as a whole, so everything is read behind it.
        using var data = root.Open("..data");
        var folder = data is { Kind: FileEntryKind.Folder } && data.IsInside(root) ? data : root;
        Walk(root, folder, display, depth: 1);
        return _documents;
    }

    private void Walk(FileEntry root, FileEntry folder, string path, int depth)
    {
        if (depth > MaxDepth) Refuse(path, ConfigCodes.SkillLimit, $"folders are nested deeper than {MaxDepth}; write it flatter");
        else if (!_folders.Add(folder.RealPath)) Refuse(path, ConfigCodes.SkillPath, "a link leads back into a folder that was already read; remove it");
        else if (folder.WritableByStrangers) Refuse(path, ConfigCodes.SkillPath, "others may write here; give the folder to the user of the server and take away writing for everybody");
        else
        {
            var names = folder.Names().Where(name => !name.StartsWith("..", StringComparison.Ordinal) && !(depth == 1 && name == FixturesFolder)).ToList();
            CheckNames(names, path);
            foreach (var name in names.Where(_ => !_stopped)) Visit(root, folder, name, $"{path}/{name}", depth);
        }
    }

    private void Visit(FileEntry root, FileEntry folder, string name, string path, int depth)
    {
        using var entry = folder.Open(name);
        if (entry is null || (entry.Kind != FileEntryKind.Other && !entry.IsInside(root)))
        {
            Refuse(path, ConfigCodes.SkillPath, "this leads out of the Skill's folder or nowhere; put the file itself here");
        }
        else if (entry.Kind == FileEntryKind.Folder) Walk(root, entry, path, depth + 1);
        else ReadFile(entry, name, path);
    }

    private void ReadFile(FileEntry file, string name, string path)
    {
        if (++_files > MaxFiles)
        {
            _stopped = true;
            Refuse(display, ConfigCodes.SkillLimit, $"the Skill holds more than {MaxFiles:N0} files; keep what the agent and the blocks need");
            return;
        }

        if (file.Kind == FileEntryKind.Other) Refuse(path, ConfigCodes.SkillPath, "this is a pipe, socket or device; only regular files are read");
        else if (file.HardLinked) Refuse(path, ConfigCodes.SkillPath, "the file has a second name elsewhere (a hard link); copy it instead");
        else if (file.WritableByStrangers) Refuse(path, ConfigCodes.SkillPath, "others may write this file; give it to the user of the server and take away writing for everybody");
        else if (!DataFiles.Contains(Path.GetExtension(name).ToLowerInvariant())) Refuse(path, ConfigCodes.SkillType, $"a Skill holds data files only; allowed: {string.Join(" ", DataFiles)}");
        else if (file.Executable) Refuse(path, ConfigCodes.SkillType, "the file is marked executable, and a Skill holds data files only; take the mark away with `chmod -x`");
        else Take(file.Read(MaxFileBytes), path);
    }

    private void Take(byte[] content, string path)
    {
        _bytes += content.Length;
        if (content.Length > MaxFileBytes) Refuse(path, ConfigCodes.SkillLimit, "the file is larger than 1 MiB; shorten or split it");
        else if (_bytes > MaxTotalBytes)
        {
            _stopped = true;
            Refuse(display, ConfigCodes.SkillLimit, "the Skill is larger than 64 MiB; keep what the agent and the blocks need");
        }
        else _documents.Add(new ConfigDocument(path, content));
    }

    private void CheckNames(List<string> names, string path)
    {
        foreach (var name in names.Where(name => !PlainFileName.IsFine(name)))
        {
            Refuse($"{path}/{Config.Yaml.Quoted.Of(name)}", ConfigCodes.SkillName, "the name does not mean the same on every system; use letters, digits, `.`, `-` and `_`");
        }

        var twins = names.GroupBy(name => name.Normalize(NormalizationForm.FormC).ToUpperInvariant(), StringComparer.Ordinal).Where(group => group.Count() > 1);
        foreach (var twin in twins)
        {
            Refuse(path, ConfigCodes.SkillName, $"the names {Config.Yaml.Quoted.List(twin)} are equal on some systems; rename one");
        }

        names.RemoveAll(name => !PlainFileName.IsFine(name));
    }

    private void Refuse(string path, string code, string message) => errors.Add(new ConfigError(path, 0, 0, code, message));
}
