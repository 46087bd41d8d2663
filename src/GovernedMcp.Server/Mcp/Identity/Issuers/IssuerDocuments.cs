using System.Net;
using System.Text.Json;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace GovernedMcp.Server.Mcp.Identity.Issuers;

/// <summary>
/// Fetches what an issuer publishes about itself: its metadata and its keys. Small, soon, without cookies, and never from where
/// a redirect leads.
/// </summary>
internal sealed class IssuerDocuments : IDisposable
{
    public const int MostBytes = 256 * 1024;

    private readonly HttpClient _http;

    public IssuerDocuments(TimeSpan? patience = null)
    {
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) };
        _http = new HttpClient(handler) { Timeout = patience ?? TimeSpan.FromSeconds(5), MaxResponseContentBufferSize = MostBytes };
    }

    /// <exception cref="IssuerUnreachable">They cannot be had.</exception>
    public async Task<IReadOnlyList<JsonWebKey>> FetchKeysAsync(string issuer, CancellationToken cancel)
    {
        var address = IssuerAddresses.Keys(issuer, await FindKeysAddressAsync(issuer, cancel)) ?? throw new IssuerUnreachable("its metadata names no https address of its keys");
        try
        {
            return [.. new JsonWebKeySet(await GetAsync(address, cancel)).Keys.Where(CanSign)];
        }
        catch (Exception broken) when (broken is ArgumentException or JsonException)
        {
            throw new IssuerUnreachable("its keys cannot be read");
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<string?> FindKeysAddressAsync(string issuer, CancellationToken cancel)
    {
        IssuerUnreachable? last = null;
        foreach (var address in IssuerAddresses.Metadata(issuer))
        {
            try
            {
                var metadata = OpenIdConnectConfiguration.Create(await GetAsync(address, cancel));
                // INVARIANT: what names another issuer says nothing about this one.
                if (metadata.Issuer == issuer) return metadata.JwksUri;
                last = new IssuerUnreachable("its metadata names another issuer");
            }
            catch (IssuerUnreachable unreachable)
            {
                last ??= unreachable;
            }
            catch (Exception broken) when (broken is ArgumentException or JsonException)
            {
                last ??= new IssuerUnreachable("its metadata cannot be read");
            }
        }

        throw last!;
    }

    private async Task<string> GetAsync(Uri address, CancellationToken cancel)
    {
        try
        {
            using var response = await _http.GetAsync(address, cancel);
            return response.StatusCode == HttpStatusCode.OK
                ? await response.Content.ReadAsStringAsync(cancel)
                : throw new IssuerUnreachable($"it answers with {(int)response.StatusCode}");
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or InvalidOperationException)
        {
            throw new IssuerUnreachable("it cannot be reached, or sends more than is read");
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new IssuerUnreachable("it does not answer in time");
        }
    }

    // A symmetric key in a published set would let everybody sign.
    private static bool CanSign(JsonWebKey key) =>
        key.Kid is { Length: > 0 } && key.Use is null or "" or "sig"
        && (key.Kty == JsonWebAlgorithmsKeyTypes.EllipticCurve || (key.Kty == JsonWebAlgorithmsKeyTypes.RSA && key.KeySize >= 2048));
}
