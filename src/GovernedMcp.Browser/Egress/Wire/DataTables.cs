using System.Globalization;
using System.Text.RegularExpressions;

namespace GovernedMcp.Browser.Egress.Wire;

/// <summary>
/// The request by which tables of the library DataTables ask a server for the rows of a page
/// (https://datatables.net/manual/server-side#Sent-parameters): which rows, how sorted, what they are searched for.
/// </summary>
internal static partial class DataTables
{
    /// <summary>It asks for rows and says nothing else: the fields of that protocol, each once, and at most what proves that a page of the portal sent it.</summary>
    /// <param name="fields">Of the body; null where it cannot be read.</param>
    public static bool Reads(IReadOnlyList<WireField>? fields)
    {
        if (fields is null || fields.Any(field => field.FileSize is not null)) return false;
        var asked = fields.Where(field => !IsProof(field)).Select(field => (Name: field.Nested ? field.Name : Inner().Replace(field.Name, ".$1"), field.Value)).ToList();
        return fields.Count - asked.Count < 2 && asked.Select(one => one.Name).Distinct(StringComparer.Ordinal).Count() == asked.Count
            && ((string[])["draw", "start", "length"]).All(name => asked.Any(one => one.Name == name && int.TryParse(one.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _)))
            && asked.Any(one => one.Name == "columns[0].data") && asked.TrueForAll(one => Known().IsMatch(one.Name));
    }

    private static bool IsProof(WireField field) => Token().IsMatch(field.Name) && Made().IsMatch(field.Value);

    // `columns[0][search][value]`: what is no number is a name.
    [GeneratedRegex(@"\[([A-Za-z_]\w*)\]")]
    private static partial Regex Inner();

    [GeneratedRegex(@"^(draw|start|length|search\.(value|regex|fixed\[\d+\]\.(name|term))|columns\[\d+\]\.(data(\.\w+)?|name|searchable|orderable|search\.(value|regex|fixed\[\d+\]\.(name|term)))|order\[\d+\]\.(column|dir|name))$")]
    private static partial Regex Known();

    [GeneratedRegex("^_*((csrf|xsrf|request_?verification|authenticity)[-_]?)?token$|^csrfmiddlewaretoken$|^csrf_[a-z]+$", RegexOptions.IgnoreCase)]
    private static partial Regex Token();

    [GeneratedRegex(@"^[\w+/=.:-]{10,}$")]
    private static partial Regex Made();
}
