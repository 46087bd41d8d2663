using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace GovernedMcp.Server.WebConsole;

/// <summary>Text that is HTML already. Made from an interpolated string only, whose every hole is encoded.</summary>
internal sealed class Markup
{
    private readonly string _text;

    private Markup(string text) => _text = text;

    public static Markup None { get; } = new("");

    public static Markup Of(Builder content) => new(content.Text);

    /// <summary>For the product's own style sheet, as it stands; never for anything that comes from outside.</summary>
    public static Markup OfStyleSheet { get; } = new(ConsoleStyle.Text);

    public override string ToString() => _text;

    // INVARIANT: attribute values in views stand in double quotes; that is the context the encoder is right for.
    [InterpolatedStringHandler]
    internal readonly ref struct Builder
    {
        private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

        private readonly StringBuilder _text;

        public Builder(int literalLength, int formattedCount) => _text = new StringBuilder(literalLength + (formattedCount * 16));

        public string Text => _text.ToString();

        public void AppendLiteral(string value) => _text.Append(value);

        /// <summary>What is invisible or turns the reading direction is shown as what it is.</summary>
        public void AppendFormatted(string? value) => _text.Append(value is null ? "" : Encoder.Encode(Escaped.Text(value)));

        public void AppendFormatted(int value) => _text.Append(value.ToString(CultureInfo.InvariantCulture));

        public void AppendFormatted(Markup? value) => _text.Append(value);

        public void AppendFormatted(IEnumerable<Markup> values) => _text.AppendJoin('\n', values);
    }
}
