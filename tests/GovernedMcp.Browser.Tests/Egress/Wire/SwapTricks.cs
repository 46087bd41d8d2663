namespace GovernedMcp.Browser.Tests.Egress.Wire;

/// <summary>Pages that put another request in the place of the planned one at the moment of the click.</summary>
public static class SwapTricks
{
    private const string Other = "<form id=g method=post action=/other><input type=hidden name=iban value=DE1></form>";

    public static IReadOnlyList<HostileForm> All { get; } =
    [
        new("address-at-mousedown", "{A}>{B}{C}<script>go.onmousedown = () => { f.action = '/other'; }</script>"),
        new("value-at-mousedown", "{A}>{B}{C}<script>go.onmousedown = () => { f.amount.value = '9999'; }</script>"),
        new("formaction-at-mousedown", "{A}>{B}{C}<script>go.onmousedown = () => { go.formAction = '/other'; }</script>"),
        new("fields-at-mouseup", "{A}>{B}{C}<script>go.onmouseup = () => f.insertAdjacentHTML('beforeend', '<input type=hidden name=iban value=DE1>')</script>"),
        new("overlay-at-hover", "{A}>{B}{C}" + Other + "<button form=g id=over hidden style=position:fixed;inset:0>over</button><script>go.onmousemove = () => { over.hidden = false; }</script>"),
        new("overlay-before", "{A}>{B}{C}" + Other + "<button form=g style=position:fixed;inset:0;opacity:0>over</button>"),
        new("other-form-at-mousedown", "{A}>{B}{C}" + Other + "<script>go.onmousedown = () => go.setAttribute('form', 'g')</script>"),
        new("other-form-submitted", "{A}>{B}{C}" + Other + "<script>f.onsubmit = event => { event.preventDefault(); g.submit(); }</script>"),
        new("request-submit-other", "{A}>{B}{C}" + Other + "<script>go.onclick = event => { event.preventDefault(); g.requestSubmit(); }</script>"),
        new("fetch-instead", "{A}>{B}{C}<script>f.onsubmit = event => { event.preventDefault(); fetch('/save', { method: 'POST', body: new URLSearchParams({ n: 'x', amount: '9999', role: 'user', csrf: 't1' }) }); }</script>"),
        new("fetch-elsewhere", "{A}>{B}{C}<script>f.onsubmit = event => { event.preventDefault(); fetch('/other', { method: 'POST', body: new FormData(f) }); }</script>"),
        new("beacon-instead", "{A}>{B}{C}<script>f.onsubmit = event => { event.preventDefault(); navigator.sendBeacon('/other', new FormData(f)); }</script>"),
        new("frame-instead", "<iframe name=w hidden></iframe>{A}>{B}{C}<script>f.onsubmit = () => { f.target = 'w'; f.role.value = 'admin'; }</script>"),
        new("twice-a-little-later", "{A}>{B}{C}<script>f.onsubmit = () => { setTimeout(() => f.submit(), 0); setTimeout(() => fetch('/save', { method: 'POST', body: new FormData(f), keepalive: true }), 20); }</script>") { MayGo = true },
        new("twice-at-once", "<iframe name=w hidden></iframe>{A} target=w>{B}{C}<script>go.onclick = () => { f.requestSubmit(); f.requestSubmit(); }</script>") { MayGo = true },
    ];
}
