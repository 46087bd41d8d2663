using System.Text.RegularExpressions;
using GovernedMcp.Browser.Egress.Wire;

namespace GovernedMcp.Browser.Pages.Forms;

/// <summary>The number by which a page calls one record in its address or unseen in its form, where the page before called none so.</summary>
internal static partial class NewNumber
{
    /// <returns>Null: there is none, or more than one that is new.</returns>
    public static string? In(string address, string before) =>
        Of(address).Except(Of(before)).ToList() is [var number] ? number : null;

    /// <inheritdoc cref="In(string, string)"/>
    public static string? In(IReadOnlyList<RecordField> form, IReadOnlyList<RecordField> before) =>
        form.Where(field => Key().IsMatch(field.Name) && Number().IsMatch(field.Value) && before.Any(old => old.Name == field.Name && old.Value is "" or "0"))
            .Select(field => field.Value).Distinct().ToList() is [var number] ? number : null;

    private static IEnumerable<string> Of(string address)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri)) return [];
        var keys = WireBody.Pairs(uri.Query.TrimStart('?')).Where(pair => Key().IsMatch(pair.Name)).Select(pair => pair.Value);
        return uri.AbsolutePath.Split('/').Concat(keys).Where(part => Number().IsMatch(part)).Distinct();
    }

    // `id`, `order_id`, `orderId`, `filter[Id]`.
    [GeneratedRegex(@"(^|[^A-Za-z])(id|ID|Id|no|nr|uid|key|pk)\]?$|[a-z](Id|ID|No|Nr)\]?$", RegexOptions.NonBacktracking)]
    private static partial Regex Key();

    [GeneratedRegex("^[1-9][0-9]{0,11}$", RegexOptions.NonBacktracking)]
    private static partial Regex Number();
}
