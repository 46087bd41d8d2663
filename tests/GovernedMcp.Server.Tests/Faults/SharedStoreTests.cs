using GovernedMcp.Governance.Audit;

namespace GovernedMcp.Server.Tests.Faults;

/// <summary>Two clients, two servers, one data folder.</summary>
public sealed class SharedStoreTests : IAsyncLifetime
{
    private const int Calls = 40;
    private FaultWorld _world = null!;

    public async Task InitializeAsync() => _world = await FaultWorld.StartAsync();

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task Two_servers_write_one_chain_and_one_that_is_killed_does_not_stop_the_other()
    {
        await using var one = await _world.ServeAsync();
        await using var other = await _world.ServeAsync();
        var sessions = await Task.WhenAll(one.SignInAsync(), other.SignInAsync());
        await Task.WhenAll(Enumerable.Range(0, Calls).Select(number => (number % 2 == 0 ? one : other).ExpectAsync("completed", "portal_list")));
        await _world.IsWholeAsync();
        var records = _world.Records();
        records.Select(record => record.Seq).ShouldBe(Enumerable.Range(1, records.Count).Select(seq => (long)seq));
        var writers = records.Where(record => record.Type == AuditTypes.Outcome && record.Tool == "portal_list").GroupBy(record => record.Node).ToList();
        writers.Select(writer => writer.Count()).ShouldBe([Calls / 2, Calls / 2]);

        // A plan and a session of the one are nothing to the other.
        (await other.CallAsync("portal_navigate", ("session", sessions[0]), ("section", "invoices")))["code"]!.ToString().ShouldBe("session.unknown");

        var killed = one.CallAsync("portal_navigate", ("session", sessions[0]), ("section", "invoices"));
        one.Kill();
        await Should.ThrowAsync<Exception>(() => killed);
        await other.ExpectAsync("completed", "portal_navigate", ("session", sessions[1]), ("section", "invoices"));
        await using var next = await _world.ServeAsync();
        await next.ExpectAsync("completed", "portal_list");
        await other.ExpectAsync("completed", "portal_list");
        await _world.IsWholeAsync();
    }
}
