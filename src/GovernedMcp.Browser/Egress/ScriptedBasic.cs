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
    private readonly HashSet<string> _placeholders = [];
    private volatile Header? _header;

    /// <summary>The page makes such a header: what it holds of the placeholder elsewhere, to make it again, says nothing more.</summary>
    public bool IsMade => _header is not null;

    /// <summary>
    /// Puts the value in. One that was turned down goes nowhere any more; while the first try is not answered, the others wait. A placeholder
    /// that no value belongs to is taken out: a portal would count it as a password.
    /// </summary>
    /// <param name="secrets">Of a running sign-in.</param>
    /// <param name="allowed">The request may go where it wants to.</param>
    public async Task DressAsync(EgressRequest request, WireSecrets? secrets, bool allowed, IHeaderDictionary headers, CancellationToken cancel)
    {
        Learn(secrets);
        var told = headers.Authorization.ToString();
        if (!told.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) || Account.Read(told[Scheme.Length..]) is not { } account) return;
        var (header, first) = Find(request, allowed ? secrets : null, account);
        if (header is not null) headers.Authorization = first || (request.Origin == header.Origin && header.Account.IsOf(account) && await header.IsTakenAsync(cancel)) ? header.Real : default;
        else if (secrets is null && IsPlaceholder(account.Password)) headers.Authorization = default;
    }

    /// <summary>Hears how a request was answered in the end.</summary>
    public void Hear(HttpResponseMessage response)
    {
        if (_header is { } header && response.RequestMessage?.Headers.NonValidated.TryGetValues("Authorization", out var sent) == true && sent.ToString() == header.Real) header.Hear(response.StatusCode);
    }

    private void Learn(WireSecrets? secrets)
    {
        if (secrets is null) return;
        lock (_lock) _placeholders.UnionWith(secrets.Placeholders);
    }

    private bool IsPlaceholder(string password)
    {
        lock (_lock) return _placeholders.Contains(password);
    }

    // Of several that come together, one is the first. Of one placeholder there is one header: another name beside it would be another try.
    private (Header? Header, bool First) Find(EgressRequest request, WireSecrets? secrets, Account account)
    {
        lock (_lock)
        {
            if (_header?.Account.Password == account.Password) return (_header, false);
            if (secrets?.InBasic(request, account.Password) is not { } value) return (null, false);
            _header = new Header(request.Origin, account, Scheme + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{account.Username}:{value}")));
            return (_header, true);
        }
    }

    // What a header says of who that is: the password may be a placeholder, or one that a person typed. Not a record either.
    private sealed class Account(string username, string password)
    {
        public string Username => username;
        public string Password => password;

        public static Account? Read(string encoded)
        {
            var bytes = new byte[encoded.Length];
            if (!Convert.TryFromBase64String(encoded.Trim(), bytes, out var length)) return null;
            return Encoding.UTF8.GetString(bytes, 0, length).Split(':', 2) is [var username, var password] ? new Account(username, password) : null;
        }

        /// <summary>A page may write the name as the portal told it, not as it was typed.</summary>
        public bool IsOf(Account other) => Password == other.Password && string.Equals(Username, other.Username, StringComparison.OrdinalIgnoreCase);
    }

    // Not a record, so that it is not printed by accident.
    private sealed class Header(string origin, Account account, string real)
    {
        private readonly TaskCompletionSource _answered = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _refusals = MostRefusals - 1;

        public string Origin => origin;
        public Account Account => account;
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
