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

    /// <summary>The proposal as a unified diff that <c>patch -p1</c> and <c>git apply</c> take; empty when there is none.</summary>
    public string Diff()
    {
        var changed = new StringBuilder(_text);
        foreach (var (from, to, with) in _edits.OrderByDescending(edit => edit.From)) changed.Remove(from, to - from).Insert(from, with);
        return UnifiedDiff.Of(_file, _text, changed.ToString());
    }

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
