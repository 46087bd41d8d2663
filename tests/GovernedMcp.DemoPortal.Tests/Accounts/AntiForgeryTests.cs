namespace GovernedMcp.DemoPortal.Tests.Accounts;

public sealed class AntiForgeryTests : PortalTest
{
    [Theory]
    [InlineData("/disputes")]
    [InlineData("/settings/bank")]
    [InlineData("/logout")]
    [InlineData("/nowhere")]
    public async Task A_form_without_a_token_is_refused(string path)
    {
        using var visitor = await Visitor.SignedInAsync(Portal);

        var answer = await visitor.PostAsync(path, token: "", DisputeForm.Valid);

        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.Plain.ShouldContain("This form is no longer valid");
        Portal.Disputes.ShouldBeEmpty();
        (await visitor.GetAsync("/home")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_token_of_another_visitor_is_refused()
    {
        using var other = await Visitor.SignedInAsync(Portal, "viewer", "demo-Viewer-7!");
        var foreign = (await other.GetAsync("/home")).Token;
        using var visitor = await Visitor.SignedInAsync(Portal);

        (await visitor.PostAsync("/disputes", foreign, DisputeForm.Valid)).Status.ShouldBe(HttpStatusCode.BadRequest);
        Portal.Disputes.ShouldBeEmpty();
    }

    [Fact]
    public async Task Signing_in_needs_a_token_too()
    {
        using var visitor = new Visitor(Portal);
        await visitor.GetAsync("/login");

        var answer = await visitor.PostAsync("/login", "0123", [("userid", "ap-desk"), ("password", "demo-Northwind-7!")]);

        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        (await visitor.GetAsync("/home")).Location.ShouldBe("/login");
    }

    [Fact]
    public async Task A_body_that_is_no_form_is_refused()
    {
        using var visitor = await Visitor.SignedInAsync(Portal);
        using var json = new StringContent("{}", System.Text.Encoding.UTF8, "application/json");

        using var response = await visitor.Client.PostAsync("/disputes", json);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }
}
