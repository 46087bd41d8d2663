using GovernedMcp.Storage.Config;

namespace GovernedMcp.Server.Running;

/// <summary>Which credentials there are now: changes together with the policy.</summary>
internal sealed class CredentialsInForce(CredentialCatalog first)
{
    private volatile CredentialCatalog _current = first;

    public CredentialCatalog Current
    {
        get => _current;
        set => _current = value;
    }
}
