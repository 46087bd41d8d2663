using System.Net;
using System.Net.Sockets;
using GovernedMcp.Browser.Egress;
using Microsoft.Playwright;

namespace GovernedMcp.Browser.Launch;

/// <summary>
/// Tries, before a browser is used for the first time, whether the ways out are closed in this build of it: switches of browsers
/// change their names without a word. Both listeners are ours; anything that comes to them would have got out.
/// </summary>
internal static class SelfTest
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    /// <exception cref="SelfTestFailed">Something got out.</exception>
    public static async Task RunAsync(IBrowser browser, EgressProxy egress)
    {
        using var stranger = new TcpListener(IPAddress.Loopback, 0);
        stranger.Start();
        using var datagrams = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        using var port = egress.Open();
        await using var context = await browser.NewContextAsync(new() { Proxy = new() { Server = port.Server } }).WaitAsync(Deadline);
        var page = await context.NewPageAsync().WaitAsync(Deadline);
        await AskStrangerAsync(page, stranger).WaitAsync(Deadline);
        await SendDatagramAsync(page, datagrams).WaitAsync(Deadline);
        if (stranger.Pending()) throw new SelfTestFailed("a page reached an origin that nobody allowed");
        if (datagrams.Available > 0) throw new SelfTestFailed("a page sent a datagram past the proxy");
    }

    private static async Task AskStrangerAsync(IPage page, TcpListener stranger)
    {
        try
        {
            var answer = await page.GotoAsync($"http://127.0.0.1:{((IPEndPoint)stranger.LocalEndpoint).Port}/", new() { Timeout = 5_000 });
            if (answer is not null && !answer.Headers.ContainsKey(Denial.Header.ToLowerInvariant())) throw new SelfTestFailed("a page was answered by somebody else than the proxy");
        }
        catch (PlaywrightException)
        {
            // Some browsers make an error of a denial: whether anything arrived is seen at the listener.
        }
    }

    private static async Task SendDatagramAsync(IPage page, UdpClient datagrams) => await page.EvaluateAsync(
        """
        async at => {
          if (!globalThis.RTCPeerConnection) return;
          const peer = new RTCPeerConnection({ iceServers: [{ urls: `stun:${at}` }] });
          peer.createDataChannel('x');
          const done = new Promise(end => { peer.onicegatheringstatechange = () => peer.iceGatheringState === 'complete' && end(); });
          await peer.setLocalDescription(await peer.createOffer());
          await Promise.race([done, new Promise(end => setTimeout(end, 400))]);
          peer.close();
        }
        """,
        $"127.0.0.1:{((IPEndPoint)datagrams.Client.LocalEndPoint!).Port}");
}

/// <summary>A browser that lets something past the proxy. It is not used. The message is ours.</summary>
internal sealed class SelfTestFailed(string message) : Exception(message);
