using System.Text.RegularExpressions;

namespace GovernedMcp.DemoPortal.Tests;

/// <summary>What the portal answered, read whole.</summary>
internal sealed record Answer(HttpStatusCode Status, string? Location, string Text)
{
    /// <summary>The text as a person reads it: tags away, entities resolved.</summary>
    public string Plain => WebUtility.HtmlDecode(Regex.Replace(Text, "<[^>]*>", " "));

    public string Token => Regex.Match(Text, "name=\"__RequestVerificationToken\" value=\"([0-9a-f]+)\"").Groups[1].Value;

    /// <summary>The cells of each row of the first table body.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Rows()
    {
        var body = Regex.Match(Text, "<tbody>(.*?)</tbody>", RegexOptions.Singleline).Groups[1].Value;
        return
        [
            .. Regex.Matches(body, "<tr>(.*?)</tr>", RegexOptions.Singleline).Select(row => (IReadOnlyList<string>)
            [
                .. Regex.Matches(row.Groups[1].Value, "<t[dh][^>]*>(.*?)</t[dh]>", RegexOptions.Singleline)
                    .Select(cell => WebUtility.HtmlDecode(Regex.Replace(cell.Groups[1].Value, "<[^>]*>", "")).Trim()),
            ]),
        ];
    }
}
