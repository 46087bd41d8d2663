namespace GovernedMcp.DemoPortal.Tests.Accounts;

public sealed class SessionTests : PortalTest
{
    [Theory]
    [InlineData("/home")]
    [InlineData("/billing/invoices")]
    [InlineData("/billing/invoices/NW-2026-00001/pdf")]
    [InlineData("/disputes/new")]
    [InlineData("/settings/bank")]
    [InlineData("/lab/hidden")]
    [InlineData("/nowhere")]
    public async Task Without_a_session_every_page_leads_to_the_sign_in(string path)
    {
        using var visitor = new Visitor(Portal);

        (await visitor.GetAsync(path)).Location.ShouldBe("/login");
    }

    [Fact]
    public async Task A_session_ends_when_it_was_idle_for_twenty_minutes_and_says_so_once()
    {
        using var visitor = await Visitor.SignedInAsync(Portal);
        Clock.Advance(TimeSpan.FromMinutes(19));
        (await visitor.GetAsync("/home")).Status.ShouldBe(HttpStatusCode.OK);
        Clock.Advance(TimeSpan.FromMinutes(19));
        (await visitor.GetAsync("/home")).Status.ShouldBe(HttpStatusCode.OK);
        Clock.Advance(TimeSpan.FromMinutes(20));

        (await visitor.GetAsync("/home")).Location.ShouldBe("/login?expired=1");
        (await visitor.GetAsync("/login?expired=1")).Plain.ShouldContain("Your session has ended");
        (await visitor.GetAsync("/home")).Location.ShouldBe("/login");
    }

    [Fact]
    public async Task A_form_sent_after_the_session_ended_is_not_carried_out()
    {
        using var visitor = await Visitor.SignedInAsync(Portal);
        Clock.Advance(TimeSpan.FromHours(1));

        var answer = await visitor.PostAsync("/disputes", ("invoice", "NW-2026-00001"));

        answer.Status.ShouldBe(HttpStatusCode.SeeOther);
        answer.Location.ShouldBe("/login?expired=1");
        Portal.Disputes.ShouldBeEmpty();
    }

    [Fact]
    public async Task Signing_out_ends_the_session()
    {
        using var visitor = await Visitor.SignedInAsync(Portal);

        (await visitor.PostAsync("/logout")).Location.ShouldBe("/login?signedout=1");
        (await visitor.GetAsync("/home")).Location.ShouldBe("/login");
    }

    [Fact]
    public async Task The_session_cookie_is_out_of_reach_of_scripts_and_other_sites()
    {
        using var visitor = new Visitor(Portal);
        var page = await visitor.GetAsync("/login");
        using var content = new FormUrlEncodedContent(
        [
            new("userid", "ap-desk"), new("password", "demo-Northwind-7!"), new("__RequestVerificationToken", page.Token),
        ]);

        using var response = await visitor.Client.PostAsync("/login", content);

        var cookie = response.Headers.GetValues("Set-Cookie").Single(value => value.StartsWith("nw_session=", StringComparison.Ordinal));
        cookie.ShouldContain("httponly", Case.Insensitive);
        cookie.ShouldContain("samesite=lax", Case.Insensitive);
    }
}
