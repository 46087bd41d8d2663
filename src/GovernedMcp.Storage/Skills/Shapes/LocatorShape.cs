using System.Text.RegularExpressions;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Storage.Config;
using GovernedMcp.Storage.Config.Shapes;
using GovernedMcp.Storage.Config.Yaml;

namespace GovernedMcp.Storage.Skills.Shapes;

/// <summary>An element of a page: a map with <c>by</c>, or <c>@name</c> of the file's <c>elements</c>.</summary>
internal static partial class LocatorShape
{
    private const int MaxFallbacks = 5;

    public static Shape<Locator> Shape { get; } = Shaped.Defined<Locator>("locator", () =>
        new EitherShape<Locator>(text: Reference, map: Shaped.Map(Declare)));

    private static Shape<Locator> Reference { get; } = Scalars
        .Pattern(ReferenceForm(), "an element", "write `{ by: role, role: button, name: Send }`, or `@name` of an entry under `elements`", 65)
        .Into(Resolve);

    private static Shape<string> Selector { get; } = Scalars.TextOf(500).Into(CheckSelector);

    // A frame in a frame is found by one selector after the other.
    private static Shape<string> Frame { get; } = Scalars.TextOf(500).Into((way, node, reading) =>
    {
        foreach (var selector in way.Split(" >> ")) CheckSelector(selector, node, reading);
        return way;
    });

    /// <summary>The keys of a locator, for maps that hold more than one locator's keys.</summary>
    public static Func<Locator> Declare(MapKeys keys)
    {
        var by = keys.Must("by", Shaped.At(Scalars.Choice<LocatorBy>()), "How it is found; role first, CSS last");
        var role = keys.May("role", Scalars.Pattern(RoleForm(), "an ARIA role", "write one such as `button`", 40), "The ARIA role, with `by: role`");
        var name = keys.May("name", Scalars.Text, "The accessible name, with `by: role`");
        var text = keys.May("text", Scalars.Text, "The label, heading, placeholder or text");
        var id = keys.May("id", Scalars.Text, "The test id, with `by: test_id`");
        var selector = keys.May("selector", Selector, "The CSS selector, with `by: css`");
        var exact = keys.Or("exact", Scalars.Flag, true, "The whole name must be equal; otherwise containing it is enough");
        var within = keys.May("within", Shape, "A part of the page to look in");
        var frame = keys.May("frame", Frame, "A frame to look in, by CSS selector of the frame element; a frame in a frame as `#outer >> #inner`");
        var fallbacks = keys.List("fallbacks", Shape, "Tried in order; using one is reported as drift");
        return () =>
        {
            (string Key, string? Value)[] values = [("role", role), ("name", name), ("text", text), ("id", id), ("selector", selector)];
            Check(keys, by, values);
            if (fallbacks.Count > MaxFallbacks) keys.Reading.Error(keys.At, ConfigCodes.SkillSelector, $"at most {MaxFallbacks} fallbacks are allowed; keep the best");
            return new Locator
            {
                By = by.Value,
                Role = role,
                Value = name ?? text ?? id ?? selector,
                Exact = exact,
                Within = within,
                Frame = frame,
                Fallbacks = fallbacks,
            };
        };
    }

    private static void Check(MapKeys keys, Located<LocatorBy> by, (string Key, string? Value)[] values)
    {
        var (needed, optional) = by.Value switch
        {
            LocatorBy.Role => ("role", "name"),
            LocatorBy.TestId => ("id", ""),
            LocatorBy.Css => ("selector", ""),
            _ => ("text", ""),
        };
        var word = SnakeCase.Of(by.Value);
        foreach (var (key, value) in values)
        {
            if (key == needed && value is null) keys.Reading.Error(by.At, ConfigCodes.Missing, $"`by: {word}` needs `{needed}`; write `{needed}: …`");
            if (key != needed && key != optional && value is not null)
            {
                keys.Reading.Error(by.At, ConfigCodes.SkillSelector, $"`by: {word}` takes no `{key}`; write `{needed}`{(optional.Length > 0 ? $" and `{optional}`" : "")}");
            }
        }
    }

    private static Locator Resolve(string reference, Node node, Reading reading)
    {
        var name = reference[1..];
        if (!reading.Elements.TryGetValue(name, out var element))
        {
            var hint = DidYouMean.Hint(name, reading.Elements.Keys);
            reading.Error(node.At, ConfigCodes.Reference, $"no element {Quoted.Of(name)} under `elements`{hint}; elements: {Quoted.List(reading.Elements.Keys)}");
        }
        else if (reading.Resolving.Contains(name) || reading.Resolving.Count >= 8)
        {
            reading.Error(node.At, ConfigCodes.Reference, $"element {Quoted.Of(name)} refers to itself; write one of them out");
        }
        else
        {
            reading.Resolving.Push(name);
            var fine = Shape.TryRead(element, reading, out var locator);
            reading.Resolving.Pop();
            if (fine) return locator!;
        }

        return new Locator { By = LocatorBy.Text };
    }

    // Other engines than CSS would look past frames and shadow roots, or run script.
    private static string CheckSelector(string selector, Node node, Reading reading)
    {
        var head = selector.TrimStart();
        var engine = head.IndexOf('=', StringComparison.Ordinal) is > 0 and var at && head[..at].All(letter => char.IsAsciiLetter(letter) || letter is '_' or ':' or '-');
        var other = engine || head.StartsWith("//", StringComparison.Ordinal) || head.StartsWith("..", StringComparison.Ordinal);
        if (other || selector.Contains(">>", StringComparison.Ordinal) || selector.Contains("javascript:", StringComparison.OrdinalIgnoreCase))
        {
            reading.Error(node.At, ConfigCodes.SkillSelector, $"{Quoted.Of(selector)} is not a plain CSS selector; use CSS without `>>`, `xpath=` or `javascript:`");
        }

        return selector;
    }

    [GeneratedRegex("^@[a-z][a-z0-9_]*$")]
    private static partial Regex ReferenceForm();

    [GeneratedRegex("^[a-z]+$")]
    private static partial Regex RoleForm();
}
