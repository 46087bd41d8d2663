using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace GovernedMcp.Storage.Config.Yaml;

/// <summary>
/// Stands between the YAML parser and everything that builds on it. INVARIANT: nobody sees an event of a document that is
/// deeper than 32, longer than 20,000 events, or uses anchors, aliases, tags, directives or a second document. Without it
/// 100 KB of <c>[</c> overflow the stack and end the process.
/// </summary>
internal sealed class GuardedParser(IParser inner) : IParser
{
    public const int MaxDepth = 32;
    public const int MaxEvents = 20_000;
    private int _depth, _events, _documents;

    public ParsingEvent? Current => inner.Current;

    public bool MoveNext()
    {
        if (!Advance() || inner.Current is not { } next) return false;
        if (++_events > MaxEvents) throw Refused(next, ConfigCodes.Size, $"the file holds more than {MaxEvents:N0} values; split it");
        Check(next);
        _depth += next.NestingIncrease;

        // The stream and the document are two levels of their own.
        if (_depth - 2 > MaxDepth) throw Refused(next, ConfigCodes.Depth, $"nested deeper than {MaxDepth}; write it flatter");
        return true;
    }

    // On some broken files the scanner fails in ways of its own instead of saying what is wrong.
    private bool Advance()
    {
        var last = inner.Current?.End ?? Mark.Empty;
        try
        {
            return inner.MoveNext();
        }
        catch (Exception fault) when (fault is InvalidOperationException or ArgumentException or IndexOutOfRangeException or FormatException or OverflowException)
        {
            throw new YamlRefused(new Place((int)last.Line, (int)last.Column), ConfigCodes.Syntax, "the file cannot be read from here; check the quotes, brackets and colons");
        }
    }

    private void Check(ParsingEvent next)
    {
        switch (next)
        {
            case AnchorAlias:
                throw Refused(next, ConfigCodes.Anchor, "anchors and aliases are not allowed; write the value out");
            case NodeEvent { Anchor.IsEmpty: false }:
                throw Refused(next, ConfigCodes.Anchor, "anchors and aliases are not allowed; write the value out");
            case NodeEvent { Tag.IsEmpty: false }:
                throw Refused(next, ConfigCodes.Tag, "tags such as `!name` are not allowed; write the plain value");
            case DocumentStart { Version: not null }:
                throw Refused(next, ConfigCodes.Syntax, "directives such as `%YAML` are not allowed; leave the line out");
            case DocumentStart when ++_documents > 1:
                throw Refused(next, ConfigCodes.Syntax, "a second document begins here; one file holds one document");
        }
    }

    private static YamlRefused Refused(ParsingEvent at, string code, string message) =>
        new(new Place((int)at.Start.Line, (int)at.Start.Column), code, message);
}
