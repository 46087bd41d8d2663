namespace GovernedMcp.Governance.Credentials;

/// <summary>The name of a credential, <c>northwind/ap-desk</c>; never a value.</summary>
public readonly record struct CredentialName(string Value)
{
    public override string ToString() => Value;
}

/// <summary>The values of one credential by part (<c>username</c>, <c>password</c>, <c>totp</c>), released for one permit.</summary>
public sealed class Credential(CredentialName name, IReadOnlyDictionary<string, Secret> parts) : IDisposable
{
    public CredentialName Name => name;
    public IReadOnlyDictionary<string, Secret> Parts => parts;

    public Secret? Find(string part) => parts.GetValueOrDefault(part);

    public void Dispose()
    {
        foreach (var secret in parts.Values) secret.Dispose();
    }

    public override string ToString() => $"{name} ***";
}
