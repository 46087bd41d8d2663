using System.Text;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Storage.Config.Yaml;
using YamlDotNet.RepresentationModel;

namespace GovernedMcp.Storage.Skills.Drafts;

/// <summary>
/// Proposes changes to a portal.yaml as somebody wrote it: lines are added, changed or taken out, everything else stays as it is.
/// What stands in no line of its own is left to a person.
/// </summary>
public sealed class PortalPatch
{
    private readonly string _file;
    private readonly string _text;
    private readonly YamlMappingNode _root;
    private readonly List<(int From, int To, string With)> _edits = [];

    private PortalPatch(string file, string text, YamlMappingNode root) => (_file, _text, _root) = (file, text, root);

    /// <param name="skills">The folder of the Skills.</param>
    public static PortalPatch Of(string skills, Portal portal)
    {
        ArgumentNullException.ThrowIfNull(portal);
        var file = Path.Combine(skills, Path.GetRelativePath("skills", portal.Source.File));
        var text = YamlText.Decode(File.ReadAllBytes(file));
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        return new PortalPatch(portal.Source.File, text, (YamlMappingNode)stream.Documents[0].RootNode);
    }

    /// <summary>Columns that the page has and the table does not.</summary>
    public void AddColumns(string table, IReadOnlyList<Column> columns)
    {
        if (Columns(table) is not { Children: [.., var last] } all || all.Start.Line == KeyLine(table)) return;
        var indent = new string(' ', (int)all.Start.Column - 1);
        var at = LineEnd(LastLine(last));
        _edits.Add((at, at, string.Concat(columns.Select(column => $"{indent}- {PortalYaml.OnLine(PortalYaml.Of(column))}\n"))));
    }

    /// <summary>A column that is called otherwise now: both titles are good.</summary>
    public void AddTitle(string table, string key, string title)
    {
        if (Column(table, key)?.Children[new YamlScalarNode("header")] is not { } header) return;
        var written = PortalYaml.OnLine(title);
        if (header is YamlSequenceNode { Children: [.., YamlScalarNode last] }) _edits.Add(((int)last.End.Index, (int)last.End.Index, $", {written}"));
        else if (header is YamlScalarNode one) _edits.Add(((int)one.Start.Index, (int)one.End.Index, $"[{_text[(int)one.Start.Index..(int)one.End.Index]}, {written}]"));
    }

    /// <summary>A column that the page no longer has, where nothing tells rows apart by it.</summary>
    public void TakeOut(string table, string key)
    {
        if (Column(table, key) is { } column && Columns(table)!.Start.Line != KeyLine(table)) _edits.Add((LineEnd((int)column.Start.Line - 1), LineEnd(LastLine(column)), ""));
    }

    /// <summary>A field or value of a record that is called otherwise now.</summary>
    public void SetLabel(string kind, string part, string list, string key, string label)
    {
        var entry = (At(kind, part, list) as YamlSequenceNode)?.Children.OfType<YamlMappingNode>().FirstOrDefault(one => Find(one, "key") is YamlScalarNode { Value: { } written } && written == key);
        if (Find(entry, "label") is YamlScalarNode old) Replace(old, PortalYaml.OnLine(label));
        else if (entry is not null && Find(entry, "locator") is null && Find(entry, "key") is YamlScalarNode named) _edits.Add(((int)named.End.Index, (int)named.End.Index, $", label: {PortalYaml.OnLine(label)}"));
    }

    /// <summary>The name or text that an element is found by.</summary>
    public void SetName(string name, params string[] path)
    {
        var locator = Locator(path);
        if ((Find(locator, "name") ?? Find(locator, "text")) is YamlScalarNode old) Replace(old, PortalYaml.OnLine(name));
    }

    /// <summary>A plain value.</summary>
    public void SetText(string text, params string[] path)
    {
        if (At(path) is YamlScalarNode old) Replace(old, PortalYaml.OnLine(text));
    }

