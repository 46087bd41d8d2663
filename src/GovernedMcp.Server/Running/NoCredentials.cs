using GovernedMcp.Governance.Credentials;

namespace GovernedMcp.Server.Running;

internal sealed class NoCredentials : ICredentialSource
{
    public Task<Credential> OpenAsync(Permit permit, CancellationToken cancel) =>
        throw new CredentialFault($"no source of credentials is set up; tell the platform team");
}
