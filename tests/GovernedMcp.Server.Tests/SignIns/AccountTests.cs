using GovernedMcp.Server.Tests.Faults;

namespace GovernedMcp.Server.Tests.SignIns;

/// <summary>The whole program and its store: what a failed sign-in leaves behind.</summary>
public sealed class AccountTests : IAsyncLifetime
{
    private FaultWorld _world = null!;

    public async Task InitializeAsync() => _world = await FaultWorld.StartAsync();

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task A_wrong_password_is_sent_once_however_often_the_server_starts()
    {
        for (var start = 0; start < 2; start++)
        {
            await using var server = await LiveServer.StartAsync(_world.Folders, _world.Key, ("NORTHWIND_PASSWORD", "wrong"));
            for (var tries = 0; tries < 2; tries++)
                (await server.CallAsync("portal_login", ("portal", "northwind-vendor")))["code"]!.ToString().ShouldBe("login.bad_credentials");
        }

        _world.Portal.Hits("POST /login").ShouldBe(1);
        (await _world.Folders.RunAsync("signins", "list")).Out.ShouldContain("turned its values down");
        await using var right = await _world.ServeAsync();
        await right.SignInAsync();
        (await _world.Folders.RunAsync("signins", "list")).Out.ShouldContain("nothing is held");
        await _world.IsWholeAsync();
    }

    [Fact]
    public async Task A_session_outlives_the_server_where_the_rails_say_so_until_the_kill_switch()
    {
        var rails = Path.Combine(_world.Folders.Config, "rails.yaml");
        await File.WriteAllTextAsync(rails, (await File.ReadAllTextAsync(rails)).Replace("lifetime: 8h,", "lifetime: 8h, keep: 4h,", StringComparison.Ordinal));
        for (var start = 0; start < 2; start++)
        {
            await using var server = await _world.ServeAsync();
            var reply = await server.ExpectAsync("completed", "portal_login", ("portal", "northwind-vendor"));
            reply["data"]!["taken_up"]!.GetValue<bool>().ShouldBe(start == 1);
            await server.ExpectAsync("completed", "portal_navigate", ("session", reply["data"]!["session"]!.ToString()), ("section", "invoices"));
        }

        _world.Portal.Hits("POST /login").ShouldBe(1);
        foreach (var verb in new[] { "suspend", "resume" })
        {
            var (exit, output, error) = await _world.Folders.RunAsync("registry", verb, "invoice-desk", "--reason", "drill", "--key-file", _world.PersonKey);
            exit.ShouldBe(0, output + error);
        }

        await using var last = await _world.ServeAsync();
        await last.SignInAsync();
        _world.Portal.Hits("POST /login").ShouldBe(2);
        await _world.IsWholeAsync();
    }
}
