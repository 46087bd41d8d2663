using System.Text.Json.Nodes;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Server.Tests.Mcp;

/// <summary>Progress, cancellation, the end of the input and changes of the policy.</summary>
public sealed class LongCallTests
{
    private const string Call = """{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"portal_login","arguments":{"portal":"acme"}}}""";
    private const string CallWithProgress = """{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"portal_login","arguments":{"portal":"acme"},"_meta":{"progressToken":"t"}}}""";

    [Fact]
    public async Task Progress_comes_in_order_and_before_the_reply()
    {
        await using var server = await new InProcessServer().InitializedAsync();
        server.World.Login.Body = (_, run) =>
        {
            foreach (var done in new[] { 1, 2, 2, 1, 3 }) run.Progress.Report(new BlockProgress(done, 3, $"page {done}"));
            return Task.FromResult(new BlockResult { Message = "done" });
        };
        await server.SendAsync(CallWithProgress);
        var messages = new List<JsonObject>();
        for (var count = 0; count < 4; count++) messages.Add(await server.ReceiveAsync());
        messages.Take(3).Select(message => (int)message["params"]!["progress"]!).ShouldBe([1, 2, 3]);
        ((string?)messages[0]["params"]!["message"]).ShouldBe("page 1");
        messages[3].ContainsKey("result").ShouldBeTrue();
    }

    [Fact]
    public async Task Who_did_not_ask_for_progress_gets_none()
    {
        await using var server = await new InProcessServer().InitializedAsync();
        server.World.Login.Body = (_, run) =>
        {
            run.Progress.Report(new BlockProgress(1, null, "page 1"));
            return Task.FromResult(new BlockResult { Message = "done" });
        };
        (await server.AskAsync(Call)).ContainsKey("result").ShouldBeTrue();
    }

    [Fact]
    public async Task A_cancelled_call_stops()
    {
        await using var server = await new InProcessServer().InitializedAsync();
        var began = new TaskCompletionSource();
        server.World.Login.Waiting = (began, Timeout.InfiniteTimeSpan);
        await server.SendAsync(Call);
        await began.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await server.SendAsync("""{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":1}}""");
        await server.Endpoint.Calls.NoneAsync().WaitAsync(TimeSpan.FromSeconds(30));
        server.World.Log.Entries.Last().Type.ShouldBe("outcome");
    }

    [Fact]
    public async Task What_was_asked_before_the_end_of_the_input_is_answered()
    {
        await using var server = await new InProcessServer().InitializedAsync();
        server.World.Login.Waiting = (new TaskCompletionSource(), TimeSpan.FromMilliseconds(300));
        await server.SendAsync(Call);
        await server.CloseInputAsync();
        (await server.ReceiveAsync()).ContainsKey("result").ShouldBeTrue();
        await server.Running.WaitAsync(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task The_end_of_the_input_ends_a_call_that_takes_too_long()
    {
        await using var server = await new InProcessServer().InitializedAsync();
        var began = new TaskCompletionSource();
        server.World.Login.Waiting = (began, Timeout.InfiniteTimeSpan);
        await server.SendAsync(Call);
        await began.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await server.CloseInputAsync();
        await server.Running.WaitAsync(TimeSpan.FromSeconds(4));
        server.World.Log.Entries.Last().Type.ShouldBe("outcome");
    }

    [Fact]
    public async Task A_stop_waits_for_a_call_that_must_not_be_broken_off()
    {
        await using var server = await new InProcessServer().InitializedAsync();
        var began = new TaskCompletionSource();
        var finish = new TaskCompletionSource<BlockResult>();
        server.World.Login.Body = (_, _) =>
        {
            began.SetResult();
            return finish.Task;
        };
        await server.SendAsync(Call);
        await began.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await server.StopAsync();
        await Task.Delay(300);
        server.Running.IsCompleted.ShouldBeFalse();
        finish.SetResult(new BlockResult { Message = "sent" });
        await server.Running.WaitAsync(TimeSpan.FromSeconds(2));
        server.World.Log.Entries.Last().Outcome.ShouldBe("completed");
    }

    [Fact]
    public async Task A_change_of_the_policy_is_told()
    {
        await using var server = await new InProcessServer().InitializedAsync();
        await server.AskAsync("""{"jsonrpc":"2.0","id":1,"method":"ping"}""");
        server.World.Change();
        ((string?)(await server.ReceiveAsync())["method"]).ShouldBe("notifications/tools/list_changed");
    }
}
