using GovernedMcp.Browser.Egress;
using GovernedMcp.Browser.Egress.Wire;

namespace GovernedMcp.Browser.Sessions;

/// <summary>What a session may send: reading, but for as long as a block says otherwise.</summary>
internal sealed class SessionWire(EgressJudge judge)
{
    /// <summary>Another rule until it is disposed of.</summary>
    public IDisposable Under(WireRule rule)
    {
        judge.Rule = rule;
        return new End(judge);
    }

    private sealed class End(EgressJudge judge) : IDisposable
    {
        public void Dispose() => judge.Rule = WireRule.Reading.It;
    }
}
