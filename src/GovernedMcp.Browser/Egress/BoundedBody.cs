using GovernedMcp.Browser.Egress.Wire;
using Microsoft.AspNetCore.Http;

namespace GovernedMcp.Browser.Egress;

/// <summary>A body that is read before it is decided what becomes of it.</summary>
internal static class BoundedBody
{
    /// <summary>What a held request may carry, files too, in bytes.</summary>
    public const int MostHeld = 64 * 1024 * 1024;

    /// <summary>What is looked at of a request that is denied in any case.</summary>
    public const int MostLooked = 64 * 1024;

    private const int MostNames = 40;

    /// <returns>Null: larger than that.</returns>
    public static async Task<byte[]?> ReadAsync(HttpContext http, int most)
    {
        using var read = new MemoryStream();
        var buffer = new byte[16 * 1024];
        for (int count; (count = await http.Request.Body.ReadAsync(buffer, http.RequestAborted)) > 0;)
        {
            if (read.Length + count > most) return null;
            read.Write(buffer, 0, count);
        }

        return read.ToArray();
    }

    public static IReadOnlyList<string> Names(IReadOnlyList<WireField>? fields) => [.. (fields ?? []).Select(field => field.Name).Distinct().Take(MostNames)];
}
