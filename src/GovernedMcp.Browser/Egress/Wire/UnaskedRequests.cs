using System.Security.Cryptography;

namespace GovernedMcp.Browser.Egress.Wire;

/// <summary>
/// What the pages of a sign-in sent before anything was typed into them: what an application asks of its portal whenever it loads, such
/// as whether a session goes on. Each may be sent again in a call that reads, if it is the same word for word; for one with any other
/// content the Skill's <c>writes</c> are needed, as ever. Known for as long as the session.
/// </summary>
internal sealed class UnaskedRequests
{
    /// <summary>An application asks little before anybody signed in; a page that sends more is none.</summary>
    private const int Most = 20;

    private readonly Lock _lock = new();
    private readonly HashSet<(string Method, string Origin, string Target, string? ContentType, string Digest)> _sent = [];

    /// <param name="target">Path and query.</param>
    public void Remember(EgressRequest request, string target, string? contentType, byte[] body)
    {
        if (request.IsSafe || request.Upgrades || request.Navigates || body.Length > BoundedBody.MostLooked) return;
        lock (_lock)
        {
            if (_sent.Count < Most) _sent.Add(Of(request, target, contentType, body));
        }
    }

    /// <summary>One of that method was sent to that origin: whether it is the same, <see cref="Holds"/> tells from all of it.</summary>
    public bool Resembles(EgressRequest request)
    {
        lock (_lock) return !request.Navigates && _sent.Any(one => one.Method == request.Method && one.Origin == request.Origin);
    }

    public bool Holds(EgressRequest request, string target, string? contentType, byte[] body)
    {
        lock (_lock) return _sent.Contains(Of(request, target, contentType, body));
    }

    private static (string, string, string, string?, string) Of(EgressRequest request, string target, string? contentType, byte[] body) =>
        (request.Method, request.Origin, target, contentType, Convert.ToHexString(SHA256.HashData(body)));
}
