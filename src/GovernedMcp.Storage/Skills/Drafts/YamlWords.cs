using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using GovernedMcp.Storage.Config.Yaml;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace GovernedMcp.Storage.Skills.Drafts;

/// <summary>The pieces that a draft's YAML is put together from: maps on one line or many, and texts that read back as they are.</summary>
internal static partial class YamlWords
{
    public static YamlMappingNode Map(params (string Key, YamlNode? Value)[] entries) => Fill(new YamlMappingNode(), entries);

    /// <summary>A map on one line.</summary>
    public static YamlMappingNode Line(params (string Key, YamlNode? Value)[] entries) => Fill(new YamlMappingNode { Style = MappingStyle.Flow }, entries);

    public static YamlSequenceNode? LineList(IEnumerable<string> texts) => texts.Select(Text).ToList() is { Count: > 0 } some ? new YamlSequenceNode(some) { Style = SequenceStyle.Flow } : null;

    public static YamlSequenceNode? List(IEnumerable<YamlNode> items) => items.ToList() is { Count: > 0 } some ? new YamlSequenceNode(some) : null;

    /// <summary>A text of the page or of ours: quoted unless it is plainly a text; what may not stand in a file is left out.</summary>
    public static YamlNode Text(string text)
    {
        var clean = Clean(text);
        return new YamlScalarNode(clean) { Style = PlainText().IsMatch(clean) && !Word().IsMatch(clean) ? ScalarStyle.Plain : ScalarStyle.DoubleQuoted };
    }

    public static YamlNode? TextOrNull(string? text) => text is { Length: > 0 } ? Text(text) : null;

    public static YamlNode Number(int number) => new YamlScalarNode(number.ToString(CultureInfo.InvariantCulture));

    public static YamlNode? YesOrNull(bool yes) => yes ? new YamlScalarNode("true") : null;

    /// <summary>One line without anything invisible.</summary>
    public static string Clean(string text)
    {
        var clean = new StringBuilder();
        foreach (var rune in text.EnumerateRunes()) clean.Append(ForbiddenCharacter.IsFine(rune) && rune.Value is not ('\t' or '\n' or '\r') ? rune.ToString() : " ");
        return clean.ToString().Trim();
    }

    private static YamlMappingNode Fill(YamlMappingNode map, (string Key, YamlNode? Value)[] entries)
    {
        foreach (var (key, value) in entries)
        {
            if (value is not null) map.Add(key, value);
        }

        return map;
    }

    [GeneratedRegex(@"^[\p{L}/][\p{L}\p{Nd} ./_()-]*$")]
    private static partial Regex PlainText();

    [GeneratedRegex("^(true|false|yes|no|on|off|y|n|null|nan)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Word();
}
