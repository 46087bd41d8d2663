using System.Text.RegularExpressions;
using GovernedMcp.Browser.Egress.Wire;

namespace GovernedMcp.Browser.Pages.Forms;

/// <summary>The number by which the address of a page calls one record, where the address of the page before calls none so.</summary>
internal static partial class NewNumber
{
    /// <returns>Null: there is none, or more than one that is new.</returns>
    public static string? In(string address, string before) =>
        Of(address).Except(Of(before)).ToList() is [var number] ? number : null;

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
