using System.Text;
using GovernedMcp.Browser.Egress;
using GovernedMcp.Browser.Egress.Wire;
using GovernedMcp.Browser.Tests.Fixtures;
using GovernedMcp.Governance.Portals;

namespace GovernedMcp.Browser.Tests.Egress.Wire;

/// <summary>A script says what was filled in piece by piece, or at the end of the address.</summary>
public sealed class SaidApartTests : IAsyncLifetime
{
    private Portal _portal = null!;

    public async Task InitializeAsync()
    {
        await using var site = await TestSite.StartAsync();
        _portal = site.Portal();
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [InlineData("""{"usernames":["ada","grace"],"admin":false}""", true)]
    [InlineData("""{"usernames":["grace","ada"],"admin":false}""", false)]
    [InlineData("""{"usernames":["ada"],"admin":false}""", false)]
    [InlineData("""{"usernames":["ada","grace","eve"],"admin":false}""", false)]
    [InlineData("""{"usernames":["ada","eve"],"admin":false}""", false)]
    [InlineData("""{"usernames":["ada","grace"],"admin":true}""", false)]
    [InlineData("""{"usernames":["ada","grace"],"others":["ada","grace"],"admin":false}""", false)]
    public async Task A_list_of_all_lines_of_a_text_is_that_text(string body, bool planned) => (await IsPlannedAsync("/api/users", body, Text("ada\ngrace"), Box())).ShouldBe(planned);

    [Theory]
    [InlineData("""{"tags":["red","dark blue"]}""", true)]
    [InlineData("""{"tags":["red"]}""", false)]
    public async Task So_is_one_of_what_stands_between_its_commas(string body, bool planned) => (await IsPlannedAsync("/api/tags", body, Text("red, dark blue"))).ShouldBe(planned);

    [Theory]
    [InlineData("/api/groups/harbour%20team", "", true)]
    [InlineData("/api/groups/harbour%20team", """{"admin":false}""", true)]
    [InlineData("/api/groups/harbour%20team", """{"admin":true}""", false)]
    [InlineData("/api/groups/harbour%20team/users", "", false)]
    [InlineData("/api/groups/harbour", "", false)]
    [InlineData("/harbour%20team/groups", "", false)]
    [InlineData("/api/groups", "", false)]
    public async Task What_was_filled_in_may_be_the_last_step_of_the_address(string path, string body, bool planned) => (await IsPlannedAsync(path, body, Text("harbour team"), Box())).ShouldBe(planned);

    [Theory]
    [InlineData("POST", true)]
    [InlineData("PUT", true)]
    [InlineData("DELETE", false)]
    public async Task Nothing_is_deleted_by_it(string method, bool planned) => (await IsPlannedAsync("/api/groups/harbour", "", method, Text("harbour"))).ShouldBe(planned);

    [Fact]
    public async Task Of_several_that_were_filled_in_it_says_none_that_the_body_does_not_go_with()
    {
        (await IsPlannedAsync("/api/check/harbour", "", Text("harbour"), Text("At the quay"))).ShouldBeFalse();
        (await IsPlannedAsync("/api/groups/harbour", """{"note":"At the quay"}""", Text("harbour"), Text("At the quay"))).ShouldBeTrue();
    }

    private static PlannedField Text(string value) => new([$"Text of {value.Length}"], [value, value]) { Changed = true };

    private static PlannedField Box() => new(["Admin"], ["false"]) { Ticked = "on" };

    private Task<bool> IsPlannedAsync(string path, string body, params PlannedField[] fields) => IsPlannedAsync(path, body, "POST", fields);

    private async Task<bool> IsPlannedAsync(string path, string body, string method, params PlannedField[] fields)
    {
        var request = new EgressRequest(method, _portal.BaseUrl.Scheme, _portal.BaseUrl.Host, _portal.BaseUrl.Port, path) { HasBody = true };
        var planned = new PlannedRequest { Portal = _portal, Method = "", Action = $"{request.Origin}/", Query = "", Pairs = null, Scripted = true, Fields = fields, Volatile = [] };
        var sent = planned.Opened(request, body.Length == 0 ? [] : (await WireBody.ReadAsync("application/json", Encoding.UTF8.GetBytes(body))).ShouldNotBeNull());
        return planned.Concerns(request) && planned.IsAbout(request, sent) && planned.Differs(request, sent, "") is null;
    }
}
