using System.Globalization;

namespace GovernedMcp.Browser.Egress.Wire;

/// <summary>One name and value that a form would send.</summary>
internal sealed record PlannedPair(string Name, string Value, long? FileSize)
{
    /// <summary>It tells where in a picture that sends the form was clicked, or how far the page is scrolled: a number.</summary>
    public bool Point { get; init; }

    public bool Allows(WireField field) => PlannedRequest.Lines(Value) == PlannedRequest.Lines(field.Value)
        || (Point && decimal.TryParse(field.Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var at) && at < 100_000);
}
