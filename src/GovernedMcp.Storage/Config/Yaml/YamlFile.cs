using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace GovernedMcp.Storage.Config.Yaml;

/// <summary>Reads one YAML document into nodes, or says what is wrong with it. No types, no objects, nothing that runs.</summary>
internal static class YamlFile
{
    /// <returns>The root, or null when an error was added.</returns>
    public static Node? Read(Reading reading, ReadOnlySpan<byte> bytes)
    {
        try
        {
            var text = YamlText.Decode(bytes);
            var root = Parse(reading, text);
            if (root is null || text.EndsWith('\n')) return root;

            // A number or a name that is cut in its middle would still be one.
            var line = text.Count(letter => letter == '\n') + 1;
            reading.Error(new Place(line, 1), ConfigCodes.Syntax, "the file does not end with a line break, so it may be half written; end the last line");
            return null;
        }
        catch (YamlRefused refused)
        {
            reading.Error(refused.At, refused.Code, refused.Message);
            return null;
        }
    }

    public static Node? Parse(Reading reading, string text)
    {
        try
        {
            var parser = new GuardedParser(new Parser(new StringReader(text)));
            Node? root = null;
            while (parser.MoveNext())
            {
                if (parser.Current is NodeEvent) root = ReadNode(parser, reading);
            }

            if (root is null or Node.Scalar { IsNothing: true })
            {
                reading.Error(new Place(1, 1), ConfigCodes.Shape, "the file is empty; it must hold a map of `key: value`");
                return null;
            }

            return root;
        }
        catch (YamlRefused refused)
        {
            reading.Error(refused.At, refused.Code, refused.Message);
        }
        catch (YamlException broken)
        {
            var (at, code, message) = Explain(broken, text);
            reading.Error(at, code, message);
        }

        return null;
    }

    private static Node ReadNode(GuardedParser parser, Reading reading) => parser.Current switch
    {
        Scalar scalar => ReadScalar(scalar, reading),
        SequenceStart start => ReadSequence(parser, start, reading),
        MappingStart start => ReadMapping(parser, start, reading),
        var other => throw new YamlRefused(PlaceOf(other!.Start), ConfigCodes.Syntax, "the file cannot be read from here; check the indentation"),
    };

    // Escapes such as "\u202E" bring in what the check of the raw text cannot see.
    private static Node.Scalar ReadScalar(Scalar scalar, Reading reading)
    {
        var at = PlaceOf(scalar.Start);
        if (ForbiddenCharacter.FirstIn(scalar.Value) is var (_, rune)) reading.Error(at, ConfigCodes.Text, ForbiddenCharacter.Sentence(rune));
        return new Node.Scalar(at, scalar.Value, scalar.Style == ScalarStyle.Plain);
    }

    private static Node.Sequence ReadSequence(GuardedParser parser, SequenceStart start, Reading reading)
    {
        var items = new List<Node>();
        while (parser.MoveNext() && parser.Current is not SequenceEnd) items.Add(ReadNode(parser, reading));
        return new Node.Sequence(PlaceOf(start.Start), items);
    }

    private static Node.Mapping ReadMapping(GuardedParser parser, MappingStart start, Reading reading)
    {
        var entries = new List<Node.Entry>();
        var seen = new Dictionary<string, Place>(StringComparer.Ordinal);
        while (parser.MoveNext() && parser.Current is not MappingEnd)
        {
            var at = PlaceOf(parser.Current!.Start);
            if (ReadNode(parser, reading) is not Node.Scalar key) throw new YamlRefused(at, ConfigCodes.Shape, "a key must be a plain text");
            if (key is { Text: "<<", Plain: true }) throw new YamlRefused(at, ConfigCodes.Anchor, "merge keys `<<` are not allowed; write the values out");
            parser.MoveNext();
            var value = ReadNode(parser, reading);
            if (seen.TryAdd(key.Text, at)) entries.Add(new Node.Entry(key, value));
            else reading.Error(at, ConfigCodes.Duplicate, $"{Quoted.Of(key.Text)} is written twice, first at line {seen[key.Text].Line}; keep one");
        }

        return new Node.Mapping(PlaceOf(start.Start), entries);
    }

    private static (Place At, string Code, string Message) Explain(YamlException broken, string text)
    {
        var at = PlaceOf(broken.Start);
        if (broken is AnchorNotFoundException) return (at, ConfigCodes.Anchor, "anchors and aliases are not allowed; write the value out");
        var tab = Array.FindIndex(text.Split('\n'), line => line.TrimStart(' ').StartsWith('\t'));
        return tab >= 0
            ? (new Place(tab + 1, 1), ConfigCodes.Syntax, "the line is indented with a tab; indent with spaces")
            : (at, ConfigCodes.Syntax, "the file cannot be read from here; check the indentation, the quotes and that every key ends in `: `");
    }

    private static Place PlaceOf(Mark mark) => new((int)mark.Line, (int)mark.Column);
}
