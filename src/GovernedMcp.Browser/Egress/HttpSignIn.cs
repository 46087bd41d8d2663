using System.Net;
using GovernedMcp.Governance.Portals;

namespace GovernedMcp.Browser.Egress;

/// <summary>
/// The sign-in that HTTP itself asks for, where a browser would open a window of its own: Basic (https://www.rfc-editor.org/rfc/rfc7617) and
/// Digest (https://www.rfc-editor.org/rfc/rfc7616). What is answered is put in outside the browser, at the one origin that asked.
/// </summary>
internal sealed class HttpSignIn : ICredentials
{
    private static readonly string[] Schemes = ["Basic", "Digest"];
    private volatile Given? _given;

    /// <summary>The origin that did not give a page without it; null while none did.</summary>
    public string? Asking { get; private set; }

    /// <summary>What was given was not taken. It is not given again.</summary>
    public bool TurnedDown { get; private set; }

    public bool IsGiven => _given is not null;

    /// <summary>From now on, whatever that origin asks this for is answered so.</summary>
    public void Give(string origin, string username, string password) => (TurnedDown, _given) = (false, new(origin, new(username, password)));

    /// <summary>Hears how a request was answered in the end.</summary>
    public void Hear(EgressRequest request, HttpResponseMessage response)
    {
        if (response.StatusCode != HttpStatusCode.Unauthorized || !response.Headers.WwwAuthenticate.Any(asked => Schemes.Contains(asked.Scheme, StringComparer.OrdinalIgnoreCase))) return;
        if (request.Navigates && request.For == "document") Asking = request.Origin;
        if (_given?.Origin != request.Origin) return;
        (_given, TurnedDown) = (null, true);
    }

    NetworkCredential? ICredentials.GetCredential(Uri uri, string authType) =>
        _given is { } given && Schemes.Contains(authType, StringComparer.OrdinalIgnoreCase) && Origins.Of(uri) == given.Origin ? given.Account : null;

    private sealed record Given(string Origin, NetworkCredential Account);
}
