using GovernedMcp.Browser.Blocks;
using GovernedMcp.Browser.Tests.Fixtures;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Tools;
using Microsoft.AspNetCore.Http;

namespace GovernedMcp.Browser.Tests.Blocks;

/// <summary>A script sends a form, an API refuses it, and the page says why when it gets to it. Nothing is declared.</summary>
[Collection(SharedBrowser.Answers)]
public sealed class RefusedByApiTests(BrowserFixture browser)
{
    private const string Unique = "Value for field Key has to be unique";

    [Theory]
    [InlineData("setTimeout(() => { const note = document.createElement('div'); note.className = 'v-notice danger'; note.textContent = words; document.body.prepend(note); }, 500)")]
    [InlineData("setTimeout(() => { const toast = document.createElement('div'); toast.textContent = words; document.body.append(toast); setTimeout(() => toast.remove(), 2000); }, 500)")]
    [InlineData("setTimeout(() => { const key = document.querySelector('input'); key.setAttribute('aria-invalid', 'true'); key.setAttribute('aria-describedby', 'why'); key.insertAdjacentHTML('afterend', '<small id=why></small>'); why.textContent = words; }, 500)")]
    [InlineData("setTimeout(() => document.querySelector('input').parentElement.insertAdjacentHTML('afterend', '<small class=hint>' + words + '</small>'), 500)")]
    [InlineData("document.querySelector('h1').insertAdjacentHTML('afterend', '<p role=alert>' + words + '</p>')")]
    public async Task Its_words_are_told_also_when_they_come_late(string shows)
    {
        var ended = await SendAsync(400, shows);
        ended.Submit.ShouldBe(SubmitState.RejectedByPortal, ended.Message);
        ended.Data["page_messages"].ShouldNotBeNull().ToJsonString().ShouldContain(Unique);
    }

    [Fact]
    public async Task Where_the_page_says_nothing_it_is_refused_all_the_same()
    {
        var ended = await SendAsync(422, "");
        ended.Submit.ShouldBe(SubmitState.RejectedByPortal);
        ended.Message.ShouldContain("422");
    }

