using System.Text.RegularExpressions;
using GovernedMcp.DemoPortal.Faults;
using GovernedMcp.Server.Tests.Faults;

namespace GovernedMcp.Server.Tests.SignIns;

/// <summary>The whole program over MCP: a code on a second page, and a portal that ends the session in the middle of the work.</summary>
public sealed partial class SignedInTests : IAsyncLifetime
{
    private const string Seed = "JRQWEIDPMYQE433SORUHO2LOMQWCA5DTMVSWI";

    private const string Login = """
        login:
          start: /lab/signin?with=code
          steps:
            - fill: { into: { by: label, text: User }, secret: username }
            - fill: { into: { by: label, text: Password }, secret: password }
            - click: { by: role, role: button, name: Sign in }
            - totp: { into: { by: label, text: Code of your authenticator }, when: { text: Verify it is you } }
            - click: { by: role, role: button, name: Verify, when: { text: Verify it is you } }
          success: { text: You are signed in }

        """;

    private FaultWorld _world = null!;

    public async Task InitializeAsync() => _world = await FaultWorld.StartAsync();

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task A_code_is_given_as_credentials_yaml_says_and_stands_nowhere()
    {
        var skill = Path.Combine(_world.Folders.Skills, "northwind-vendor", "portal", "portal.yaml");
        await File.WriteAllTextAsync(skill, DeclaredLogin().Replace(await File.ReadAllTextAsync(skill), Login));
        var credentials = Path.Combine(_world.Folders.Config, "credentials.yaml");
        await File.WriteAllTextAsync(credentials, (await File.ReadAllTextAsync(credentials)).Replace("\"env:NORTHWIND_PASSWORD\"", "\"env:NORTHWIND_PASSWORD\", totp: \"env:NORTHWIND_TOTP\"", StringComparison.Ordinal));
        await using (var server = await LiveServer.StartAsync(
            _world.Folders, _world.Key, ("NORTHWIND_USER", "lab-desk"), ("NORTHWIND_PASSWORD", "demo-Laboratory-7!"), ("NORTHWIND_TOTP", $"otpauth://totp/Lab?secret={Seed}")))
        {
            await server.SignInAsync();
            server.Errors.ShouldNotContain(Seed);
        }

        _world.Portal.Hits("POST /lab/signin/code").ShouldBe(1);
        new Testing.Canary(Seed).IsNotUnder(_world.Folders.Data);
    }

    [Fact]
    public async Task A_session_that_ends_in_the_middle_of_the_work_goes_on()
    {
        await using var server = await _world.ServeAsync();
        var session = await server.SignInAsync();
        await server.ExpectAsync("completed", "portal_navigate", ("session", session), ("section", "invoices"));
        _world.Portal.Faults = new FaultSwitches { ExpireSessions = true };
        var filled = await server.ExpectAsync("completed", "portal_fill_form", ("session", session), ("form", "dispute"), ("values", FaultWorld.Dispute));
        filled["warnings"]!.ToJsonString().ShouldContain("signed in again");
        _world.Portal.Hits("POST /login").ShouldBe(2);
        _world.Records().Count(record => record.Type == "session.signing_in_again").ShouldBe(1);
        await _world.IsWholeAsync();
    }

    [GeneratedRegex(@"^login:\n(  .*\n)+", RegexOptions.Multiline)]
    private static partial Regex DeclaredLogin();
}
