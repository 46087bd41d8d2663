namespace GovernedMcp.Portals.Tests;

/// <summary>Django's administration: tables of links in a side bar on every page, several buttons to a form, pages of a hundred.</summary>
public sealed class DjangoAdminTests
{
    [Fact]
    public async Task Five_lines_are_enough_to_read_every_user_and_to_add_one_that_a_person_approves()
    {
        await using var world = await PortalWorld.WithFiveLinesAsync(RealPortal.DjangoAdmin);
        await world.SignInAsync();
        await world.GoAsync("Users");
        var users = await world.ReadAllAsync("Select user to change");
        users.Select(user => $"{user["Username"]}\t{user["Email address"]}\t{user["First name"]}\t{user["Last name"]}\t{user["Staff status"]}")
            .ShouldBe(await RealPortal.DjangoAdmin.QueryAsync("select username, email, first_name, last_name, iif(is_staff, 'True', 'False') from auth_user order by username"));

        await world.GoAsync("Add user");
        var held = await world.HoldAsync("Add user", new Dictionary<string, object> { ["Username"] = "harbour.master", ["Password"] = "ebb-and-flood-6", ["Password confirmation"] = "ebb-and-flood-6" }, button: "Save");
        (await StoredAsync()).ShouldBe(["0"]);
        await world.SendAsync(held);
        (await StoredAsync()).ShouldBe(["1"]);
    }

    private static Task<IReadOnlyList<string>> StoredAsync() => RealPortal.DjangoAdmin.QueryAsync("select count(*) from auth_user where username = 'harbour.master' and password like 'md5$%'");
}
