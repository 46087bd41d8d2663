using System.Security.Cryptography;
using System.Text;

namespace GovernedMcp.DemoPortal.Accounts;

/// <summary>Ties a form to the cookie of the browser it was made for: the token is an HMAC of that cookie under a key of this app instance.</summary>
internal sealed class AntiForgery
{
    public const string FieldName = "__RequestVerificationToken";

    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);

    public string TokenFor(string cookie) => Convert.ToHexStringLower(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(cookie)));

    public bool Accepts(string? token, string? cookie) =>
        token is not null && cookie is not null
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(token), Encoding.UTF8.GetBytes(TokenFor(cookie)));
}
