using System.Diagnostics;
using System.Text.Json;
using GovernedMcp.Server.Tests.Mcp.Framing;

namespace GovernedMcp.Server.Tests.Stdio;

/// <summary>The real program against bytes that no proper client would send.</summary>
public sealed class RawBytesTests
{
    [Fact]
    public async Task Every_bad_message_of_the_catalogue_is_answered_by_one_process_in_order()
    {
        using var folders = new TrialFolders();
        using var server = await new ChildServer(folders).InitializedAsync();
        foreach (var line in BadMessages.Lines)
        {
            using var document = JsonDocument.Parse(line);
            var bad = document.RootElement;
            await server.SendAsync(BadMessages.Bytes(bad));
            if (bad.TryGetProperty("silent", out _)) continue;
            ((int?)(await server.ReceiveAsync())?["error"]?["code"]).ShouldBe(bad.GetProperty("code").GetInt32(), bad.GetProperty("id").GetString());
        }

        ((string?)(await server.AskAsync("""{"jsonrpc":"2.0","id":"still here","method":"ping"}"""))["id"]).ShouldBe("still here");
        server.CloseInput();
        (await server.EndAsync(5)).Exit.ShouldBe(0);
    }

    [Fact]
    public async Task A_line_of_300_MB_costs_less_than_32_MB_and_the_connection()
    {
        using var folders = new TrialFolders();
        using var server = await new ChildServer(folders).InitializedAsync();
        var before = server.ResidentMiB();
        var most = before;
        var chunk = new byte[1024 * 1024];
        Array.Fill(chunk, (byte)'x');
        try
        {
            for (var sent = 0; sent < 300; sent++)
            {
                await server.Input.WriteAsync(chunk);
                most = Math.Max(most, server.ResidentMiB());
            }
        }
        catch (Exception closed) when (closed is IOException or InvalidOperationException)
        {
            // The server hangs up after 16 MiB.
        }

        ((string?)(await server.ReceiveAsync())?["error"]?["message"]).ShouldBe("message larger than 1 MiB");
        (most - before).ShouldBeLessThan(32);
        (await server.EndAsync(5)).Exit.ShouldBe(0);
    }

    [Fact]
    public async Task Requests_piped_in_at_once_are_answered_before_the_process_ends()
    {
        using var folders = new TrialFolders();
        using var server = new ChildServer(folders, await folders.IssueAsync("invoice-desk"));
        await server.SendAsync(ChildServer.Initialize);
        await server.SendAsync("""{"jsonrpc":"2.0","method":"notifications/initialized"}""");
        await server.SendAsync("""{"jsonrpc":"2.0","id":1,"method":"tools/list"}""");
        await server.SendAsync("""{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"portal_list","arguments":{}}}""");
        server.CloseInput();
        var answered = new List<int>();
        while (await server.ReceiveAsync() is { } reply) answered.Add((int)reply["id"]!);
        answered.ShouldBe([0, 1, 2], ignoreOrder: true);
        (await server.EndAsync(5)).Exit.ShouldBe(0);
    }

    [Fact]
    public async Task A_SIGTERM_ends_it_cleanly()
    {
        if (OperatingSystem.IsWindows()) return;
        using var folders = new TrialFolders();
        using var server = await new ChildServer(folders).InitializedAsync();
        await server.AskAsync("""{"jsonrpc":"2.0","id":1,"method":"ping"}""");
        using (var kill = Process.Start("kill", ["-TERM", $"{server.Id}"])) await kill.WaitForExitAsync();
        (await server.EndAsync(5)).Exit.ShouldBe(0);
    }
}
