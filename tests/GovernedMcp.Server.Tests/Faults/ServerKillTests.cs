using GovernedMcp.Governance.Audit;

namespace GovernedMcp.Server.Tests.Faults;

/// <summary>kill -9 of the server with a form under way.</summary>
public sealed class ServerKillTests : IAsyncLifetime
{
    private FaultWorld _world = null!;

    public async Task InitializeAsync() => _world = await FaultWorld.StartAsync();

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task Killed_while_the_portal_keeps_its_answer_the_outcome_is_unknown_and_the_form_arrived_once()
    {
        string plan;
        IReadOnlyList<int> all;
        await using (var server = await _world.ServeAsync())
        {
            var session = await server.SignInAsync();
            plan = await _world.FillAndApproveAsync(server, session);
            _world.Portal.Faults = new() { Submit = "accept_then_hang" };
            var submit = server.CallAsync("portal_submit_form", ("session", session), ("plan", plan));
            await Until.HoldsAsync("the portal has the form", () => _world.Forms == 1);
            all = _world.Browser.All;
            _world.Browser.HoldingOutputOf(server.Id).ShouldBeEmpty();
            server.Kill();
            await Should.ThrowAsync<Exception>(() => submit);
        }

        await BrowserProcesses.GoneAsync(all);
        _world.Portal.Faults = new();
        await using var next = await _world.ServeAsync();
        (await StateAsync(next, plan)).ShouldBe("unknown");
        (await next.CallAsync("portal_outcome", ("plan", plan)))["message"]!.ToString().ShouldContain("do not repeat it");
        _world.Records().Count(record => record.Type == AuditTypes.Outcome && record.Tool == "portal_submit_form" && record.Columns.Outcome == "unknown").ShouldBe(1);
        await _world.IsWholeAsync();

        // A person looks at the portal and says so; from then on the agent is told.
        var settle = await _world.Folders.RunAsync("submits", "settle", plan, "happened", "--comment", "it is in the list of disputes", "--key-file", _world.PersonKey);
        settle.Exit.ShouldBe(0, settle.Error);
        var told = await next.CallAsync("portal_outcome", ("plan", plan));
        (FaultWorld.StateOf(told), told["data"]!["settled"]!["comment"]!.ToString()).ShouldBe(("confirmed", "it is in the list of disputes"));
        await _world.IsWholeAsync();

        // The approval went with it: whoever wants to send it again asks people again.
        var fresh = await next.SignInAsync();
        (await next.CallAsync("portal_submit_form", ("session", fresh), ("plan", plan)))["outcome"]!.ToString().ShouldNotBe("completed");
        await FaultWorld.HeldAsync(next, fresh, await FaultWorld.FillAsync(next, fresh));
        _world.Forms.ShouldBe(1);
    }

    [Fact]
    public async Task Killed_before_the_form_left_nothing_was_sent_and_a_frozen_browser_does_not_stay()
    {
        string plan;
        IReadOnlyList<int> all;
        await using (var server = await _world.ServeAsync())
        {
            var session = await server.SignInAsync();
            plan = await _world.FillAndApproveAsync(server, session);
            var before = _world.Records()[^1].Seq;

            // The form is looked at once more before it is sent; a browser that stands still keeps the submit there.
            await _world.Browser.FreezeAsync();
            var submit = server.CallAsync("portal_submit_form", ("session", session), ("plan", plan));
            await _world.OnRecordAsync(AuditTypes.Intent, "portal_submit_form", before);
            all = _world.Browser.All;
            server.Kill();
            await Should.ThrowAsync<Exception>(() => submit);
        }

        await BrowserProcesses.GoneAsync(all);
        await using var next = await _world.ServeAsync();
        (await StateAsync(next, plan)).ShouldBe("not_sent");
        _world.Forms.ShouldBe(0);
        await _world.IsWholeAsync();
    }

    private static async Task<string> StateAsync(LiveServer server, string plan) =>
        FaultWorld.StateOf(await server.ExpectAsync("completed", "portal_outcome", ("plan", plan)));
}
