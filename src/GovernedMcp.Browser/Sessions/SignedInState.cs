using System.Text.Json;

namespace GovernedMcp.Browser.Sessions;

/// <summary>What makes a browser signed in: cookies, local storage and databases of the context, session storage of its page, and where one was.</summary>
/// <param name="Storage">As Playwright writes it.</param>
/// <param name="Page">The entries of the page's session storage; it is of the origin of <paramref name="Home"/>.</param>
public sealed record SignedInState(string Storage, IReadOnlyDictionary<string, string> Page, Uri Home)
{
    public DateTimeOffset SignedInAt { get; init; }

    internal byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this);

    /// <returns>Null for what another version wrote.</returns>
    internal static SignedInState? Read(byte[] bytes, DateTimeOffset signedInAt)
    {
        try
        {
            return JsonSerializer.Deserialize<SignedInState>(bytes) is { Storage: not null, Page: not null, Home: not null } state ? state with { SignedInAt = signedInAt } : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
