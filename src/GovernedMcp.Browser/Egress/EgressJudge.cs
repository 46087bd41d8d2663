using GovernedMcp.Governance.Portals;

namespace GovernedMcp.Browser.Egress;

/// <summary>
/// Decides every request of one context, each for itself, redirects too. Bound to no portal it denies all. The only place
/// that decides: method and path rules belong here.
/// </summary>
internal sealed class EgressJudge
{
    private volatile Origins? _origins;

    public void Bind(Portal portal) => _origins = portal.Origins;

    public void Close() => _origins = null;

    public EgressVerdict Judge(EgressRequest? request) => request switch
    {
        null => new EgressVerdict.Deny("no proper address"),
        { Scheme: not ("http" or "https") } => new EgressVerdict.Deny("another scheme than http and https"),
        _ when _origins is not { } origins || !origins.Reachable(request.Origin) => new EgressVerdict.Deny("not an origin of the Skill"),
        { Upgrades: true } => new EgressVerdict.Deny("a web socket"),
        _ => EgressVerdict.Allow.It,
    };
}
