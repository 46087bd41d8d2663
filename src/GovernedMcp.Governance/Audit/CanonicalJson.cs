using System.Text.Json;
namespace GovernedMcp.Governance.Audit;

public static class CanonicalJson
{
    internal static JsonSerializerOptions Plain { get; } = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
