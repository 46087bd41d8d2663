using System.Security.Cryptography;
using System.Text;

namespace GovernedMcp.DemoPortal.Accounts;

/// <summary>The accounts, their passwords and their wrong tries. An account locks at the third wrong try and stays locked until reset.</summary>
internal sealed class AccountBook(DemoPortalOptions options)
{
    private const int TriesBeforeLock = 3;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _wrongTries = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, (Account Account, string Password)> _accounts = new(StringComparer.OrdinalIgnoreCase)
    {
        ["ap-desk"] = (new Account("ap-desk", "Alex Porter", "Accounts payable clerk", MaySubmit: true), options.ApDeskPassword),
        ["viewer"] = (new Account("viewer", "Vera Lindqvist", "Read access", MaySubmit: false), options.ViewerPassword),
    };

    public SignInOutcome SignIn(string userId, string password, out Account? account)
    {
        account = null;
        if (!_accounts.TryGetValue(userId, out var known))
            return SignInOutcome.Invalid;
        lock (_gate)
        {
            var tries = _wrongTries.GetValueOrDefault(known.Account.UserId);
            if (tries >= TriesBeforeLock)
                return SignInOutcome.Locked;
            if (!Same(password, known.Password))
            {
                _wrongTries[known.Account.UserId] = tries + 1;
                return tries + 1 >= TriesBeforeLock ? SignInOutcome.Locked : SignInOutcome.Invalid;
            }
            _wrongTries.Remove(known.Account.UserId);
            account = known.Account;
            return SignInOutcome.Granted;
        }
    }

    public void Reset()
    {
        lock (_gate)
            _wrongTries.Clear();
    }

    private static bool Same(string given, string expected) =>
        CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(given)), SHA256.HashData(Encoding.UTF8.GetBytes(expected)));
}
