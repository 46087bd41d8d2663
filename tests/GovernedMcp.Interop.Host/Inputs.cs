using System.Text.Json;
using ModelContextProtocol.Protocol;

namespace GovernedMcp.Interop.Host;

/// <summary>What came back for the inputs that were asked for; null for whatever is not what was asked.</summary>
internal static class Inputs
{
    public static ElicitResult? Elicited(IDictionary<string, InputResponse>? responses, string key) => Read(responses, key, () => responses![key].Deserialize(InputResponse.ElicitResultJsonTypeInfo));

    public static CreateMessageResult? Sampled(IDictionary<string, InputResponse>? responses, string key) => Read(responses, key, () => responses![key].Deserialize(InputResponse.CreateMessageResultJsonTypeInfo));

    public static ListRootsResult? Roots(IDictionary<string, InputResponse>? responses, string key) => Read(responses, key, () => responses![key].Deserialize(InputResponse.ListRootsResultJsonTypeInfo));

    private static T? Read<T>(IDictionary<string, InputResponse>? responses, string key, Func<T?> read)
        where T : class
    {
        try
        {
            return responses?.ContainsKey(key) == true ? read() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
