using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Portals;

namespace GovernedMcp.Browser.Blocks.Explore;

/// <summary>A line of a snapshot as it is told: indented by where it stands, every word of the page escaped.</summary>
internal static class SnapshotLine
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(SeenLine seen, string? name)
    {
        var line = new StringBuilder(new string(' ', Math.Min(seen.Depth, 8)));
        if (seen.Rest is { } rest) return line.Append(CultureInfo.InvariantCulture, $"… {rest} more rows: look within the table").ToString();
        if (seen.Role is null) return line.Append(Escaped.Text(seen.Text ?? "")).ToString();
        if (name is not null) line.Append(name).Append(' ');
        line.Append(Escaped.Text(seen.Role));
        if (seen.Level is { Length: > 0 } level) line.Append(' ').Append(Escaped.Text(level));
        if (seen.Name is { Length: > 0 } called) line.Append(' ').Append(Quoted(called));
        if (seen.Value is { } value) line.Append(" = ").Append(Quoted(value));
        if (seen.Options is { } options) line.Append(" of ").AppendJoin(" | ", options.Select(Escaped.Text)).Append(seen.More is { } more ? string.Create(CultureInfo.InvariantCulture, $" … {more} more") : "");
        if (seen.To is { } to) line.Append(" -> ").Append(Escaped.Text(to));
        if (seen.State.Count > 0) line.Append(" (").AppendJoin(", ", seen.State.Select(Escaped.Text)).Append(')');
        if (seen.Rows is { } rows) line.Append(CultureInfo.InvariantCulture, $", {rows} rows");
        if (seen.Columns is { Count: > 0 } columns) line.Append(", columns ").AppendJoin(" | ", columns.Select(column => column.Length > 0 ? Escaped.Text(column) : "-"));
        if (seen.Secret) line.Append(" (sensitive: not shown, nothing is typed into it)");
        if (seen.Way is { } way) line.Append(" by ").Append(Words(way));
        if (seen.Lost) line.Append(" by nothing: no way leads to it alone");
        return line.ToString();
    }

    /// <summary>As portal.yaml writes it.</summary>
    private static string Words(Locator way) => way.By switch
    {
        LocatorBy.Role => $"{{ by: role, role: {way.Role}, name: {Quoted(way.Value ?? "")} }}",
        LocatorBy.TestId => $"{{ by: test_id, id: {Quoted(way.Value ?? "")} }}",
        LocatorBy.Css => $"{{ by: css, selector: {Quoted(way.Value ?? "")} }}",
        _ => $"{{ by: {way.By.ToString().ToLowerInvariant()}, text: {Quoted(way.Value ?? "")} }}",
    };

    private static string Quoted(string text) => JsonSerializer.Serialize(Escaped.Text(text), Plain);
}
