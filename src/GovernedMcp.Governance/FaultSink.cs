namespace GovernedMcp.Governance;

/// <summary>
/// Where an unexpected exception goes: to the server's log under a reference. The caller is told the reference, never the text.
/// </summary>
public sealed class FaultSink(Action<string, Exception> log)
{
    /// <returns>The reference, <c>e_…</c></returns>
    public string Report(Exception fault)
    {
        var reference = Ids.New("e")[..14];
        log(reference, fault);
        return reference;
    }
}
