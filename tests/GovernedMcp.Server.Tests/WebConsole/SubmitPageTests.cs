using System.Net;

namespace GovernedMcp.Server.Tests.WebConsole;

/// <summary>How people settle at the pages what nobody knows of.</summary>
public sealed class SubmitPageTests
{
    [Fact]
    public async Task A_person_sees_what_to_look_for_and_settles_it()
    {
        await using var site = await ApprovalSite.StartAsync();
        var plan = await site.LoseAsync();
        var lee = site.Visitor();
        (await lee.GetAsync($"/approvals/submits/{plan}")).Page.ShouldNotContain("120.50");
        (await lee.SignInAsync(await site.KeyOfAsync("lee@example.com"), plan)).Headers.Location!.ToString().ShouldBe($"/approvals/submits/{plan}");
        (await lee.GetAsync("/approvals")).Page.ShouldContain("Submits that may or may not have arrived: 1");
        (await lee.GetAsync("/approvals/submits")).Page.ShouldContain($"/approvals/submits/{plan}");
        var (_, page) = await lee.GetAsync($"/approvals/submits/{plan}");
        foreach (var fact in (string[])["Nobody knows", "120.50", "NW-2026-0042", "dana@example.com", "https://vendors.northwind.example/"]) page.ShouldContain(fact);

        (await SettleAsync(lee, plan)).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        var settled = (await site.Store.Submits.FindAsync(plan, default))!.Facts.Settled!;
        (settled.Person, settled.Happened, settled.Comment).ShouldBe(("lee@example.com", true, "DSP-7 is there"));
        settled.KeyId.ShouldStartWith("gmp_");
        (await lee.GetAsync($"/approvals/submits/{plan}")).Page.ShouldContain("DSP-7 is there");
        (await lee.GetAsync("/approvals/submits")).Page.ShouldContain("No submit is unknown");
    }

    [Fact]
    public async Task What_was_said_first_stands()
    {
        await using var site = await ApprovalSite.StartAsync();
        var plan = await site.LoseAsync();
        var lee = await site.SignedInAsync("lee@example.com");
        await lee.GetAsync($"/approvals/submits/{plan}");
        await SettleAsync(lee, plan, "did-not-happen");
        var second = await SettleAsync(lee, plan);
        second.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await second.Content.ReadAsStringAsync()).ShouldContain("what was said first stands");
        (await site.Store.Submits.FindAsync(plan, default))!.Facts.Settled!.Happened.ShouldBeFalse();
    }

    [Fact]
    public async Task Who_runs_the_client_looks_on_and_strangers_see_nothing()
    {
        await using var site = await ApprovalSite.StartAsync();
        var plan = await site.LoseAsync();
        var dana = await site.SignedInAsync("dana@example.com");
        var (_, page) = await dana.GetAsync($"/approvals/submits/{plan}");
        page.ShouldContain("runs the client that submitted");
        page.ShouldNotContain("name=\"found\"");
        (await SettleAsync(dana, plan)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        var tom = await site.SignedInAsync("tom@example.com");
        (await tom.GetAsync($"/approvals/submits/{plan}")).Reply.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await tom.GetAsync("/approvals/submits")).Page.ShouldContain("No submit is unknown");
        await tom.GetAsync("/approvals");
        (await SettleAsync(tom, plan)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await site.Store.Submits.FindAsync(plan, default))!.Facts.Settled.ShouldBeNull();
    }

    [Fact]
    public async Task Without_a_gate_the_page_says_where_the_values_are()
    {
        await using var site = await ApprovalSite.StartAsync();
        var plan = await site.LoseAsync(asked: false);
        (await (await site.SignedInAsync("lee@example.com")).GetAsync($"/approvals/submits/{plan}")).Page.ShouldContain("No gate asked for it");
    }

    [Theory]
    [InlineData("found", "", "Choose whether", 400)]
    [InlineData("comment", "", "needs a comment", 400)]
    [InlineData("comment", "two\nlines", "write it on one line", 400)]
    [InlineData("token", "x", "present sign-in", 400)]
    public async Task A_word_that_is_none_changes_nothing(string field, string value, string says, int status)
    {
        await using var site = await ApprovalSite.StartAsync();
        var plan = await site.LoseAsync();
        var lee = await site.SignedInAsync("lee@example.com");
        await lee.GetAsync($"/approvals/submits/{plan}");
        var reply = await SettleAsync(lee, plan, changed: (field, value));
        ((int)reply.StatusCode).ShouldBe(status);
        (await reply.Content.ReadAsStringAsync()).ShouldContain(says);
        (await site.Store.Submits.FindAsync(plan, default))!.Facts.Settled.ShouldBeNull();
    }

    [Theory]
    [InlineData("token", null)]
    [InlineData(null, "https://evil.test")]
    public async Task Another_sites_form_and_one_of_no_session_do_nothing(string? without, string? origin)
    {
        await using var site = await ApprovalSite.StartAsync();
        var plan = await site.LoseAsync();
        var lee = await site.SignedInAsync("lee@example.com");
        await lee.GetAsync($"/approvals/submits/{plan}");
        if (without is not null) lee.Cookie = null;
        (await lee.PostAsync($"/approvals/submits/{plan}", request =>
        {
            if (origin is null) return;
            request.Headers.Remove("Origin");
            request.Headers.Add("Origin", origin);
        }, ("token", lee.Token!), ("found", "happened"), ("comment", "x"))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await site.Store.Submits.FindAsync(plan, default))!.Facts.Settled.ShouldBeNull();
    }

    private static Task<HttpResponseMessage> SettleAsync(Visitor visitor, string plan, string found = "happened", (string Name, string Value)? changed = null)
    {
        var fields = new Dictionary<string, string> { ["token"] = visitor.Token ?? "", ["found"] = found, ["comment"] = "DSP-7 is there" };
        if (changed is var (name, value)) fields[name] = value;
        return visitor.PostAsync($"/approvals/submits/{plan}", [.. fields.Select(field => (field.Key, field.Value))]);
    }
}
