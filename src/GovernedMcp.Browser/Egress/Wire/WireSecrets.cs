using System.Text;
using System.Text.Json;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Portals;

namespace GovernedMcp.Browser.Egress.Wire;

/// <summary>
/// The secrets of one running sign-in. The page holds a placeholder for each; here the value takes its place, once, as one whole field
/// of a request that may change something at a login origin. A request that holds a placeholder in any other way stays here.
/// </summary>
/// <param name="inPage">The page was given the values themselves: then what such a request's body holds is its own affair.</param>
internal sealed class WireSecrets(Portal portal, bool inPage)
{
    /// <summary>Why a request was not let out.</summary>
    public const string Astray = "it holds what stands for a secret, where that may not stand";

    /// <summary>In place of a path that is not told.</summary>
    public const string Withheld = "/…";

    // What was typed is looked for only if it cannot be an ordinary word.
    private const int ShortestTyped = 8;

    // In bytes: what says no and nothing else takes no more.
    private const int LongestNo = 100;

    // Where a portal does not say how long: what the limits that frameworks come with are counted over.
    private static readonly TimeSpan UntoldWait = TimeSpan.FromMinutes(5);
    private readonly Lock _lock = new();
    private readonly List<WireSecret> _secrets = [];

    public bool InPage => inPage;

    /// <summary>Which part, or what stands for it, came by in which request where it may not be; null while none did.</summary>
    public string? Misplaced { get; private set; }

    /// <summary>Something was typed or pressed on the page, or is about to be.</summary>
    public bool Begun { get; private set; }

    /// <summary>A value has left.</summary>
    public bool Sent
    {
        get
        {
            lock (_lock) return _secrets.Any(secret => secret.Sent);
        }
    }

    /// <summary>What stands for values in the page.</summary>
    public IReadOnlyList<string> Placeholders
    {
        get
        {
            lock (_lock) return inPage ? [] : [.. _secrets.Select(secret => secret.Placeholder)];
        }
    }

    /// <summary>The part whose placeholder was typed and sent, and never came by.</summary>
    public string? Unsent
    {
        get
        {
            lock (_lock) return inPage ? null : _secrets.FirstOrDefault(secret => secret is { Typed: true, Sent: false })?.Part;
        }
    }

    public void Begin() => Begun = true;

    /// <summary>The portal answered that there were too many tries, and how long it is to be left alone; null while it did not.</summary>
    public TimeSpan? TooMany { get; private set; }

    /// <summary>
    /// The portal answered the request that held a value with <c>401 Unauthorized</c> (https://www.rfc-editor.org/rfc/rfc9110#section-15.5.2), or with what OAuth says in its place,
    /// <c>invalid_grant</c> (https://www.rfc-editor.org/rfc/rfc6749#section-5.2), or with nothing but a no.
    /// </summary>
    public bool TurnedDown { get; private set; }

    /// <summary>The portal answered the last request that held a value, however.</summary>
    public bool IsAnswered { get; private set; }

    /// <summary>A request whose body holds a value is on its way, and nothing was said to it yet.</summary>
    public bool IsUnderWay
    {
        get
        {
            lock (_lock) return _inBody && !IsAnswered;
        }
    }

    /// <summary>As <see cref="TurnedDown"/>, of a request that is for signing in alone: a header goes along with any, and one of them may ask for more than the account may do.</summary>
    public bool Refused
    {
        get
        {
            lock (_lock) return _inBody && TurnedDown;
        }
    }

    private EgressRequest? _carrier;
    private bool _inBody;
    private bool _terse;

    /// <summary>Hears how a request was answered: <c>429 Too Many Requests</c> says nothing of the values (https://www.rfc-editor.org/rfc/rfc6585#section-4).</summary>
    public void Hear(EgressRequest request, HttpResponseMessage response)
    {
        lock (_lock)
        {
            IsAnswered |= request == _carrier;
            TurnedDown |= request == _carrier && response.StatusCode == System.Net.HttpStatusCode.Unauthorized;
        }

        if (!Begun || request.IsSafe || response.StatusCode != System.Net.HttpStatusCode.TooManyRequests) return;
        var told = response.Headers.RetryAfter is { } after ? after.Delta ?? after.Date - TimeProvider.System.GetUtcNow() : null;
        TooMany = told > TimeSpan.Zero ? told : UntoldWait;
    }

