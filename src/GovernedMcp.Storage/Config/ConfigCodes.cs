using System.Reflection;

namespace GovernedMcp.Storage.Config;

/// <summary>Every code of a <see cref="ConfigError"/>, with its meaning in docs/config-errors.md. Stable and never reused; a test compares.</summary>
public static class ConfigCodes
{
    public const string Size = "config.size";
    public const string Encoding = "config.encoding";
    public const string Text = "config.text";
    public const string Syntax = "config.syntax";
    public const string Depth = "config.depth";
    public const string Anchor = "config.anchor";
    public const string Tag = "config.tag";
    public const string Shape = "config.shape";
    public const string Duplicate = "config.duplicate";
    public const string UnknownKey = "config.unknown_key";
    public const string Missing = "config.missing";
    public const string Boolean = "config.boolean";
    public const string Choice = "config.choice";
    public const string Number = "config.number";
    public const string Duration = "config.duration";
    public const string Value = "config.value";
    public const string Wildcard = "config.wildcard";
    public const string Regex = "config.regex";
    public const string Reference = "config.reference";
    public const string Expired = "config.expired";
    public const string Gate = "config.gate";
    public const string NeverMatches = "config.never_matches";
    public const string NoGate = "config.no_gate";
    public const string NotInspected = "config.not_inspected";
    public const string Explore = "config.explore";
    public const string NoSwitch = "config.no_switch";
    public const string Secret = "config.secret";
    public const string File = "config.file";

    public const string SkillPath = "skill.path";
    public const string SkillLimit = "skill.limit";
    public const string SkillName = "skill.name";
    public const string SkillType = "skill.type";
    public const string SkillText = "skill.text";
    public const string SkillOrigin = "skill.origin";
    public const string SkillSelector = "skill.selector";
    public const string SkillMissing = "skill.missing";

    /// <summary>All of them, in alphabetical order.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        .. typeof(ConfigCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(field => field.IsLiteral)
            .Select(field => (string)field.GetRawConstantValue()!)
            .Order(StringComparer.Ordinal),
    ];
}
