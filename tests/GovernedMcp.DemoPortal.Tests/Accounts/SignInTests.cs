namespace GovernedMcp.DemoPortal.Tests.Accounts;

public sealed class SignInTests : PortalTest
{
    [Theory]
    [InlineData("ap-desk", "demo-Northwind-7!")]
    [InlineData("viewer", "demo-Viewer-7!")]
    public async Task The_right_password_leads_home(string userId, string password)
    {
        using var visitor = await Visitor.SignedInAsync(Portal, userId, password);

        var home = await visitor.GetAsync("/home");

        home.Status.ShouldBe(HttpStatusCode.OK);
        home.Text.ShouldContain("aria-label=\"Account menu\"");
        home.Plain.ShouldContain("Welcome, ");
    }

    [Fact]
    public async Task A_wrong_password_stays_on_the_page_and_keeps_the_user_id()
    {
        using var visitor = new Visitor(Portal);

        var answer = await visitor.SignInAsync("ap-desk", "wrong");

        answer.Status.ShouldBe(HttpStatusCode.OK);
        answer.Text.ShouldContain("role=\"alert\"");
        answer.Plain.ShouldContain("Invalid user or password");
        answer.Text.ShouldContain("value=\"ap-desk\"");
        answer.Text.ShouldNotContain("wrong\"");
    }

    [Fact]
    public async Task An_unknown_user_reads_the_same_as_a_wrong_password()
    {
        using var visitor = new Visitor(Portal);

        (await visitor.SignInAsync("nobody", "wrong")).Plain.ShouldContain("Invalid user or password");
    }

    [Fact]
    public async Task The_third_wrong_password_locks_the_account_even_for_the_right_one_until_reset()
    {
        using var visitor = new Visitor(Portal);
        await visitor.SignInAsync("ap-desk", "wrong");
        (await visitor.SignInAsync("ap-desk", "wrong")).Plain.ShouldNotContain("locked");

        (await visitor.SignInAsync("ap-desk", "wrong")).Plain.ShouldContain("This account is locked");
        (await visitor.SignInAsync("ap-desk", "demo-Northwind-7!")).Plain.ShouldContain("This account is locked");
        Portal.Reset();
        (await visitor.SignInAsync("ap-desk", "demo-Northwind-7!")).Location.ShouldBe("/home");
    }

    [Fact]
    public async Task A_sign_in_forgives_earlier_wrong_passwords()
    {
        using var visitor = new Visitor(Portal);
        await visitor.SignInAsync("viewer", "wrong");
        await visitor.SignInAsync("viewer", "wrong");
        using var signedIn = await Visitor.SignedInAsync(Portal, "viewer", "demo-Viewer-7!");

        (await visitor.SignInAsync("viewer", "wrong")).Plain.ShouldContain("Invalid user or password");
    }

    [Fact]
    public async Task Passwords_can_be_chosen_at_the_start()
    {
        await using var portal = await DemoPortalApp.StartAsync(new DemoPortalOptions { Port = 0, ApDeskPassword = "another one" });
        using var visitor = new Visitor(portal);

        (await visitor.SignInAsync("ap-desk", "demo-Northwind-7!")).Location.ShouldBeNull();
        (await visitor.SignInAsync("ap-desk", "another one")).Location.ShouldBe("/home");
    }
}
