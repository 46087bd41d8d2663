using System.Collections.Concurrent;
using GovernedMcp.Browser.Blocks.Login;
using GovernedMcp.Browser.Sessions;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Governance.Tools;
using GovernedMcp.Testing;

namespace GovernedMcp.Browser.Tests.Fixtures;

/// <summary>Signs in with a canary for a password, as the road of a call would.</summary>
public sealed class SignIns : IAsyncDisposable
{
    /// <summary>With everything in it that some kind of body writes its own way.</summary>
    public const string Password = "S3cr3t CANARY+\"ü\\&=%41;/'<7";

    public const string User = "dana";

    // A shorter one is an ordinary word and may stand anywhere.
    private const int ShortestSought = 8;

    private static readonly ConcurrentBag<Canary> Used = [];
    private readonly FakeClock _clock = new();
    private readonly LoginBlock _block;

    public SignIns(BrowserFixture browser)
    {
        ArgumentNullException.ThrowIfNull(browser);
        Sessions = new SessionTable(browser.Policies, _clock);
        _block = new LoginBlock(browser.Host, Sessions, browser.NewSignIns(), _clock);
    }

    public SessionTable Sessions { get; }

    /// <summary>A portal whose Skill has secrets typed.</summary>
    public static Portal Typed(Portal portal)
    {
        ArgumentNullException.ThrowIfNull(portal);
        return portal with { SkillDigest = new string('1', 64), Login = (portal.Login ?? new LoginRecipe { Start = "" }) with { Secrets = SecretEntry.Typed } };
    }

    public Task<BlockResult> LoginAsync(Portal portal, string password = Password, string? totp = null) => LoginAsync(_block, portal, User, password, totp);

    /// <summary>Every sign-in of a test goes through here: whatever comes of it, no secret is in what the block gives back.</summary>
    public static async Task<BlockResult> LoginAsync(LoginBlock block, Portal portal, string user, string password, string? totp = null)
    {
        ArgumentNullException.ThrowIfNull(block);
        using var credential = Policed.Credential(user, password, totp: totp);
        Canary[] canaries = [.. new[] { password, totp }.OfType<string>().Where(secret => secret.Length >= ShortestSought).Select(secret => new Canary(secret))];
        foreach (var canary in canaries) Used.Add(canary);
        try
        {
            var result = await block.RunAsync(Policed.Permit("portal_login", portal), Policed.Run(credential), CancellationToken.None);
            foreach (var canary in canaries) canary.IsNotIn("the result", $"{result.Message}\n{result.Data.ToJsonString()}\n{result.Page}\n{string.Join('\n', result.Warnings)}");
            return result;
        }
        catch (BlockFault fault)
        {
            foreach (var canary in canaries) canary.IsNotIn("the fault", fault.ToString());
            throw;
        }
    }

    /// <summary>None of the secrets that were used so far is in a file under a folder.</summary>
    public static void LeftNothingUnder(string folder)
    {
        foreach (var canary in Used) canary.IsNotUnder(folder);
    }

    public Task<BlockFault> FailAsync(Portal portal, string password = Password) => Should.ThrowAsync<BlockFault>(() => LoginAsync(portal, password));

    public ValueTask DisposeAsync() => Sessions.DisposeAsync();
}
