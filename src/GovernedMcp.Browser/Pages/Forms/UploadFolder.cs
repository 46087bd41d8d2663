using System.Globalization;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Browser.Pages.Forms;

/// <summary>The one folder of this machine whose files a workflow may give to a portal; null: none may.</summary>
internal sealed class UploadFolder(string? folder)
{
    private const int UsualMegabytes = 25;

    /// <summary>The path of a file of the folder.</summary>
    /// <exception cref="BlockFault">It is not there, or the field does not take it.</exception>
    public string Find(string key, string name, Field? declared, string? accepted)
    {
        if (folder is null) throw Refused(key, "no folder for files to give is set up on this server; ask the platform team");
        if (name.Length == 0 || name != Path.GetFileName(name) || name is "." or "..") throw Refused(key, "takes the plain name of a file in the upload folder");
        var file = new FileInfo(Path.Combine(folder, name));
        // A link could lead anywhere.
        if (!file.Exists || file.LinkTarget is not null) throw Refused(key, $"the upload folder has no file `{Escaped.Short(name)}`");
        var ending = file.Extension.TrimStart('.').ToLowerInvariant();
        var endings = declared is { Accept.Count: > 0 } ? declared.Accept : Endings(accepted);
        if (endings.Count > 0 && !endings.Contains(ending, StringComparer.OrdinalIgnoreCase)) throw Refused(key, $"takes files that end in {string.Join(", ", endings.Select(one => $"`{one}`"))}");
        var most = declared?.MaxMegabytes ?? UsualMegabytes;
        if (file.Length > most * 1024L * 1024L) throw Refused(key, string.Create(CultureInfo.InvariantCulture, $"takes files of at most {most} MB"));
        return file.FullName;
    }

    private static IReadOnlyList<string> Endings(string? accepted) =>
        [.. (accepted ?? "").Split(',', StringSplitOptions.TrimEntries).Where(part => part.StartsWith('.')).Select(part => part[1..])];

    private static BlockFault Refused(string key, string why) => new(Rules.Fields.Upload, $"field `{Escaped.Short(key)}`: {why}");
}