    [Theory]
    [InlineData("""{"errors":[{"message":"Value for field Key has to be unique"}],"data":null}""", "", SubmitState.RejectedByPortal)]
    [InlineData("""{"errors":[{"message":"Value for field Key has to be unique"}],"data":{"create":null}}""", "", SubmitState.RejectedByPortal)]
    [InlineData("""{"data":{"create":{"__typename":"KeyTakenError","message":"Value for field Key has to be unique"}}}""", "document.body.prepend('The key is not available')", SubmitState.RejectedByPortal)]
    [InlineData("""{"data":{"create":{"item":null,"userErrors":[{"message":"Value for field Key has to be unique"}]}}}""", "", SubmitState.RejectedByPortal)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"error":{"code":200,"message":"Value for field Key has to be unique"}}""", "", SubmitState.RejectedByPortal)]
    [InlineData("""{"success":false,"message":"Value for field Key has to be unique"}""", "", SubmitState.RejectedByPortal)]
    [InlineData("""{"error":"Value for field Key has to be unique"}""", "", SubmitState.RejectedByPortal)]
    [InlineData("""{"error":{"message":"Value for field Key has to be unique"},"code":3}""", "", SubmitState.RejectedByPortal)]
    [InlineData("""{"status":"error","message":"Value for field Key has to be unique","data":{}}""", "", SubmitState.RejectedByPortal)]
    [InlineData("""{"error":"No error.","code":0}""", "document.forms[0].remove()", SubmitState.Confirmed)]
    [InlineData("""{"error":"No mail was sent","item":{"id":7}}""", "document.forms[0].remove()", SubmitState.Confirmed)]
    [InlineData("""{"errors":[{"message":"Value for field Key has to be unique"}],"data":null}""", "document.forms[0].remove()", SubmitState.Unknown)]
    [InlineData("""{"errors":[{"message":"Value for field Key has to be unique"}],"data":null}""", "document.forms[0].reset()", SubmitState.Unknown)]
    [InlineData("""{"errors":[{"message":"Value for field Key has to be unique"}],"data":null}""", "document.body.prepend('Item created')", SubmitState.Unknown)]
    [InlineData("""{"errors":[{"message":"No mail was sent"}],"data":{"create":{"id":7}}}""", "", SubmitState.Unknown)]
    [InlineData("""{"errors":[{"message":"No mail was sent"}],"data":{"create":{"id":7}}}""", "document.forms[0].remove()", SubmitState.Confirmed)]
    [InlineData("""{"data":{"create":{"id":7,"errors":[]}}}""", "document.body.prepend('Item created')", SubmitState.Confirmed)]
    public async Task An_answer_that_says_so_under_a_status_of_success_refuses_it_too(string answer, string shows, SubmitState state)
    {
        var ended = await SendAsync(200, shows, answer);
        ended.Submit.ShouldBe(state, ended.Message);
        if (state == SubmitState.RejectedByPortal) ended.Data["page_messages"].ShouldNotBeNull().ToJsonString().ShouldContain(Unique);
    }

    [Theory]
    [InlineData("fetch('/seen', { method: 'POST' }).then(tell)", "'<p>1 row inserted.</p>'", SubmitState.Confirmed)]
    [InlineData("fetch('/seen', { method: 'POST' }).then(tell)", "''", SubmitState.Unknown)]
    [InlineData("fetch('/seen', { method: 'POST' }).then(tell)", "'<p>1 row inserted.</p><p>Error code: 500</p>'", SubmitState.Unknown)]
    [InlineData("fetch('/no').then(tell)", "'<p>1 row inserted.</p>'", SubmitState.Unknown)]
    public async Task What_a_page_says_of_another_request_that_was_kept_back_is_no_trouble_with_the_form(string asks, string shows, SubmitState state)
    {
        var ended = await SendAsync(200, $$"""
            const tell = answer => document.body.insertAdjacentHTML('beforeend', `<div class='alert alert-danger' role=alert>Error in processing request<p>Error code: ${answer.status}</p></div>`);
            {{asks}}; document.body.insertAdjacentHTML('beforeend', {{shows}})
            """, "{}");
        ended.Submit.ShouldBe(state, ended.Message);
    }

    private async Task<BlockResult> SendAsync(int status, string shows, string? answer = null)
    {
        await using var site = await TestSite.StartAsync(("/", $$"""
            <h1>New collection</h1><form aria-label=Collection onsubmit="event.preventDefault(); send()"><label>Key <input name=key></label><button>Save</button></form>
            <script>const send = async () => {
              const answer = await fetch('/items', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ key: document.querySelector('input').value }) });
              const words = (await answer.json()).errors?.[0]?.message;
              {{shows}}
            }</script>
            """));
        site.Answer("/items", http =>
        {
            http.Response.StatusCode = status;
            http.Response.ContentType = "application/json";
            return http.Response.WriteAsync(answer ?? $$"""{"errors":[{"message":"{{Unique}}"}]}""");
        });
        site.Answer("/no", http => { http.Response.StatusCode = 403; return Task.CompletedTask; });
        var session = await browser.OpenAsync(site.Portal(), "/");
        var filled = await new FillFormBlock(browser.Host, browser.Sessions).RunAsync(Policed.Permit("portal_fill_form", site.Portal(), session.Facts, null, ("form", "Collection"), ("values", new Dictionary<string, FieldValue> { ["Key"] = new("parts") })), Policed.Run(), CancellationToken.None);
        var plan = session.Plans.Find((string)filled.Data["plan"]!)!.Facts;
        var sent = await new SubmitBlock(browser.Host, browser.Sessions).RunAsync(Policed.Permit("portal_submit_form", site.Portal(), session.Facts, plan, ("plan", plan.Id)), Policed.Run(), CancellationToken.None);
        await browser.Sessions.EndAsync(session, "test");
        return sent;
    }
}
