using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using GovernedMcp.Browser.Egress;
using Microsoft.Playwright;

namespace GovernedMcp.Browser.Launch;

/// <summary>
/// Tries, before a browser is used for the first time, whether the ways out are closed in this build of it and whether it runs as
/// apart as it was started: switches of browsers change their names without a word. Both listeners are ours and in the browser's own
/// network; anything that comes to them would have got past the proxy.
/// </summary>
internal static class SelfTest
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LeastWait = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan MostWait = TimeSpan.FromSeconds(4);

    /// <returns>How many processes one page of one context takes.</returns>
    /// <exception cref="SelfTestFailed">Something got out, or it does not run as it was started.</exception>
    /// <exception cref="TimeoutException">It does not answer.</exception>
    public static async Task<int> RunAsync(IBrowser browser, EgressProxy egress, Isolation isolation)
    {
        using var stranger = egress.NewSocket(SocketType.Stream);
        stranger.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        stranger.Listen();
        using var datagrams = egress.NewSocket(SocketType.Dgram);
        datagrams.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        using var port = egress.Open();
        // Where something is wrong the browser is ended, and its context with it.
        var context = await browser.NewContextAsync(new() { Proxy = new() { Server = port.Server } }).WaitAsync(Deadline);
        var page = await context.NewPageAsync().WaitAsync(Deadline);
        var asked = Stopwatch.StartNew();
        await AskStrangerAsync(page, stranger).WaitAsync(Deadline);
        await SendDatagramAsync(page, datagrams, asked.Elapsed * 4).WaitAsync(Deadline);
        if (stranger.Poll(0, SelectMode.SelectRead)) throw new SelfTestFailed("a page reached an origin that nobody allowed");
        if (datagrams.Available > 0) throw new SelfTestFailed("a page sent a datagram past the proxy");
        var processes = await ProcessesAsync(browser).WaitAsync(Deadline);
        if (OperatingSystem.IsLinux()) Compare(processes, isolation);
        await context.CloseAsync().WaitAsync(Deadline);
        return processes.Count(process => process.Kind == "renderer");
    }

    private static void Compare(IReadOnlyList<(string Kind, int Id)> processes, Isolation isolation)
    {
        var ours = ProcessFacts.NetworkOf("self");
        foreach (var (kind, id) in processes)
        {
            if (ProcessFacts.Of(id) is not { } facts) continue;
            if (isolation.Network is not null && facts.Network is { } network && network == ours) throw new SelfTestFailed("it runs in this machine's network, though it was started in an empty one");
            if (isolation.User is { } user && facts.User != user) throw new SelfTestFailed("it runs as another user than the one it was given");
            if (isolation.Sandbox && kind == "renderer" && !facts.Filtered) throw new SelfTestFailed("its pages run outside of its sandbox, though that is on");
        }
    }

    private static async Task<IReadOnlyList<(string Kind, int Id)>> ProcessesAsync(IBrowser browser)
    {
        var devtools = await browser.NewBrowserCDPSessionAsync();
        var answer = await devtools.SendAsync("SystemInfo.getProcessInfo");
        await devtools.DetachAsync();
        return [.. answer!.Value.GetProperty("processInfo").EnumerateArray().Select(Named)];
    }

    private static (string Kind, int Id) Named(JsonElement process) => (process.GetProperty("type").GetString()!, process.GetProperty("id").GetInt32());

    private static async Task AskStrangerAsync(IPage page, Socket stranger)
    {
        try
        {
            var answer = await page.GotoAsync($"http://127.0.0.1:{Port(stranger)}/", new() { Timeout = 5_000 });
            if (answer is not null && !answer.Headers.ContainsKey(Denial.Header.ToLowerInvariant())) throw new SelfTestFailed("a page was answered by somebody else than the proxy");
        }
        catch (PlaywrightException)
        {
            // Some browsers make an error of a denial: whether anything arrived is seen at the listener.
        }
    }

    // A datagram that is on its way takes moments, and longer on a busy machine, where asking took longer too.
    private static async Task SendDatagramAsync(IPage page, Socket datagrams, TimeSpan patience)
    {
        var wait = patience < LeastWait ? LeastWait : patience > MostWait ? MostWait : patience;
        await page.EvaluateAsync(
            """
            async at => {
              if (!globalThis.RTCPeerConnection) return;
              globalThis.peer = new RTCPeerConnection({ iceServers: [{ urls: `stun:${at}` }] });
              peer.createDataChannel('x');
              await peer.setLocalDescription(await peer.createOffer());
            }
            """,
            $"127.0.0.1:{Port(datagrams)}");
        var sent = Stopwatch.StartNew();
        while (sent.Elapsed < wait && datagrams.Available == 0) await Task.Delay(Look);
    }

    private static int Port(Socket socket) => ((IPEndPoint)socket.LocalEndPoint!).Port;
}

/// <summary>A browser that lets something past the proxy, or is not as apart as it seems. It is not used. The message is ours.</summary>
internal sealed class SelfTestFailed(string message) : Exception(message);
