namespace GovernedMcp.DemoPortal.Pages;

/// <summary>Text that is HTML already. Not made from a plain string: only <see cref="Html"/> makes one, and it encodes.</summary>
internal sealed class Markup
{
    private readonly string _text;

    internal Markup(string text) => _text = text;

    public override string ToString() => _text;
}
