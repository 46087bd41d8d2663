using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace GovernedMcp.Governance.Audit;

/// <summary>
/// The log as lines, one record each: <c>{"seq":…,"leaf":"…","chain":"…","body":"…"}</c>. The body stands in it as text, so that
/// its bytes survive whatever reads and writes JSON on the way.
/// </summary>
public static class AuditExport
{
    public static string Write(StoredRecord row) => new JsonObject
    {
        ["seq"] = row.Seq,
        ["leaf"] = Convert.ToHexStringLower(row.Leaf.Span),
        ["chain"] = Convert.ToHexStringLower(row.Link.Span),
        ["body"] = Encoding.UTF8.GetString(row.Body.Span),
    }.ToJsonString(CanonicalJson.Plain);

    /// <exception cref="FormatException">The line is no line of an export, for example because it was torn.</exception>
    public static StoredRecord Read(string line)
    {
        try
        {
            using var document = JsonDocument.Parse(line, new() { MaxDepth = 2, AllowDuplicateProperties = false });
            var said = document.RootElement;
            return new(
                said.GetProperty("seq").GetInt64(),
                Encoding.UTF8.GetBytes(said.GetProperty("body").GetString()!),
                Convert.FromHexString(said.GetProperty("leaf").GetString()!),
                Convert.FromHexString(said.GetProperty("chain").GetString()!),
                Columns: null);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or KeyNotFoundException or ArgumentNullException)
        {
            throw new FormatException("a line is not a record of an export; the file is torn or something else", fault);
        }
    }
}
