using Microsoft.Data.Sqlite;

namespace GovernedMcp.Server.Tests.Faults;

/// <summary>Who may not run gets no tools, no browser and no credential, whatever key is presented.</summary>
public sealed class NotAdmittedTests : IAsyncLifetime
{
    private FaultWorld _world = null!;

    /// <summary>Is there once the command of the credential has run.</summary>
    private string Opened => Path.Combine(_world.Folders.Root, "opened");

    private string Entry => Path.Combine(_world.Folders.Config, "registry", "invoice-desk.yaml");

    public async Task InitializeAsync()
    {
        _world = await FaultWorld.StartAsync();
        await File.WriteAllTextAsync(Path.Combine(_world.Folders.Config, "credentials.yaml"), $$"""
            credentials:
              northwind/ap-desk: { username: "exec:/bin/sh -c 'touch {{Opened}}; echo ap-desk'", password: "env:NORTHWIND_PASSWORD" }

            """);
    }

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task An_active_workflow_has_all_of_them()
    {
        await using var server = await _world.ServeAsync();
        (await server.ToolsAsync()).ShouldContain("portal_login");
        await server.SignInAsync();
        File.Exists(Opened).ShouldBeTrue();
        _world.Browser.All.ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("removed", "registry.not_registered")]
    [InlineData("proposed", "registry.not_active")]
    [InlineData("suspended", "registry.not_active")]
    [InlineData("retired", "registry.not_active")]
    [InlineData("overdue", "registry.review_overdue")]
    public async Task One_that_may_not_run_has_none(string state, string code)
    {
        if (state == "removed") File.Delete(Entry);
        else if (state == "overdue") await LookAwayForAYearAsync();
        else await File.WriteAllTextAsync(Entry, (await File.ReadAllTextAsync(Entry)).Replace("status: active", $"status: {state}", StringComparison.Ordinal));

        await using var server = await _world.ServeAsync();
        (await server.ToolsAsync()).ShouldBeEmpty();
        var reply = await server.CallAsync("portal_login", ("portal", "northwind-vendor"));
        reply["outcome"]!.ToString().ShouldBe("refused");
        reply["code"]!.ToString().ShouldBe(code);
        File.Exists(Opened).ShouldBeFalse();
        _world.Browser.All.ShouldBeEmpty();
        _world.Portal.Hits("GET /login").ShouldBe(0);
    }

    private async Task LookAwayForAYearAsync()
    {
        await using (await _world.ServeAsync())
        {
            // Once in force the workflow is known to the store.
        }

        await using var connection = new SqliteConnection($"Data Source={Path.Combine(_world.Folders.Data, "governed-mcp.db")};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "UPDATE workflow_standing SET registered_at = replace(registered_at, substr(registered_at, 1, 4), '2024')";
        (await command.ExecuteNonQueryAsync()).ShouldBe(1);
    }
}
