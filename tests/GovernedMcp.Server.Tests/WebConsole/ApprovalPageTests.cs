using System.Net;
using System.Text.RegularExpressions;
using GovernedMcp.Governance.Approvals;

namespace GovernedMcp.Server.Tests.WebConsole;

/// <summary>What people see and answer at the pages.</summary>
public sealed class ApprovalPageTests
{
    [Fact]
    public async Task A_person_signs_in_sees_what_would_be_done_and_approves()
    {
        await using var site = await ApprovalSite.StartAsync();
        var approval = await site.AskAsync();
        var lee = site.Visitor();
        var (signedOut, form) = await lee.GetAsync($"/approvals/{approval.Id}");
        signedOut.StatusCode.ShouldBe(HttpStatusCode.OK);
        form.ShouldContain("Person key");
        form.ShouldNotContain("120.50");
        var signedIn = await lee.SignInAsync(await site.KeyOfAsync("lee@example.com"), approval.Id);
        signedIn.Headers.Location!.ToString().ShouldBe($"/approvals/{approval.Id}");

        var (_, page) = await lee.GetAsync($"/approvals/{approval.Id}");
        foreach (var fact in (string[])["Send a form: dispute", "Northwind vendor portal", "https://vendors.northwind.example/", "dana@example.com", "100.00", "120.50", "NW-2026-0042", "every-submit", "config/rails.yaml:3", "0 of 1", "in 30 min"])
            page.ShouldContain(fact);
        (await lee.AnswerAsync(approval)).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        var answered = await site.ReadAsync(approval);
        answered.StateAt(site.Clock.Now).ShouldBe(ApprovalState.Approved);
        (answered.Votes[0].Person, answered.Votes[0].InClient, answered.Votes[0].Reason).ShouldBe(("lee@example.com", false, "checked with the invoice"));
        answered.Votes[0].KeyId.ShouldStartWith("gmp_");
        (await lee.GetAsync($"/approvals/{approval.Id}")).Page.ShouldContain("Approved");
        (await lee.GetAsync("/approvals")).Page.ShouldContain("Nothing waits for you");
    }

