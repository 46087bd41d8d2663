namespace GovernedMcp.Browser.Tests.Egress.Wire;

/// <summary>Forms that send something else than what was filled, planned and approved.</summary>
public static class HostileForms
{
    public static IReadOnlyList<HostileForm> All { get; } =
    [
        // Changed while it is submitted.
        new("hidden-value", "{A} onsubmit=\"this.role.value = 'admin'\">{B}{C}"),
        new("filled-value", "{A} onsubmit=\"this.amount.value = '9999'\">{B}{C}"),
        new("second-of-a-name", "{A} onsubmit=\"const i = document.createElement('input'); i.name = 'amount'; i.value = '9999'; this.append(i)\">{B}{C}"),
        new("hidden-added", "{A} onsubmit=\"const i = document.createElement('input'); i.type = 'hidden'; i.name = 'iban'; i.value = 'DE1'; this.append(i)\">{B}{C}"),
        new("field-left-out", "{A} onsubmit=\"this.n.disabled = true\">{B}{C}"),
        new("disabled-field-let-in", "{A} onsubmit=\"this.iban.disabled = false\">{B}<input type=hidden name=iban value=DE1 disabled>{C}"),
        new("disabled-group-let-in", "{A} onsubmit=\"this.querySelector('fieldset').disabled = false\">{B}<fieldset disabled hidden><input name=iban value=DE1></fieldset>{C}"),
        new("names-swapped", "{A} onsubmit=\"this.n.name = 't'; this.amount.name = 'n'; this.t.name = 'amount'\">{B}{C}"),
        new("field-of-another-form", "{A} onsubmit=\"document.querySelector('#out').setAttribute('form', 'f')\">{B}{C}<input id=out type=hidden name=iban value=DE1>"),
        new("custom-element", "<script>customElements.define('x-sum', class extends HTMLElement { static formAssociated = true; inner = this.attachInternals(); })</script>{A} onsubmit=\"this.querySelector('x-sum').inner.setFormValue('9999')\">{B}<x-sum name=total></x-sum>{C}"),
        new("data-added", "{A} onformdata=\"if (window.armed) event.formData.append('role', 'admin')\" onsubmit=\"window.armed = true\">{B}{C}"),
        new("data-replaced", "{A} onformdata=\"if (window.armed) event.formData.set('amount', '9999')\" onsubmit=\"window.armed = true\">{B}{C}"),
        new("other-path", "{A} onsubmit=\"this.action = '/other'\">{B}{C}"),
        new("query-added", "{A} onsubmit=\"this.action = '/save?amount=9999'\">{B}{C}"),
        new("other-kind-of-body", "{A} onsubmit=\"this.enctype = 'text/plain'\">{B}{C}"),
        new("sent-as-get", "{A} onsubmit=\"this.method = 'get'; this.role.value = 'admin'\">{B}{C}"),

        // From the beginning.
        new("other-origin", "<form method=post action={F}save>{B}{C}"),
        new("script-as-address", "<form method=post action=\"javascript:fetch('/other', { method: 'POST', body: 'x' })\">{B}{C}"),
        new("look-alike-labels", "{A}>{B}<label>Amount <input name=iban></label>{C}"),
        new("same-name-unseen", "{A}>{B}<input name=amount value=9999 style=display:none>{C}"),
        new("button-of-another-form", "<form id=g method=post action=/other><input type=hidden name=iban value=DE1></form><form method=post action=/save>{B}<button form=g>Save</button></form>"),
        new("never-the-same", "{A}>{B}{C}<script>setInterval(() => { f.role.value += 'x'; }, 5)</script>"),
        new("label-changes-later", "{A}>{B}{C}<script>setInterval(() => { if (f.amount.value === '12') f.amount.previousSibling.data = 'Amount in thousands '; }, 30)</script>"),
        new("autofill-trap", "{A}>{B}<div style=position:absolute;left:-9999px><input name=card autocomplete=cc-number><input name=street autocomplete=street-address></div>{C}") { Also = ["card=", "street="], Goes = true },
        new("own-window", "{A} target=_blank>{B}{C}") { MayGo = true },
        new("sent-in-a-frame", "<iframe name=w hidden></iframe>{A} target=w>{B}{C}") { MayGo = true },
        new("beacon-beside", "{A} onsubmit=\"navigator.sendBeacon('/other', new FormData(this))\">{B}{C}") { MayGo = true },
        new("fetch-beside", "{A} onsubmit=\"fetch('/other', { method: 'POST', body: new FormData(this), keepalive: true })\">{B}{C}") { MayGo = true },
        new("log-beside", "{A} onsubmit=\"fetch('/log', { method: 'POST', body: 'x', keepalive: true })\">{B}{C}") { MayGo = true },
    ];
}
