using System.Security.Cryptography;
using System.Text;
using GovernedMcp.Browser.Egress.Wire;
using GovernedMcp.Governance;

namespace GovernedMcp.Browser.Pages.Forms;

/// <summary>What makes a filled form this form: where it stands, where and how it is sent, its fields and what they hold, and what goes along unseen.</summary>
internal static class FormFingerprint
{
    public static string Of(FormLook look, IReadOnlyDictionary<string, FieldValue> values, IReadOnlyList<string> volatileNames, IReadOnlyList<AddedPair> added)
    {
        var text = new StringBuilder();
        foreach (var part in (string[])[look.Address, look.Action, look.Query, look.Method, .. look.Hidden]) Add(text, part);
        foreach (var field in look.Fields.OrderBy(field => field.Name, StringComparer.Ordinal).ThenBy(field => field.Label, StringComparer.Ordinal))
        {
            Add(text, field.Name);
            Add(text, field.Label);
            Add(text, field.Widget);
            foreach (var value in field.Values) Add(text, value);
        }

        foreach (var pair in (look.Sent ?? []).Where(pair => !volatileNames.Contains(pair.Name, StringComparer.Ordinal)))
        {
            Add(text, pair.Name);
            Add(text, pair.Value);
        }

        foreach (var (key, value) in values.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            Add(text, key);
            foreach (var item in value.Items) Add(text, item);
        }

        foreach (var pair in added) Add(text, pair.Told);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    // Each part with its length before it, so that no two lists read the same.
    private static void Add(StringBuilder text, string part) => text.Append(part.Length).Append(':').Append(part).Append('\n');
}
