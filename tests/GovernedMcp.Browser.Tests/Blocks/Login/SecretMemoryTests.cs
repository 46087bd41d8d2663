using GovernedMcp.Browser.Blocks.Login;
using GovernedMcp.Browser.Sessions;
using GovernedMcp.Browser.Tests.Fixtures;
using GovernedMcp.DemoPortal;
using GovernedMcp.Governance.Portals;
using Xunit.Abstractions;

namespace GovernedMcp.Browser.Tests.Blocks.Login;

/// <summary>Looks for the password in the memory of every process of a browser that signed in with it. A browser of its own for each test.</summary>
public sealed class SecretMemoryTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(SecretEntry.Wire, true)]
    [InlineData(SecretEntry.Wire, false)]
    [InlineData(SecretEntry.Typed, true)]
    public async Task Only_a_password_that_is_typed_is_in_the_memory_of_the_browser_and_its_driver(SecretEntry entry, bool declared)
    {
        if (!OperatingSystem.IsLinux() || Environment.UserName != "root")
        {
            output.WriteLine("SKIPPED: looking into the memory of other processes needs Linux and root");
            return;
        }

        var browser = new BrowserFixture();
        await browser.InitializeAsync();
        await using var portal = await DemoPortalApp.StartAsync(new() { Port = 0 });
        await using var sessions = new SessionTable(browser.Policies, TimeProvider.System);
        try
        {
            var login = declared ? Northwind.Recipe with { Secrets = entry } : null;
            var skill = Northwind.Portal(portal.Address) with { Login = login };
            var result = await SignIns.LoginAsync(new LoginBlock(browser.Host, sessions, browser.NewSignIns(), TimeProvider.System), skill, Northwind.User, Northwind.Password);
            result.Page!.Url.ShouldEndWith("/home");

            var (holding, looked) = BrowserMemory.Find(browser.Host.Folder!, Northwind.Password);
            looked.ShouldContain("browser");
            looked.ShouldContain("renderer");
            looked.ShouldContain("driver");
            looked.ShouldContain("network.mojom.NetworkService");
            if (entry is SecretEntry.Wire) holding.ShouldBeEmpty();
            else holding.ShouldContain("renderer", "a search that finds nothing where something is proves nothing");
        }
        finally
        {
            await browser.DisposeAsync();
        }
    }
}
