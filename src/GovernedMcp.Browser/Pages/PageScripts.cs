using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace GovernedMcp.Browser.Pages;

/// <summary>
/// The scripts that run in a page. Each file <c>Pages/Scripts/&lt;name&gt;.js</c> is one function, <c>(args) =&gt; …</c>, that returns
/// something JSON can hold; run on an element, <c>(args, element) =&gt; …</c>; <c>arrived</c>, <c>colours</c>, <c>dom</c>, <c>shadows</c>, <c>ink</c>, <c>sheets</c>, <c>names</c> and <c>find</c> are in scope, and what its first line names: <c>// uses: tables</c>; a part names what it needs itself in the same way.
/// </summary>
internal static class PageScripts
{
    private static readonly string[] Prelude = ["arrived", "colours", "dom", "shadows", "ink", "sheets", "names", "find"];
    private const string Uses = "// uses: ";
    private static readonly ConcurrentDictionary<string, string> Composed = new(StringComparer.Ordinal);

    /// <summary>How arguments are written: camel case, enums as words, nulls left out.</summary>
    public static JsonSerializerOptions ArgumentJson { get; } = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase), new PageConditionJson() },
    };

    /// <summary>An expression: ends when the content of the document is there.</summary>
    public static string Arrived { get; } = $"{{ {Bare(Read("arrived"))} arrived(); }}";

    /// <summary>The function of a script as the page gets it: takes the arguments as JSON text, and before them the element it is run on, answers <see cref="ScriptAnswer"/>.</summary>
    public static string Function(string script) => Composed.GetOrAdd(script, name => Compose(Read(name)));

    /// <summary>The same for a script whose text is given.</summary>
    internal static string Compose(string text)
    {
        var body = text.TrimEnd().TrimEnd(';');
        var prelude = Bare(string.Join('\n', Prelude.Concat(Needed(body)).Distinct().Select(Read)));
        body = Bare(body);
        return $$"""
            async function (...__given) {
              try {
                {{prelude}}
                const __run =
            {{body}};
                const __value = await __run(JSON.parse(__given.at(-1)), __given.at(-2));
                const __json = JSON.stringify(__value === undefined ? null : __value);
                return __json.length > {{ScriptAnswer.MostCharacters}} ? '{{ScriptAnswer.TooLarge}}' + __json.length : '{{ScriptAnswer.Good}}' + __json;
              } catch (error) {
                const __at = /<anonymous>:(\d+:\d+)/.exec(String(error && error.stack)) || ['', '?'];
                return '{{ScriptAnswer.Threw}}' + (error instanceof Error ? error.name : typeof error) + ' at ' + __at[1];
              }
            }
            """;
    }

    // All of it goes to the page with every run: what only people need stays here.
    private static string Bare(string script) =>
        Plain(string.Join('\n', script.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0 && !line.StartsWith("//", StringComparison.Ordinal) && !(line.StartsWith("/**", StringComparison.Ordinal) && line.EndsWith("*/", StringComparison.Ordinal)))));

    // Letters outside ASCII stand in texts and patterns only, where an escape says the same. With one of them all of the script would take twice the room in the browser.
    private static string Plain(string script) => script.All(char.IsAscii) ? script : string.Concat(script.Select(letter => char.IsAscii(letter) ? letter.ToString() : $"\\u{(int)letter:x4}"));

    private static IEnumerable<string> Needed(string body) => Used(body).SelectMany(part => Needed(Read(part)).Append(part));

    private static string[] Used(string body) =>
        body.StartsWith(Uses, StringComparison.Ordinal) ? body[Uses.Length..body.IndexOf('\n', StringComparison.Ordinal)].Split(',', StringSplitOptions.TrimEntries) : [];

    private static string Read(string name)
    {
        using var file = typeof(PageScripts).Assembly.GetManifestResourceStream($"GovernedMcp.Browser.Pages.Scripts.{name}.js")
            ?? throw new InvalidOperationException($"no script `{name}` is built in");
        using var reader = new StreamReader(file);
        return reader.ReadToEnd();
    }
}
