using GovernedMcp.Browser.Egress;
using GovernedMcp.Browser.Egress.Wire;

namespace GovernedMcp.Browser.Sessions;

/// <summary>What a session may send: reading, but for as long as a block says otherwise.</summary>
internal sealed class SessionWire(EgressJudge judge)
{
    private WireRule _resting = WireRule.Reading.It;

    /// <summary>Another rule until it is disposed of.</summary>
    public IDisposable Under(WireRule rule)
    {
        judge.Rule = rule;
        return new End(this);
    }

    /// <summary>For the rest of the session only what changes nothing: it is explored.</summary>
    public void Explore()
    {
        _resting = WireRule.Exploring.It;
        Rest();
    }

    private void Rest() => judge.Rule = _resting;

    private sealed class End(SessionWire wire) : IDisposable
    {
        public void Dispose() => wire.Rest();
    }
}
