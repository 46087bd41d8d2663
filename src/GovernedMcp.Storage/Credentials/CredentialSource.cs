using GovernedMcp.Governance;
using GovernedMcp.Governance.Credentials;
using GovernedMcp.Storage.Config;

namespace GovernedMcp.Storage.Credentials;

/// <summary>
/// Fetches the values of a permit's own credential, each from where credentials.yaml says, at the moment they are needed. Keeps
/// none; a caller cannot name a credential.
/// </summary>
/// <param name="catalog">The catalog that is in force now.</param>
/// <param name="deadline">How long one part may take.</param>
public sealed class CredentialSource(Func<CredentialCatalog> catalog, TimeProvider clock, TimeSpan deadline) : ICredentialSource
{
    public static TimeSpan DefaultDeadline { get; } = TimeSpan.FromSeconds(10);

    public CredentialSource(Func<CredentialCatalog> catalog)
        : this(catalog, TimeProvider.System, DefaultDeadline)
    {
    }

    public async Task<Credential> OpenAsync(Permit permit, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(permit);
        if (permit.Scope.Credential is not { } name)
            throw new CredentialFault($"workflow `{permit.Workflow.Name}` has no credential for portal `{permit.Scope.Portal}`; ask its owner `{permit.Workflow.Owner}` to add one");
        return await ReadAsync(name, cancel);
    }

    /// <summary>Whether a credential can be opened now: null, or the reason why not. Releases nothing.</summary>
    public async Task<string?> ProblemAsync(CredentialName name, CancellationToken cancel)
    {
        try
        {
            using var opened = await ReadAsync(name, cancel);
            return null;
        }
        catch (CredentialFault fault)
        {
            return fault.Message;
        }
    }

    private async Task<Credential> ReadAsync(CredentialName name, CancellationToken cancel)
    {
        if (catalog().Find(name) is not { } addresses)
            throw new CredentialFault($"credential `{name}` is not in credentials.yaml; ask the platform team to add it");
        var parts = new Dictionary<string, Secret>(StringComparer.Ordinal);
        try
        {
            foreach (var (part, address) in addresses) parts[part] = await ReadAsync(address, cancel);
            return new Credential(name, parts);
        }
        catch (Exception fault)
        {
            foreach (var secret in parts.Values) secret.Dispose();
            if (fault is not ValueFault value) throw;
            var broken = addresses.Keys.First(part => !parts.ContainsKey(part));
            throw new CredentialFault($"part `{broken}` of credential `{name}` cannot be read: {value.Message}; tell the platform team");
        }
    }

    private async Task<Secret> ReadAsync(CredentialAddress address, CancellationToken cancel) => address.Kind switch
    {
        CredentialSourceKind.Env => CredentialValue.FromText(
            Environment.GetEnvironmentVariable(address.Value) ?? throw new ValueFault("its environment variable is not set")),
        CredentialSourceKind.File => await SecretFile.ReadAsync(address.Value, clock, deadline, cancel),
        CredentialSourceKind.Exec => await SecretCommand.RunAsync(address.Value, clock, deadline, cancel),
        _ => throw new ValueFault("its kind of address is unknown"),
    };
}
