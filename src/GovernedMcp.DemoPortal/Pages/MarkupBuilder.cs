using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace GovernedMcp.DemoPortal.Pages;

/// <summary>
/// Builds HTML from an interpolated string: what stands in the source is kept, every hole is encoded unless it is <see cref="Markup"/>.
/// </summary>
// INVARIANT: attribute values in views stand in double quotes; that is the context the encoder is right for.
[InterpolatedStringHandler]
internal readonly ref struct MarkupBuilder
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly StringBuilder _text;

    public MarkupBuilder(int literalLength, int formattedCount) => _text = new StringBuilder(literalLength + (formattedCount * 16));

    public void AppendLiteral(string value) => _text.Append(value);

    public void AppendFormatted(string? value) => _text.Append(value is null ? "" : Encoder.Encode(value));

    public void AppendFormatted(int value) => _text.Append(value.ToString(CultureInfo.InvariantCulture));

    public void AppendFormatted(Markup? value) => _text.Append(value);

    public void AppendFormatted(IEnumerable<Markup> values) => _text.AppendJoin('\n', values);

    public Markup Build() => new(_text.ToString());
}
