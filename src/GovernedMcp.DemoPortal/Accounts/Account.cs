namespace GovernedMcp.DemoPortal.Accounts;

/// <summary>Someone who can sign in. Holds no password.</summary>
/// <param name="MaySubmit">Whether the account may send disputes and change bank details, or only read.</param>
internal sealed record Account(string UserId, string Name, string Role, bool MaySubmit)
{
    public string FirstName => Name.Split(' ')[0];

    public string Initials => string.Concat(Name.Split(' ').Select(word => word[0]));
}
