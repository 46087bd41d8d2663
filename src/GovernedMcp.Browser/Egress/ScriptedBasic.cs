using System.Net;
using System.Text;
using GovernedMcp.Browser.Egress.Wire;
using Microsoft.AspNetCore.Http;

namespace GovernedMcp.Browser.Egress;

/// <summary>
/// A sign-in form whose script makes of what was typed a header of HTTP's Basic (https://www.rfc-editor.org/rfc/rfc7617) and sends it with
/// every request. In the page it holds a placeholder; the header with the value takes its place here, at the one origin where it was
/// first sent, for as long as the session lives.
/// </summary>
internal sealed class ScriptedBasic
{
    private const string Scheme = "Basic ";

    /// <summary>How often in a row a header that was taken before may be turned down: a part of a portal may be kept from this account.</summary>
    private const int MostRefusals = 2;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly Lock _lock = new();
    private volatile Header? _header;

    /// <summary>The page makes such a header: what it holds of the placeholder elsewhere, to make it again, says nothing more.</summary>
    public bool IsMade => _header is not null;

    /// <summary>Puts the value in. One that was turned down goes nowhere any more; while the first try is not answered, the others wait.</summary>
    /// <param name="secrets">Of a running sign-in, where the request may go.</param>
    public async Task DressAsync(EgressRequest request, WireSecrets? secrets, IHeaderDictionary headers, CancellationToken cancel)
    {
        var told = headers.Authorization.ToString();
        if (!told.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)) return;
        var (header, first) = Find(request, secrets, told);
        if (header is not null) headers.Authorization = first || (request.Origin == header.Origin && await header.IsTakenAsync(cancel)) ? header.Real : default;
    }

    /// <summary>Hears how a request was answered in the end.</summary>
    public void Hear(HttpResponseMessage response)
    {
        if (_header is { } header && response.RequestMessage?.Headers.NonValidated.TryGetValues("Authorization", out var sent) == true && sent.ToString() == header.Real) header.Hear(response.StatusCode);
    }

    // Of several that come together, one is the first.
    private (Header? Header, bool First) Find(EgressRequest request, WireSecrets? secrets, string told)
    {
        lock (_lock)
        {
            if (_header?.Made == told) return (_header, false);
            if (Read(told) is not { } account || secrets?.InBasic(request, account.Password) is not { } value) return (null, false);
            _header = new Header(request.Origin, told, Scheme + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{account.Username}:{value}")));
            return (_header, true);
        }
    }

    private static (string Username, string Password)? Read(string told)
    {
        var bytes = new byte[told.Length];
        if (!Convert.TryFromBase64String(told[Scheme.Length..].Trim(), bytes, out var length)) return null;
        return Encoding.UTF8.GetString(bytes, 0, length).Split(':', 2) is [var username, var password] ? (username, password) : null;
    }

    // Not a record, so that it is not printed by accident.
    private sealed class Header(string origin, string made, string real)
    {
        private readonly TaskCompletionSource _answered = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _refusals = MostRefusals - 1;

        public string Origin => origin;
        public string Made => made;
        public string Real => real;

        public async Task<bool> IsTakenAsync(CancellationToken cancel)
        {
            await Task.WhenAny(_answered.Task, Task.Delay(Patience, cancel));
            return _answered.Task.IsCompleted && Volatile.Read(ref _refusals) < MostRefusals;
        }

        // The first answer decides; after one that was good, some in a row do.
        public void Hear(HttpStatusCode status)
        {
            if (status is HttpStatusCode.Unauthorized) Interlocked.Increment(ref _refusals);
            else if (Volatile.Read(ref _refusals) < MostRefusals) Interlocked.Exchange(ref _refusals, 0);
            _answered.TrySetResult();
        }
    }
}
