namespace GovernedMcp.Browser.Tests.Egress;

/// <summary>Pages that try to reach another origin; <c>{0}</c> stands for its address.</summary>
public static class Traps
{
    private static readonly string[] Pages =
    [
        "<img src='{0}x'>",
        "<link rel=stylesheet href='{0}x'>",
        "<link rel=prefetch href='{0}x'>",
        "<link rel=preconnect href='{0}'>",
        "<script src='{0}x'></script>",
        "<iframe src='{0}'></iframe>",
        "<iframe sandbox srcdoc='<img src={0}x>'></iframe>",
        "<video src='{0}x'></video>",
        "<meta http-equiv=refresh content='0;url={0}'>",
        "<script>fetch('{0}x', {{ mode: 'no-cors', method: 'POST', body: 'x' }})</script>",
        "<script>fetch('/away', {{ mode: 'no-cors' }})</script>",
        "<script>fetch('{0}x', {{ mode: 'no-cors', keepalive: true }}); location = 'about:blank'</script>",
        "<script>navigator.sendBeacon('{0}x', 'x')</script>",
        "<script>new WebSocket('{0}x'.replace('http', 'ws'))</script>",
        "<script>new EventSource('{0}x')</script>",
        "<script>new Worker(URL.createObjectURL(new Blob(['fetch(\"{0}x\", {{ mode: \"no-cors\" }})'])))</script>",
        "<script>open('{0}')</script>",
        "<script>open('{0}', '_blank', 'noopener')</script>",
        "<script>location = '{0}'</script>",
        "<script>location = '/away'</script>",
        "<form method=post action='{0}x'><input name=a value=1></form><script>document.forms[0].submit()</script>",
        "<form method=post action='/away'><input name=a value=1></form><script>document.forms[0].submit()</script>",
        "<a href='{0}' ping='{0}x' id=a>go</a><script>a.click()</script>",
        "<script>new RTCPeerConnection({{ iceServers: [{{ urls: '{0}'.replace('http://', 'turn:').replace(/.$/, '?transport=tcp'), username: 'u', credential: 'c' }}] }}).createDataChannel('x')</script>",
    ];

    // Let out by nobody, or (a connection in advance) not to be seen by a server.
    private static readonly string[] NeverLetOut = ["preconnect", "WebSocket", "RTCPeer"];

    public static TheoryData<string> All => new(Pages);

    public static TheoryData<string> Live => new(Pages.Where(page => !NeverLetOut.Any(word => page.Contains(word, StringComparison.Ordinal))));
}
