namespace GovernedMcp.Governance;

/// <summary>The policy that is in force. Swapped by one reference write; a call keeps the one it started with.</summary>
public sealed class PolicySource(Policy first)
{
    private volatile Policy _current = first;

    public Policy Current => _current;

    /// <summary>Raised after a swap, with the new policy.</summary>
    public event Action<Policy>? Changed;

    public void Swap(Policy next)
    {
        _current = next;
        Changed?.Invoke(next);
    }
}
