using System.Text.RegularExpressions;
using GovernedMcp.Storage.Config.Shapes;

namespace GovernedMcp.Storage.Config.Entries;

/// <summary>credentials.yaml as it was written: names and addresses, never a value.</summary>
internal sealed partial record CredentialEntries(IReadOnlyList<Named<IReadOnlyList<Named<CredentialAddress>>>> Credentials)
{
    // A value written here by mistake must not come back in an error, hence hidden.
    private static readonly Shape<CredentialAddress> Address = Scalars.Pattern(
        AddressForm(), "an address of a value",
        "write `env:NAME`, `file:/path` or `exec:command`; values never stand in a file", 1000, ConfigCodes.Secret, hidden: true).Into(CredentialAddress.Parse);

    public static Shape<CredentialEntries> Shape { get; } = Shaped.Map<CredentialEntries>(keys =>
    {
        var credentials = keys.Must("credentials", Shaped.NamedMap(Names.CredentialName, Shaped.NamedMap(Names.Key, Address)),
            "Each credential's parts (username, password, totp) and where their values come from");
        return () => new CredentialEntries(credentials);
    });

    [GeneratedRegex("^(env:[A-Za-z_][A-Za-z0-9_]*|file:/.+|exec:.+)$")]
    private static partial Regex AddressForm();
}
