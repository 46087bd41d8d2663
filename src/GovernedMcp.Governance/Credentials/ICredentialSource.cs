namespace GovernedMcp.Governance.Credentials;

/// <summary>Port: where credential values come from. Releases nothing without a permit that names the credential.</summary>
public interface ICredentialSource
{
    /// <exception cref="CredentialFault">The value cannot be had; the message holds no value.</exception>
    Task<Credential> OpenAsync(Permit permit, CancellationToken cancel);
}

/// <summary>A credential could not be read. The message says which and why in words safe to show to anybody.</summary>
public sealed class CredentialFault(string message) : Exception(message);