    /// <summary>Takes in the answer to a request that held a value, where it is an error that JSON tells, or too short to tell more than a no; of no other one, which may hold a secret of its own.</summary>
    public ToldAnswer? Listen(EgressRequest request, HttpResponseMessage response)
    {
        var error = response.StatusCode is System.Net.HttpStatusCode.BadRequest or System.Net.HttpStatusCode.Forbidden;
        var terse = response.IsSuccessStatusCode && response.Content.Headers.ContentLength <= LongestNo;
        lock (_lock)
        {
            if (request != _carrier || !(error || terse)) return null;
            _terse = terse;
            return ToldRecords.ListenToAny(request, response);
        }
    }

    /// <summary>It came to its end.</summary>
    public void Told(ToldAnswer? answer)
    {
        var refused = answer?.Whole is { ValueKind: JsonValueKind.Object } whole && whole.TryGetProperty("error", out var error) && error.ValueKind == JsonValueKind.String && error.ValueEquals("invalid_grant");
        lock (_lock) TurnedDown |= refused || (_terse && answer is { Length: <= LongestNo, Whole: { } words } && Declining.IsBareNo(words));
    }

    /// <summary>From now on the placeholder stands for the value; in a page that is given the values, each stands for itself.</summary>
    public void Add(string part, string placeholder, string value)
    {
        if (inPage && value.Length < ShortestTyped) return;
        lock (_lock) _secrets.Add(new WireSecret(part, placeholder, value));
    }

    /// <summary>It was typed, and its form sent: of those that a part was given, the others were for fields that did not come.</summary>
    public void Typed(string placeholder)
    {
        lock (_lock)
        {
            foreach (var secret in _secrets.Where(secret => secret.Placeholder == placeholder)) secret.Typed = true;
        }
    }

    /// <summary>The value for a header of HTTP's Basic that a script made of the placeholder, at a login origin; null: it holds none, or may not have it.</summary>
    public string? InBasic(EgressRequest request, string password)
    {
        lock (_lock)
        {
            if (Misplaced is not null || !portal.Origins.Login.Contains(request.Origin) || _secrets.Find(secret => secret.Placeholder == password) is not { } secret) return null;
            secret.Sent = true;
            (_carrier, IsAnswered, _inBody) = (request, false, false);
            return secret.Value;
        }
    }

    /// <summary>Puts values in the place of placeholders.</summary>
    /// <param name="allowed">The request may go, as far as it does not hold a placeholder.</param>
    /// <param name="head">Its address and the values of its headers.</param>
    /// <returns>The body to send; null: it must not go.</returns>
    public byte[]? Carry(EgressRequest request, bool allowed, IEnumerable<string> head, string? contentType, byte[] body)
    {
        lock (_lock)
        {
            // Once one went astray, none goes anywhere any more.
            var takes = allowed && request.Method is not ("GET" or "HEAD" or "OPTIONS") && portal.Origins.Login.Contains(request.Origin) && Misplaced is null;
            var places = _secrets.Where(_ => !inPage).SelectMany(secret => WirePlace.Find(contentType, body, secret.Placeholder).Select(place => (Secret: secret, Place: place))).ToLookup(one => one.Secret);
            var found = places.Where(one => takes && !one.Key.Sent && one.Count() == 1).Select(one => one.Single()).OrderByDescending(one => one.Place.Start).ToList();

            var rest = takes && inPage ? [] : found.Aggregate(body, (left, one) => one.Place.Without(left));
            List<string> texts = [.. head, Encoding.Latin1.GetString(rest)];
            texts.AddRange([.. texts.Where(text => text.AsSpan().ContainsAny('%', '+')).Select(text => Uri.UnescapeDataString(text.Replace('+', ' ')))]);
            if (_secrets.FirstOrDefault(secret => (places.Contains(secret) && found.TrueForAll(one => one.Secret != secret)) || texts.Any(secret.IsIn)) is { } astray)
            {
                Misplaced ??= $"`{astray.Part}` in `{request.Method} {Escaped.Short(request.Origin + (inPage ? Withheld : request.Path))}`";
                return null;
            }

            foreach (var (secret, place) in found)
            {
                body = place.With(body, secret.Value);
                secret.Sent = true;
                (_carrier, IsAnswered, TurnedDown, _inBody) = (request, false, false, true);
            }

            return body;
        }
    }
}
