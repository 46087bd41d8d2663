using System.Globalization;

namespace GovernedMcp.Browser.Egress.Wire;

/// <summary>One name and value that a form would send.</summary>
internal sealed record PlannedPair(string Name, string Value, long? FileSize)
{
    /// <summary>It tells where in a picture that sends the form was clicked, or how far the page is scrolled: a number.</summary>
    public bool Point { get; init; }

    /// <summary>It is what the button that sends the form says of itself, which scripts often say in their own way (<c>save=1</c>).</summary>
    public bool Button { get; init; }

    /// <summary>What the link that sends the form may write into it, where it is empty: which button it stands for, as <c>__doPostBack('save','')</c> says.</summary>
    public IReadOnlyList<string> Written { get; init; } = [];

    public bool Allows(WireField field) => PlannedRequest.Lines(Value) == PlannedRequest.Lines(field.Value)
        || Written.Contains(field.Value, StringComparer.Ordinal)
        || (Point && decimal.TryParse(field.Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var at) && at < 100_000);
}
