using System.Globalization;
using System.Text.Json.Nodes;

namespace GovernedMcp.Browser.Pages.Values;

/// <summary>A value read off a page in canonical form: numbers with a decimal point, dates as yyyy-MM-dd; nothing when the place was empty.</summary>
internal readonly record struct CellValue(string? Text, CellKind Kind)
{
    public static CellValue Nothing { get; } = new(null, CellKind.Text);

    public static CellValue Of(string text) => new(text, CellKind.Text);

    public static CellValue Of(decimal number) => new(number.ToString(CultureInfo.InvariantCulture), CellKind.Number);

    public static CellValue Of(bool value) => new(value ? "true" : "false", CellKind.Truth);

    public JsonNode? ToJson() => (Text, Kind) switch
    {
        (null, _) => null,
        (_, CellKind.Number) => JsonValue.Create(decimal.Parse(Text, CultureInfo.InvariantCulture)),
        (_, CellKind.Truth) => JsonValue.Create(Text == "true"),
        _ => JsonValue.Create(Text),
    };
}

internal enum CellKind
{
    Text,
    Number,
    Truth,
}
