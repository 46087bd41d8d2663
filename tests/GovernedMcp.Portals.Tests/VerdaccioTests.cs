namespace GovernedMcp.Portals.Tests;

/// <summary>Verdaccio: pages that scripts make, sign-in in a dialog behind a button, sent as JSON.</summary>
[Trait(Cost.Name, Cost.High)]
public sealed class VerdaccioTests
{
    private static readonly RealPortal Portal = RealPortal.Verdaccio;

    [Fact]
    public async Task Five_lines_are_enough_to_sign_in_through_a_dialog_and_to_read_what_only_signed_in_people_see()
    {
        await using var world = await PortalWorld.WithFiveLinesAsync(Portal);
        await world.SignInAsync();
        await world.GoAsync("path:/-/web/detail/@depot/bearing-100");
        var rows = await world.ReadAllAsync("table-1");
        rows.Single(row => row["Property"] == "Shelf")["Value"].ShouldBe((await Portal.QueryAsync("grep -o 'Shelf | S-[0-9]*' @depot/bearing-100/package.json | sed 's/.*| //' | sort -u")).Single());
    }
}
