namespace GovernedMcp.DemoPortal.Tests.Suppliers;

public sealed class SupplierTests : PortalTest
{
    private static readonly (string, string)[] Whole =
        [("company", "Baltic Timber AB"), ("vat_no", "SE556000000001"), ("street", "Hamngatan"), ("postcode", "111 47"), ("city", "Stockholm"), ("email", "desk@baltic.example")];

    [Fact]
    public async Task A_supplier_with_all_required_fields_is_registered()
    {
        using var visitor = await Visitor.SignedInAsync(Portal);
        (await visitor.GetAsync("/suppliers/new")).Plain.ShouldContain("Payment terms");

        var answer = await visitor.PostAsync("/suppliers", [.. Whole, ("iso9001", "yes"), ("country", "Sweden")]);

        answer.Location.ShouldBe("/suppliers/1");
        (await visitor.GetAsync("/suppliers/1")).Plain.ShouldContain("S-0001");
        var stored = (await visitor.WitnessAsync("suppliers"))[0];
        stored.EnumerateObject().Count().ShouldBe(30);
        stored.GetProperty("country").GetString().ShouldBe("Sweden");
        stored.GetProperty("iso9001").GetString().ShouldBe("yes");
        stored.GetProperty("fax").GetString().ShouldBe("");
    }

    [Fact]
    public async Task Without_a_required_field_nothing_is_registered_and_what_was_entered_stays()
    {
        using var visitor = await Visitor.SignedInAsync(Portal);
        await visitor.GetAsync("/suppliers/new");

        var answer = await visitor.PostAsync("/suppliers", [.. Whole[1..], ("terms", "60 days")]);

        answer.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        answer.Plain.ShouldContain("Enter the Company name");
        answer.Text.ShouldContain("value=\"60 days\" selected");
        (await visitor.WitnessAsync("suppliers")).GetArrayLength().ShouldBe(0);
    }
}
