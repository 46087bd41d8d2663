using System.Text;
using GovernedMcp.Storage.Config.Yaml;

namespace GovernedMcp.Storage.Skills;

/// <summary>The saved pages of one Skill, in its folder <c>tests/</c>: written and read for whoever works on the Skill, and by no server.</summary>
public sealed class FixtureFolder
{
    /// <summary>The largest fixture that is read, and the most that all of a Skill may hold.</summary>
    private const int MostBytes = 1024 * 1024, MostTotal = 8 * 1024 * 1024;

    private readonly string _skill;

    /// <param name="skills">The folder of the Skills.</param>
    public FixtureFolder(string skills, string name) => (_skill, Path) = (System.IO.Path.Combine(skills, name), System.IO.Path.Combine(skills, name, SkillFolderWalk.FixturesFolder));

    public string Path { get; }

    public bool IsEmpty => !Directory.Exists(Path) || !Directory.EnumerateFiles(Path, "*.html").Any();

    /// <summary>The text of a fixture, or null where there is none.</summary>
    /// <exception cref="IOException">It is no plain file of UTF-8, or too large.</exception>
    public string? Read(string file)
    {
        var path = System.IO.Path.Combine(Path, file);
        var info = new FileInfo(path);
        if (!info.Exists) return null;
        if (info.LinkTarget is not null || info.Length > MostBytes) throw new IOException($"{path} is a link, or larger than 1 MiB; save the fixtures again");
        try
        {
            return YamlText.Decode(File.ReadAllBytes(path), MostBytes);
        }
        catch (YamlRefused fault)
        {
            throw new IOException($"{path} is no text that can be read: {fault.Message}; save the fixtures again");
        }
    }

    /// <summary>Writes a fixture over an older one of its name.</summary>
    /// <returns>Where it is.</returns>
    /// <exception cref="IOException">The Skill is not there, or its fixtures would be too large.</exception>
    public string Write(string file, string text)
    {
        if (!Directory.Exists(_skill)) throw new IOException($"there is no folder {_skill}");
        Directory.CreateDirectory(Path);
        var path = System.IO.Path.Combine(Path, file);
        var bytes = Encoding.UTF8.GetBytes(text);
        var others = new DirectoryInfo(Path).EnumerateFiles().Where(other => other.Name != file).Sum(other => other.Length);
        if (bytes.Length > MostBytes || others + bytes.Length > MostTotal) throw new IOException($"{path} would be larger than a fixture may be (1 MiB, and 8 MiB of all); it was not written");
        File.WriteAllBytes(path, bytes);
        return path;
    }
}