    /// <summary>The way that works becomes the first, and what was first the next.</summary>
    /// <param name="level">Which of the fallbacks, from 1.</param>
    public void PutFirst(int level, params string[] path)
    {
        if (Locator(path) is not { } locator || Find(locator, "fallbacks") is not YamlSequenceNode { Children: var others } || others.ElementAtOrDefault(level - 1) is not YamlMappingNode first || _text[(int)locator.Start.Index] != '{') return;
        var rest = others.Where(other => other != first).Select(Written).Prepend($"{{ {Entries(locator)} }}");
        _edits.Add(((int)locator.Start.Index, EndOf(locator), $"{{ {Entries(first)}, fallbacks: [{string.Join(", ", rest)}] }}"));
    }

    /// <summary>The proposal as a unified diff that <c>patch -p1</c> and <c>git apply</c> take; empty when there is none.</summary>
    public string Diff()
    {
        var changed = new StringBuilder(_text);
        foreach (var (from, to, with) in _edits.OrderByDescending(edit => edit.From)) changed.Remove(from, to - from).Insert(from, with);
        return UnifiedDiff.Of(_file, _text, changed.ToString());
    }

    private YamlNode? At(params string[] path) => path.Aggregate((YamlNode?)_root, (node, key) => Find(node as YamlMappingNode, key));

    // `@name` stands for an element that is written elsewhere.
    private YamlMappingNode? Locator(string[] path) => At(path) switch
    {
        YamlScalarNode { Value: ['@', .. var name] } => At("elements", name) as YamlMappingNode,
        var node => node as YamlMappingNode,
    };

    private void Replace(YamlScalarNode old, string with) => _edits.Add(((int)old.Start.Index, (int)old.End.Index, with));

    private string Written(YamlNode node) => _text[(int)node.Start.Index..EndOf(node)];

    // The parser says of maps and lists only where they begin.
    private int EndOf(YamlNode node)
    {
        if (node is YamlScalarNode) return (int)node.End.Index;
        var (depth, quote) = (0, '\0');
        for (var at = (int)node.Start.Index; at < _text.Length; at++)
        {
            var letter = _text[at];
            if (quote != '\0') quote = letter == quote && !(quote == '"' && _text[at - 1] == '\\') ? '\0' : quote;
            else if (letter is '"' or '\'' && !char.IsLetterOrDigit(_text[at - 1])) quote = letter;
            else if (letter is '{' or '[') depth++;
            else if (letter is '}' or ']' && --depth == 0) return at + 1;
        }

        return _text.Length;
    }

    private string Entries(YamlMappingNode locator) => string.Join(", ", locator.Children.Where(entry => entry.Key is not YamlScalarNode { Value: "fallbacks" }).Select(entry => $"{Written(entry.Key)}: {Written(entry.Value)}"));

    private YamlMappingNode? Table(string table) => Find(Find(_root, "tables") as YamlMappingNode, table) as YamlMappingNode;

    private YamlSequenceNode? Columns(string table) => Find(Table(table), "columns") as YamlSequenceNode;

    private YamlMappingNode? Column(string table, string key) =>
        Columns(table)?.Children.OfType<YamlMappingNode>().FirstOrDefault(column => Find(column, "key") is YamlScalarNode { Value: { } written } && written == key);

    private long KeyLine(string table) => Table(table)!.Children.Keys.First(key => key is YamlScalarNode { Value: "columns" }).Start.Line;

    private static YamlNode? Find(YamlMappingNode? map, string key) => map?.Children.FirstOrDefault(entry => entry.Key is YamlScalarNode { Value: { } written } && written == key).Value;

    private static int LastLine(YamlNode node) => node.AllNodes.OfType<YamlScalarNode>().Max(scalar => (int)scalar.End.Line);

    /// <summary>Where the line after line <paramref name="line"/> begins.</summary>
    private int LineEnd(int line)
    {
        var at = 0;
        for (; line > 0; line--) at = _text.IndexOf('\n', at) + 1;
        return at;
    }
}