    [Fact]
    public async Task A_refusal_with_its_reason_is_taken()
    {
        await using var site = await ApprovalSite.StartAsync();
        var approval = await site.AskAsync();
        (await (await site.SignedInAsync("lee@example.com")).AnswerAsync(approval, "refuse", "wrong invoice")).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await site.ReadAsync(approval)).StateAt(site.Clock.Now).ShouldBe(ApprovalState.Refused);
    }

    [Fact]
    public async Task Who_runs_the_client_is_turned_away_and_told_whom_to_ask()
    {
        await using var site = await ApprovalSite.StartAsync();
        var approval = await site.AskAsync();
        var dana = await site.SignedInAsync("dana@example.com");
        var (_, page) = await dana.GetAsync($"/approvals/{approval.Id}");
        page.ShouldContain("runs the calling client and cannot answer");
        page.ShouldNotContain("Send answer");
        var turned = await dana.AnswerAsync(approval);
        turned.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await turned.Content.ReadAsStringAsync()).ShouldContain("ask another member of `owner`");
        (await site.ReadAsync(approval)).Votes.ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_runs_the_client_answers_for_one_person_here_too()
    {
        await using var site = await ApprovalSite.StartAsync();
        var approval = await site.AskAsync(user: true);
        (await (await site.SignedInAsync("dana@example.com")).AnswerAsync(approval)).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        var answered = await site.ReadAsync(approval);
        answered.Asks.Select(answered.Given).ShouldBe([1, 0]);
        answered.StateAt(site.Clock.Now).ShouldBe(ApprovalState.Pending);
    }

    [Fact]
    public async Task An_unknown_a_misspelt_and_a_strangers_approval_look_the_same()
    {
        await using var site = await ApprovalSite.StartAsync();
        var approval = await site.AskAsync();
        var maria = await site.SignedInAsync("maria@example.com");
        var pages = new List<string>();
        foreach (var id in (string[])[approval.Id, Ids.New("ap"), "ap_x", "nothing", "..%2f..%2fetc%2fpasswd", "%00"])
        {
            var (reply, page) = await maria.GetAsync($"/approvals/{id}");
            reply.StatusCode.ShouldBeOneOf(HttpStatusCode.NotFound, HttpStatusCode.BadRequest);
            if (reply.StatusCode == HttpStatusCode.NotFound) pages.Add(page);
        }

        pages.Count.ShouldBeGreaterThan(4);
        pages.Distinct().ShouldHaveSingleItem();
        (await maria.AnswerAsync(approval)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await maria.GetAsync("/approvals")).Page.ShouldNotContain(approval.Id);
        (await (await site.SignedInAsync("lee@example.com")).GetAsync("/approvals")).Page.ShouldContain(approval.Id);
    }

    [Fact]
    public async Task What_is_over_cannot_be_answered_any_more()
    {
        await using var site = await ApprovalSite.StartAsync();
        var approval = await site.AskAsync();
        var lee = await site.SignedInAsync("lee@example.com");
        (await lee.AnswerAsync(approval)).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await lee.AnswerAsync(approval, "refuse")).StatusCode.ShouldBe(HttpStatusCode.Conflict, "answered before");
        var late = await site.AskAsync();
        await lee.GetAsync($"/approvals/{late.Id}");
        site.Clock.Now += TimeSpan.FromMinutes(14);
        await lee.GetAsync($"/approvals/{late.Id}");
        site.Clock.Now += TimeSpan.FromMinutes(14);
        await lee.GetAsync($"/approvals/{late.Id}");
        site.Clock.Now += TimeSpan.FromMinutes(3);
        var over = await lee.AnswerAsync(late);
        over.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await over.Content.ReadAsStringAsync()).ShouldContain("expired; the call must be made again");
    }

    [Theory]
    [InlineData("decision", "", "Choose whether")]
    [InlineData("decision", "yes", "Choose whether")]
    [InlineData("reason", "", "needs a reason")]
    [InlineData("reason", "two\nlines", "write it on one line")]
    [InlineData("reason", "escape \u001b[2J", "write it on one line")]
    [InlineData("reason", "nul\0", "The form is too large or broken")]
    [InlineData("reason", "turned \u202E text", "write it on one line")]
    public async Task An_answer_that_is_none_says_what_to_do_and_keeps_what_was_typed(string field, string value, string says)
    {
        await using var site = await ApprovalSite.StartAsync();
        var approval = await site.AskAsync();
        var reply = await (await site.SignedInAsync("lee@example.com")).AnswerAsync(approval, changed: (field, value));
        reply.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var page = await reply.Content.ReadAsStringAsync();
        page.ShouldContain(says);
        if (field == "decision") page.ShouldContain("value=\"checked with the invoice\"");
        (await site.ReadAsync(approval)).Votes.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("dddd")]
    [InlineData("")]
    public async Task An_answer_to_another_request_is_not_taken(string digest)
    {
        await using var site = await ApprovalSite.StartAsync();
        var approval = await site.AskAsync();
        var reply = await (await site.SignedInAsync("lee@example.com")).AnswerAsync(approval, changed: ("digest", digest));
        reply.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await site.ReadAsync(approval)).Votes.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("\"><img src=x onerror=alert(1)>")]
    [InlineData("</style><svg/onload=alert(1)>")]
    [InlineData("' autofocus onfocus='alert(1)")]
    [InlineData("&lt;script&gt;")]
    public async Task What_comes_from_outside_is_text_wherever_it_stands(string payload)
    {
        await using var site = await ApprovalSite.StartAsync();
        var approval = await site.AskAsync(label: payload, old: payload, value: payload);
        var lee = await site.SignedInAsync("lee@example.com");
        var (_, page) = await lee.GetAsync($"/approvals/{approval.Id}");
        page.ShouldNotContain(payload);
        page.Split(WebUtility.HtmlDecode(payload)).Length.ShouldBe(1);
        page.ShouldContain(System.Text.Encodings.Web.HtmlEncoder.Default.Encode(payload));
        var kept = await (await lee.AnswerAsync(approval, decision: "", reason: payload)).Content.ReadAsStringAsync();
        kept.ShouldNotContain(payload);
        (await lee.AnswerAsync(approval, reason: payload)).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await lee.GetAsync($"/approvals/{approval.Id}")).Page.ShouldNotContain(payload);
    }

    [Fact]
    public async Task What_cannot_be_seen_is_shown_as_what_it_is()
    {
        await using var site = await ApprovalSite.StartAsync();
        var approval = await site.AskAsync(label: "Am\u200Bount", value: "12\u202E05.1");
        var page = WebUtility.HtmlDecode((await (await site.SignedInAsync("lee@example.com")).GetAsync($"/approvals/{approval.Id}")).Page);
        page.ShouldContain("Am[U+200B]ount");
        page.ShouldContain("12[U+202E]05.1");
    }

    [Fact]
    public async Task What_may_not_be_what_it_looks_like_has_a_badge()
    {
        await using var site = await ApprovalSite.StartAsync();
        var lee = await site.SignedInAsync("lee@example.com");
        (await lee.GetAsync($"/approvals/{(await site.AskAsync()).Id}")).Page.ShouldNotContain("class=\"badge\"");
        var page = (await lee.GetAsync($"/approvals/{(await site.AskAsync(label: "Аmount", value: "Nоrthwind")).Id}")).Page;
        // The label, its new value, and the same among what is sent.
        Regex.Count(page, "<span class=\"badge\">Cyrillic and Latin letters in one word</span>").ShouldBe(2);
    }
}
