using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace GovernedMcp.Browser.Pages;

/// <summary>
/// The scripts that run in a page. Each file <c>Pages/Scripts/&lt;name&gt;.js</c> is one function, <c>(args) =&gt; …</c>, that returns
/// something JSON can hold; run on an element, <c>(args, element) =&gt; …</c>. Or it is a part of others: what it declares is in scope where
/// a first line names it (<c>// uses: tables</c>), be it of a script or of a part; what the prelude declares is in scope everywhere.
/// A part is made anew for every run: nothing that it keeps outlives one.
/// </summary>
internal static partial class PageScripts
{
    private const string Uses = "// uses: ";
    private const string Folder = "GovernedMcp.Browser.Pages.Scripts.";
    private const string Prelude = "prelude";
    private static readonly string[] PreludeFiles = ["writing", "arrived", "colours", "dom", "shadows", "twins", "ink", "sheets", "cell_names", "dialog_parts", "names", "find"];
    private static readonly ConcurrentDictionary<string, string> Files = new(StringComparer.Ordinal);
    private static readonly ConcurrentDictionary<string, string> Whole = new(StringComparer.Ordinal);
    private static readonly ConcurrentDictionary<string, string> Short = new(StringComparer.Ordinal);
    private static readonly Lazy<string[]> Shared = new(() => [.. AllNeeded().Where(part => part.Count() > 1).Select(part => part.Key)]);
    private static readonly Lazy<string> SharedMaker = new(() => Maker(Shared.Value));

    /// <summary>How arguments are written: camel case, enums as words, nulls left out.</summary>
    public static JsonSerializerOptions ArgumentJson { get; } = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase), new PageConditionJson() },
    };

    /// <summary>An expression: ends when the content of the document is there.</summary>
    public static string Arrived { get; } = $"{{ {Bare(Read("arrived"))} arrived(); }}";

    /// <summary>An expression: makes the parts that more than one script needs. A document is given it once, for all scripts that it runs.</summary>
    public static string Parts => SharedMaker.Value;

    /// <summary>The function of a script as the page gets it: takes the arguments as JSON text, and before them the element it is run on, answers <see cref="ScriptAnswer"/>.</summary>
    public static string Function(string script) => Whole.GetOrAdd(script, name => Compose(Read(name)));

    /// <summary>The same for a document that has <see cref="Parts"/>: it takes those before the arguments.</summary>
    public static string FunctionOnParts(string script) => Short.GetOrAdd(script, name => Compose(Read(name), Shared.Value));

    /// <summary>The same for a script whose text is given.</summary>
    internal static string Compose(string text) => Compose(text, null);

    /// <summary>What a script or part of this text finds in scope.</summary>
    internal static IEnumerable<string> InScope(string text) => Needed(text).SelectMany(part => Declared(Read(part))).Except(Declared(text));

    /// <summary>What the text of a part declares; nothing of a script's.</summary>
    internal static IEnumerable<string> Declared(string text) => Declaration().Matches(text).Select(name => name.Groups["name"].Value);

    private static string Compose(string text, string[]? shared)
    {
        var body = text.TrimEnd().TrimEnd(';');
        var needed = Needed(body).ToList();
        var own = needed.Except(shared ?? []).ToList();
        var scope = shared is null ? "{}" : $"__given[0]({List(needed.Intersect(shared))}, {{}})";
        if (own.Count > 0) scope = $"{Maker(own)}({List(own)}, {scope})";
        return $$"""
            async function (...__given) {
              try {
                const { {{string.Join(", ", InScope(body))}} } = {{scope}};
                const __run =
            {{Bare(body)}};
                const __value = await __run(JSON.parse(__given.at(-1)), __given.at(-2));
                const __json = writing(__value);
                return __json.length > {{ScriptAnswer.MostCharacters}} ? '{{ScriptAnswer.TooLarge}}' + __json.length : '{{ScriptAnswer.Good}}' + __json;
              } catch (error) {
                const __at = /<anonymous>:(\d+:\d+)/.exec(String(error && error.stack)) || ['', '?'];
                return '{{ScriptAnswer.Threw}}' + (error instanceof Error ? error.name : typeof error) + ' at ' + __at[1];
              }
            }
            """;
    }

    // Each part is a function of what is in scope for it, compiled when first called and called for each run. No function of the page's comes between: it may have put its own in the place of the browser's.
    private static string Maker(IEnumerable<string> parts) =>
        "((parts) => (wanted, scope) => { for (let at = 0; at < wanted.length; at++) scope = { ...scope, ...parts[wanted[at]](scope) }; return scope; })({\n"
            + string.Concat(parts.Select(part => (Name: part, Text: Read(part))).Select(part =>
                $"{part.Name}: ({{ {string.Join(", ", InScope(part.Text))} }}) => {{\n{Bare(part.Text)}\nreturn {{ {string.Join(", ", Declared(part.Text))} }};\n}},\n"))
            + "})";

    private static string List(IEnumerable<string> parts) => $"[{string.Join(", ", parts.Select(part => $"'{part}'"))}]";

    /// <returns>Of each part the scripts that need it, each after those that it needs itself.</returns>
    private static IEnumerable<IGrouping<string, string>> AllNeeded() =>
        from file in typeof(PageScripts).Assembly.GetManifestResourceNames()
        where file.StartsWith(Folder, StringComparison.Ordinal)
        let script = file[Folder.Length..^".js".Length]
        let text = Read(script)
        where !Declared(text).Any()
        from part in Needed(text)
        group script by part;

    // All of it goes to the page, to each document anew: what only people need stays here.
    private static string Bare(string script) =>
        Plain(string.Join('\n', script.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0 && !line.StartsWith("//", StringComparison.Ordinal) && !(line.StartsWith("/**", StringComparison.Ordinal) && line.EndsWith("*/", StringComparison.Ordinal)))));

    // Letters outside ASCII stand in texts and patterns only, where an escape says the same. With one of them all of the script would take twice the room in the browser.
    private static string Plain(string script) => script.All(char.IsAscii) ? script : string.Concat(script.Select(letter => char.IsAscii(letter) ? letter.ToString() : $"\\u{(int)letter:x4}"));

    // What a part needs stands before it.
    private static IEnumerable<string> Needed(string text) => Used(text).SelectMany(part => Needed(Read(part)).Append(part)).Prepend(Prelude).Distinct();

    private static string[] Used(string text) =>
        text.StartsWith(Uses, StringComparison.Ordinal) ? text[Uses.Length..text.IndexOf('\n', StringComparison.Ordinal)].Split(',', StringSplitOptions.TrimEntries) : [];

    private static string Read(string name) => Files.GetOrAdd(name, _ => name == Prelude ? string.Join('\n', PreludeFiles.Select(ReadFile)) : ReadFile(name));

    private static string ReadFile(string name)
    {
        using var file = typeof(PageScripts).Assembly.GetManifestResourceStream($"{Folder}{name}.js")
            ?? throw new InvalidOperationException($"no script `{name}` is built in");
        using var reader = new StreamReader(file);
        return reader.ReadToEnd();
    }

    [GeneratedRegex(@"^(?:const|let|(?:async )?function) (?<name>\w+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Declaration();
}
