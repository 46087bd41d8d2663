using System.Text.Json.Nodes;
using GovernedMcp.DemoPortal.Faults;

namespace GovernedMcp.Server.Tests.Faults.Kills;

/// <summary>Brings a submit to a step and keeps it there, by what anybody could do to it from outside; then strikes.</summary>
internal sealed class KillStrike(FaultWorld world, LiveServer server, KillCell cell)
{
    /// <summary>So long who is to be killed stands still before.</summary>
    private static readonly TimeSpan Still = TimeSpan.FromMilliseconds(300);

    /// <returns>The call, if it was made.</returns>
    public async Task<Task<JsonObject>?> ReachAsync(Func<Task<JsonObject>> submit)
    {
        switch (cell.When)
        {
            case When.Filled:
                await StrikeAsync();
                return cell is { Who: Who.Server, How: not How.Left } ? null : submit();
            case When.Claiming:
                return await ClaimAsync(submit, StrikeAsync, () => Task.CompletedTask);
            case When.Claimed:
                return await ClaimAsync(submit, HaltAsync, StrikeHaltedAsync);
            case When.Held or When.Sending:
                return await ClaimAsync(submit, HaltAsync, SendAsync);
            case When.Taken:
                return await AtPortalAsync(submit, new() { Submit = "accept_then_hang" }, "POST /disputes", StrikeAsync);
            case When.Answered:
                return await AtPortalAsync(submit, new() { Page = "hang", Paths = ["/disputes/D*"] }, "GET /disputes/{reference}", StrikeAsync);
            default:
                return await AtPortalAsync(submit, new() { Submit = "slow:500" }, "POST /disputes", RecordAsync);
        }
    }

    /// <summary>Waits for what the caller gets: an answer, or the end of a killed server.</summary>
    public async Task EndAsync(Task<JsonObject>? call)
    {
        if (call is null) return;
        if (server.IsRunning) (await call)["outcome"]!.ToString().ShouldBeOneOf(["completed", "failed", "terminated"], cell.ToString());
        else if (cell.When == When.Recorded) await call.ContinueWith(_ => { }, TaskScheduler.Default);
        else await Should.ThrowAsync<Exception>(() => call);
    }

    private async Task<Task<JsonObject>> ClaimAsync(Func<Task<JsonObject>> submit, Func<Task> before, Func<Task> after)
    {
        Task<JsonObject> call;
        using (var hold = StoreHold.Take(world.Folders.Data))
        {
            call = submit();
            await hold.HoldsOneAsync();
            await before();
            if (server.IsRunning) hold.LetGo();
        }

        await after();
        return call;
    }

    // The browser goes on, and what it sends is held until its sending is on record.
    private async Task SendAsync()
    {
        using var hold = StoreHold.Take(world.Folders.Data);
        foreach (var id in Halted) Signals.Continue(id);
        await hold.HoldsOneAsync();
        if (cell.When == When.Sending) hold.LetGo();
        await StrikeAsync();
    }

    private async Task RecordAsync()
    {
        using var hold = StoreHold.Take(world.Folders.Data);
        await hold.HoldsOneAsync();
        if (cell.When == When.Recorded) hold.LetGo();
        await StrikeAsync();
    }

    private async Task<Task<JsonObject>> AtPortalAsync(Func<Task<JsonObject>> submit, FaultSwitches faults, string route, Func<Task> there)
    {
        var before = world.Portal.Hits(route);
        world.Portal.Faults = faults;
        var call = submit();
        await Until.HoldsAsync($"{route} arrives", () => world.Portal.Hits(route) > before);
        await there();
        return call;
    }

    /// <summary>Who must stand still for a submit not to get on: the victim, or the browser with its children where that is the server.</summary>
    private IReadOnlyList<int> Halted => cell.Who switch
    {
        Who.Driver => [world.Browser.Driver],
        Who.Page => world.Browser.Pages,
        _ => [-world.Browser.Browser],
    };

    private Task HaltAsync()
    {
        foreach (var id in Halted) Signals.Stop(id);
        return Task.CompletedTask;
    }

    private async Task StrikeHaltedAsync()
    {
        await StrikeAsync();
        if (cell is { Who: Who.Server, How: How.Left }) Signals.Continue(-world.Browser.Browser);
    }

    private async Task StrikeAsync()
    {
        int[] victims = cell.Who switch
        {
            Who.Server => [server.Id],
            Who.Driver => [world.Browser.Driver],
            Who.Browser => [world.Browser.Browser],
            _ => [.. world.Browser.Pages],
        };

        // A browser that stands still does so with all its children; killed is it alone.
        if (cell.How != How.Killed)
        {
            foreach (var id in victims) Signals.Stop(cell.Who == Who.Browser ? -id : id);
            if (cell.How == How.Frozen || cell.Who == Who.Server) await Task.Delay(Still);
        }

        if (cell.How != How.Left)
        {
            foreach (var id in victims) Signals.Kill(id);
            if (cell.Who == Who.Server) server.WaitForEnd();
        }
        else if (cell.Who == Who.Server)
        {
            Signals.Continue(server.Id);
        }
    }
}
