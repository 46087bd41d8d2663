using GovernedMcp.Governance.Portals;

namespace GovernedMcp.Browser.Egress;

/// <summary>Decides every request of one context, each for itself, redirects too. Bound to no portal it denies all. The only place that decides.</summary>
internal sealed class EgressJudge
{
    private volatile Portal? _portal;

    public void Bind(Portal portal) => _portal = portal;

    public void Close() => _portal = null;

    /// <summary>Whether a tunnel may be opened at all; what goes through it is judged again, request for request.</summary>
    public EgressVerdict JudgeTunnel(EgressRequest? request) => request switch
    {
        null => new EgressVerdict.Deny(Odd),
        _ when _portal?.Origins is { } origins && (origins.Reachable(request.Origin) || origins.Socket.Contains(SocketOrigin(request)) || origins.Socket.Contains(SocketOrigin(request with { Scheme = "http" }))) => EgressVerdict.Allow.It,
        _ => new EgressVerdict.Deny(Foreign),
    };

    /// <summary>The Skill asks for its traffic to pass unread, so only its host is judged.</summary>
    public bool PassesUnread(EgressRequest tunnel) => _portal?.Origins.Uninspected.Contains(tunnel.Origin) == true;

    public EgressVerdict Judge(EgressRequest? request)
    {
        if (request is null) return new EgressVerdict.Deny(Odd);
        if (_portal is not { } portal) return new EgressVerdict.Deny(Foreign);
        if (request.Upgrades) return portal.Origins.Socket.Contains(SocketOrigin(request)) ? EgressVerdict.Allow.It : new EgressVerdict.Deny("a web socket that the Skill does not list");
        return portal.Origins.Reachable(request.Origin) ? EgressVerdict.Allow.It : new EgressVerdict.Deny(Foreign);
    }

    private const string Odd = "no proper address";
    private const string Foreign = "not an origin of the Skill";

    private static string SocketOrigin(EgressRequest request) => (request with { Scheme = request.Scheme == "https" ? "wss" : "ws" }).Origin;
}
