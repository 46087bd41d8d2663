namespace GovernedMcp.Server.Tests.Faults.Kills;

/// <summary>A portal, a store and a server that is started again whenever it died; rounds of the matrix follow each other on it.</summary>
internal sealed class KillLane : IAsyncDisposable
{
    private readonly FaultWorld _world;
    private LiveServer? _server;

    private KillLane(FaultWorld world) => _world = world;

    public static async Task<KillLane> StartAsync()
    {
        // A lane makes more calls than the workflow may.
        var world = await FaultWorld.StartAsync();
        var entry = Path.Combine(world.Folders.Config, "registry", "invoice-desk.yaml");
        var text = await File.ReadAllTextAsync(entry);
        await File.WriteAllTextAsync(entry, text.Replace("submits: 20/d", "submits: 500/d", StringComparison.Ordinal).Replace("calls: 600/h", "calls: 9000/h", StringComparison.Ordinal));
        return new KillLane(world);
    }

    /// <returns>How it ended: the state of the submit, or <c>nothing</c> where none was claimed; and how many forms arrived.</returns>
    public async Task<(string State, int Forms)> RunAsync(KillCell cell, int round)
    {
        _world.Portal.Faults = new();
        _server ??= await ServeAsync();
        var session = await _server.SignInAsync();
        var plan = await _world.FillAndApproveAsync(_server, session, $"NW-2026-{(round % 400) + 1:D5}");
        var (forms, seq) = (_world.Forms, _world.Records()[^1].Seq);
        var all = _world.Browser.All;

        var strike = new KillStrike(_world, _server, cell);
        var call = await strike.ReachAsync(() => _server.CallAsync("portal_submit_form", ("session", session), ("plan", plan)));
        await strike.EndAsync(call);
        _world.Portal.Faults = new();

        await ComeBackAsync(cell, session, all);
        var state = await StateAsync(plan);
        var arrived = _world.Forms - forms;
        KillWitness.Check(_world, cell, state, arrived, seq);
        await _world.IsWholeAsync();
        return (state, arrived);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await _world.DisposeAsync();
    }

    // Whoever died: the next session works, and nothing of the last browser is left.
    private async Task ComeBackAsync(KillCell cell, string session, IReadOnlyList<int> all)
    {
        if (!_server!.IsRunning)
        {
            await StopAsync();
            await BrowserProcesses.GoneAsync(all);
            _server = await ServeAsync();
            return;
        }

        var next = await SignInAgainAsync();
        if (cell.Who is Who.Driver or Who.Browser) await BrowserProcesses.GoneAsync(all);
        await _server.ExpectAsync("completed", "portal_session", ("session", next), ("action", "logout"));
        if (cell is { Who: Who.Page, How: How.Left }) await StopAsync();
        else if (cell.Who is Who.Page or Who.Server) await _server.CallAsync("portal_session", ("session", session), ("action", "logout"));
        _server ??= await ServeAsync();
    }

    // A death that nobody has noticed yet is noticed by the sign-in, which says so and is made again.
    private async Task<string> SignInAgainAsync()
    {
        var reply = await _server!.CallAsync("portal_login", ("portal", "northwind-vendor"));
        return reply["code"]?.ToString() is "browser.lost" or "page.timeout" or "page.crashed" ? await _server.SignInAsync() : reply["data"]!["session"]!.ToString();
    }

    private async Task<string> StateAsync(string plan)
    {
        var reply = await _server!.CallAsync("portal_outcome", ("plan", plan));
        return reply["outcome"]!.ToString() == "completed" ? FaultWorld.StateOf(reply) : reply["code"]!.ToString() == "plan.unknown" ? "nothing" : reply.ToJsonString();
    }

    // On a machine that is busy, a client that waited for its first answer gives up and asks in the way of an older revision, too late.
    private async Task<LiveServer> ServeAsync()
    {
        try
        {
            return await _world.ServeAsync();
        }
        catch (InvalidOperationException)
        {
            return await _world.ServeAsync();
        }
    }

    private async Task StopAsync()
    {
        if (_server is null) return;
        var all = _world.Browser.All;
        await _server.DisposeAsync();
        _server = null;
        await BrowserProcesses.GoneAsync(all);
        _world.Browser.All.ShouldBeEmpty();
    }
}
