using System.Globalization;
using System.Text;

namespace GovernedMcp.Governance.Portals;

/// <summary>
/// What the model is served of a Skill, as files: SKILL.md with its name, description and text, and the references. A projection:
/// the pointer to the machine's file, selectors and origins are not in it.
/// </summary>
public sealed class ServedSkill
{
    public const string MainFile = "SKILL.md";

    public ServedSkill(Portal portal)
    {
        ArgumentNullException.ThrowIfNull(portal);
        (Name, Title, Description) = (portal.Name, portal.Title, portal.Guidance.Description);
        Files =
        [
            new ServedFile(MainFile, $"---\nname: {Name}\ndescription: {Quoted(Description)}\n---\n{portal.Guidance.Body}"),
            .. portal.Guidance.References.OrderBy(reference => reference.Key, StringComparer.Ordinal).Select(reference => new ServedFile(reference.Key, reference.Value)),
        ];
    }

    /// <summary>The portal's name, which is the Skill's.</summary>
    public string Name { get; }

    public string Title { get; }
    public string Description { get; }

    /// <summary>SKILL.md first, then the references by name.</summary>
    public IReadOnlyList<ServedFile> Files { get; }

    public ServedFile Main => Files[0];

    // Always quoted: whatever the author wrote, every YAML reader gets the same text back.
    private static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"", text.Length + 2);
        foreach (var letter in text)
        {
            if (letter is '"' or '\\') quoted.Append('\\').Append(letter);
            else if (letter is '\u2028' or '\u2029' || char.IsControl(letter)) quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}");
            else quoted.Append(letter);
        }

        return quoted.Append('"').ToString();
    }
}
