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

    private readonly FakeClock _clock = new();
    private readonly LoginBlock _block;

    public SignIns(BrowserFixture browser)
    {
        ArgumentNullException.ThrowIfNull(browser);
        Sessions = new SessionTable(browser.Policies, _clock);
        _block = new LoginBlock(browser.Host, Sessions, _clock);
    }

    public SessionTable Sessions { get; }

    /// <summary>A portal whose Skill has secrets typed.</summary>
    public static Portal Typed(Portal portal)
    {
        ArgumentNullException.ThrowIfNull(portal);
        return portal with { SkillDigest = new string('1', 64), Login = (portal.Login ?? new LoginRecipe { Start = "" }) with { Secrets = SecretEntry.Typed } };
    }

    public async Task<BlockResult> LoginAsync(Portal portal, string password = Password, string? totp = null)
    {
        using var credential = Policed.Credential(User, password, totp: totp);
        var canary = new Canary(password);
        try
        {
            var result = await _block.RunAsync(Policed.Permit("portal_login", portal), Policed.Run(credential), CancellationToken.None);
            canary.IsNotIn("the result", $"{result.Message}\n{result.Data.ToJsonString()}\n{result.Page}\n{string.Join('\n', result.Warnings)}");
            return result;
        }
        catch (BlockFault fault)
        {
            canary.IsNotIn("the fault", fault.ToString());
            throw;
        }
    }

    public Task<BlockFault> FailAsync(Portal portal, string password = Password) => Should.ThrowAsync<BlockFault>(() => LoginAsync(portal, password));

    public ValueTask DisposeAsync() => Sessions.DisposeAsync();
}
