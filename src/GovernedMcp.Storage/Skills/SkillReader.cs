using System.Collections.Frozen;
using System.Text.RegularExpressions;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Storage.Config;
using GovernedMcp.Storage.Config.Yaml;
using GovernedMcp.Storage.Skills.Shapes;

namespace GovernedMcp.Storage.Skills;

/// <summary>Makes a portal of one Skill's documents, or says everything that is wrong with them.</summary>
internal sealed partial class SkillReader(string name, IReadOnlyList<ConfigDocument> documents, List<ConfigError> errors)
{
    // What every client of the Skills extension (SEP-2640) must take is 512 files and 16 MiB, SKILL.md among them.
    private const int MaxReferences = 511;
    private const int MaxReferenceBytes = 15 * 1024 * 1024;

    private string Folder => SkillFolders.Prefix + name;

    public string Digest { get; } = PolicyRevision.Of(documents.Select(PolicyRevision.Line));

    public static bool IsName(string name) => name.Length <= 64 && NameForm().IsMatch(name);

    public Portal? Read()
    {
        if (!IsName(name)) return Refuse(Folder, ConfigCodes.SkillName, "the folder's name is the portal's name; use at most 64 of `a`-`z`, `0`-`9` and single `-` between them");
        if (Find(SkillFile.FileName) is not { } skillDocument) return Refuse(Folder, ConfigCodes.SkillMissing, "`SKILL.md` is missing; write one with `name` and `description`");

        var reading = new Reading(skillDocument.Path, errors);
        var text = Text(skillDocument);
        var skill = text is null ? null : SkillFile.Read(reading, text);
        if (skill is not null) CheckSkill(skill, reading);
        var entry = ReadPortal(skill?.PortalFile ?? "portal/portal.yaml");
        return skill is null || entry is null ? null : entry.Build(new SkillText(skill.Description, skill.Body, References()), Digest);
    }

    private void CheckSkill(SkillFile skill, Reading reading)
    {
        if (skill.Name.Value != name) reading.Error(skill.Name.At, ConfigCodes.SkillName, $"the name {Quoted.Of(skill.Name.Value)} is not the folder's; write `name: {name}`");
        var links = Link().Matches(skill.Body).Select(match => match.Groups[1]).Where(link => !link.Value.StartsWith('#') && !HasScheme().IsMatch(link.Value));
        foreach (var group in links)
        {
            var (link, at) = (group.Value, PlaceOf(skill, group.Index));
            var path = link.Split('#')[0];
            if (!SkillFile.IsInside(path)) reading.Error(at, ConfigCodes.SkillPath, $"the link {Quoted.Of(link)} leads out of the Skill's folder; link to files under `references/`");
            else if (Find(path) is null) reading.Error(at, ConfigCodes.SkillMissing, $"the link {Quoted.Of(link)} names a file that is not there; add it or mend the link");
        }
    }

    private static Place PlaceOf(SkillFile skill, int index)
    {
        var before = skill.Body.AsSpan(0, index);
        return new Place(skill.BodyLine + before.Count('\n'), index - before.LastIndexOf('\n'));
    }

    private PortalEntry? ReadPortal(string file)
    {
        if (!SkillFile.IsInside(file)) return null;
        if (Find(file) is not { } document)
        {
            Refuse($"{Folder}/{file}", ConfigCodes.SkillMissing, "the portal's description is missing; write one with `portal`, `title` and `base_url`");
            return null;
        }

        var reading = new Reading(document.Path, errors);
        if (YamlFile.Read(reading, document.Content.Span) is not { } root) return null;
        PortalEntry.LearnElements(root, reading);
        if (!PortalEntry.Whole.TryRead(root, reading, out var entry)) return null;
        if (entry.Name.Value == name) return entry;
        reading.Error(entry.Name.At, ConfigCodes.SkillName, $"the portal {Quoted.Of(entry.Name.Value)} is not named like its folder; write `portal: {name}`");
        return null;
    }

    private FrozenDictionary<string, string> References()
    {
        var prefix = Folder + "/references/";
        var references = documents.Where(document => document.Path.StartsWith(prefix, StringComparison.Ordinal) && Path.GetExtension(document.Path) is ".md" or ".txt").ToList();
        if (references.Count > MaxReferences || references.Sum(document => (long)document.Content.Length) > MaxReferenceBytes)
        {
            Refuse(Folder + "/references", ConfigCodes.SkillLimit, $"clients take a Skill of at most {MaxReferences} references and 15 MiB of them; keep what the agent needs");
        }

        return references.Select(document => (Name: document.Path[(Folder.Length + 1)..], Text: Text(document)))
            .Where(reference => reference.Text is not null)
            .ToFrozenDictionary(reference => reference.Name, reference => reference.Text!, StringComparer.Ordinal);
    }

    private string? Text(ConfigDocument document)
    {
        try
        {
            return YamlText.Decode(document.Content.Span, SkillFolderWalk.MaxFileBytes);
        }
        catch (YamlRefused refused)
        {
            new Reading(document.Path, errors).Error(refused.At, refused.Code, refused.Message);
            return null;
        }
    }

    private ConfigDocument? Find(string file) => documents.FirstOrDefault(document => document.Path == $"{Folder}/{file}");

    private Portal? Refuse(string file, string code, string message)
    {
        errors.Add(new ConfigError(file, 0, 0, code, message));
        return null;
    }

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$")]
    private static partial Regex NameForm();

    [GeneratedRegex("\\]\\(([^()\\s]+)\\)")]
    private static partial Regex Link();

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9+.-]*:")]
    private static partial Regex HasScheme();
}
