using GovernedMcp.Browser.Egress.Wire;
using GovernedMcp.Governance.Portals;

namespace GovernedMcp.Browser.Egress;

/// <summary>Decides every request of one context, each for itself, redirects too. Bound to no portal it denies all. The only place that decides.</summary>
internal sealed class EgressJudge
{
    private volatile Portal? _portal;

    /// <summary>What may be sent right now beyond reading.</summary>
    public WireRule Rule { get; set; } = WireRule.Reading.It;

    /// <summary>What an application asks of its portal whenever it loads.</summary>
    public UnaskedRequests Unasked { get; } = new();

    public void Bind(Portal portal) => _portal = portal;

    public void Close() => _portal = null;

    /// <summary>Credentials of the portal may be typed there.</summary>
    public bool SignsIn(string origin) => _portal?.Origins.Login.Contains(origin) == true;

    /// <summary>Whether a tunnel may be opened at all; what goes through it is judged again, request for request.</summary>
    public EgressVerdict JudgeTunnel(EgressRequest? request) => request switch
    {
        null => new EgressVerdict.Deny(Odd),
        _ when _portal?.Origins is { } origins && (origins.Reachable(request.Origin) || origins.Socket.Contains(SocketOrigin(request)) || origins.Socket.Contains(SocketOrigin(request with { Scheme = "http" }))) => EgressVerdict.Allow.It,
        // In clear text a tunnel is opened for web sockets alone.
        _ when _portal?.Origins.Reachable((request with { Scheme = "http" }).Origin) == true => new EgressVerdict.Deny(Socket),
        _ => new EgressVerdict.Deny(Foreign),
    };

    /// <summary>The Skill asks for its traffic to pass unread, so only its host is judged.</summary>
    public bool PassesUnread(EgressRequest tunnel) => _portal?.Origins.Uninspected.Contains(tunnel.Origin) == true;

    public EgressVerdict Judge(EgressRequest? request)
    {
        if (request is null) return new EgressVerdict.Deny(Odd);
        if (_portal is not { } portal) return new EgressVerdict.Deny(Foreign);
        if (request.Upgrades) return portal.Origins.Socket.Contains(SocketOrigin(request)) ? EgressVerdict.Allow.It : new EgressVerdict.Deny(Socket);
        return portal.Origins.Reachable(request.Origin) ? JudgeEffect(portal, request) : new EgressVerdict.Deny(Foreign);
    }

    private EgressVerdict JudgeEffect(Portal portal, EgressRequest request)
    {
        var rule = Rule;
        if (rule is WireRule.Submitting { Held: var held } && held.Concerns(request)) return new EgressVerdict.Hold(held);
        var listed = portal.Writes.Where(known => known.Request.Matches(portal, request)).ToList();
        var signsOut = rule is WireRule.SigningOut leaving && leaving.Takes(request);
        var allowed = request.IsSafe || signsOut || rule switch
        {
            WireRule.Submitting { Held.IsReleased: false } or WireRule.Exploring => false,
            WireRule.SigningIn when portal.Origins.Login.Contains(request.Origin) => true,
            _ => listed.Any(known => known.ByAddress),
        };
        if (allowed) return EgressVerdict.Allow.It;
        return request is { Method: "POST", Navigates: false } || listed.Count > 0 || MayRepeat && Unasked.Resembles(request) ? EgressVerdict.Look.It : new EgressVerdict.Deny(Unplanned);
    }

    /// <summary>
    /// What it holds is a query of GraphQL, or asks for rows as DataTables do, and carries nothing of a form that is on its way out; or the Skill lists it under <c>writes</c> by what it holds;
    /// or, where it lists the address, it has a part of that form checked; or, in calls that read and after a form has left, it is one of <see cref="Unasked"/> word for word.
    /// </summary>
    /// <param name="target">Path and query.</param>
    public async Task<bool> ReadsAsync(EgressRequest request, string target, string? contentType, byte[] body)
    {
        if (MayRepeat && Unasked.Holds(request, target, contentType, body)) return true;
        var fields = await WireBody.ReadAsync(contentType, body);
        if (fields is not null && IsListed(request, target.Split('?', 2) is [_, var query] ? query : "", fields)) return true;
        if (request is not { Method: "POST", Navigates: false }) return false;
        if (!GraphQl.Reads(target, contentType, body) && !DataTables.Reads(fields)) return false;
        return Rule is not WireRule.Submitting { Held: { IsReleased: false } held } || fields is not null && !held.Carries(fields);
    }

    private bool MayRepeat => Rule is WireRule.Reading or WireRule.Fetching or WireRule.Submitting { Held.IsReleased: true };

    // Before a form has left, what is listed by its address is a part of the form that is checked, and what is listed by what it holds says something else than the form does.
    private bool IsListed(EgressRequest request, string query, IReadOnlyList<WireField> body) => Rule is not WireRule.Exploring && _portal is { } portal
        && portal.Writes.Where(known => known.Matches(portal, request, query, body)).ToList() is { Count: > 0 } listed
        && (Rule is not WireRule.Submitting { Held: { IsReleased: false } form } ? listed.Any(known => !known.ByAddress)
            : listed.Any(known => known.ByAddress ? form.IsPartOfThePlan(request, body, query) : form.IsApartFrom(known, body)));

    /// <summary>It is what pages send by themselves, as the Skill says; that is never let out.</summary>
    public bool IsBackground(EgressRequest request, string query, IReadOnlyList<WireField>? fields) =>
        !request.IsSafe && _portal is { } portal && portal.Background.Any(known => known.Matches(portal, request, query, fields ?? []));

    /// <summary>Why a request to the portal itself is denied.</summary>
    public const string Unplanned = "it may change something, which this call may not";

    /// <summary>Why a web socket is denied.</summary>
    public const string Socket = "a web socket that the Skill does not list";

    private const string Odd = "no proper address";
    private const string Foreign = "not an origin of the Skill";

    private static string SocketOrigin(EgressRequest request) => (request with { Scheme = request.Scheme == "https" ? "wss" : "ws" }).Origin;
}
