using System.Text;
using GovernedMcp.Browser.Egress;
using GovernedMcp.Browser.Egress.Wire;
using GovernedMcp.Browser.Tests.Fixtures;
using GovernedMcp.Governance.Portals;

namespace GovernedMcp.Browser.Tests.Egress.Wire;

/// <summary>Portals where one address does everything, and a value of the query or the body says what: such requests are listed by that.</summary>
public sealed class KnownRequestTests : IAsyncLifetime
{
    private const string Form = "application/x-www-form-urlencoded";
    private const string Json = "application/json";
    private Portal _portal = null!;

    public async Task InitializeAsync()
    {
        await using var site = await TestSite.StartAsync();
        var list = new KnownRequest(new RequestPattern("POST", "/ajax.php"), new Dictionary<string, string> { ["op_name"] = "list" });
        _portal = site.Portal() with { Writes = [list], Background = [list with { Fields = new Dictionary<string, string> { ["op_name"] = "ping" } }] };
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [InlineData("", Form, "op_name=list&page=2", true)]
    [InlineData("op_name=list", Form, "page=2", true)]
    [InlineData("", Json, """{"op_name":"list","page":2}""", true)]
    [InlineData("", Form, "op_name=delete&page=2", false)]
    [InlineData("", Form, "page=2", false)]
    [InlineData("", Form, "op_name=LIST", false)]
    [InlineData("", Form, "Op_Name=list", false)]
    [InlineData("", Form, "op_name=list&op_name=delete", false)]
    [InlineData("op_name=list", Form, "op_name=delete", false)]
    [InlineData("op_name=list", Form, "op_name=list", false)]
    [InlineData("op_name=list", Form, "op_name[]=delete", false)]
    [InlineData("op_name=list", Form, "op.name=delete", false)]
    [InlineData("op_name=list", Form, "op+name=delete", false)]
    [InlineData("", Json, """{"args":{"op_name":"list"}}""", false)]
    [InlineData("op_name=list", "text/plain", "op_name=delete", false)]
    public async Task One_is_told_by_a_value_that_is_there_once_by_any_name_that_servers_take_for_it(string query, string type, string body, bool goes)
    {
        var judge = Judge(WireRule.Reading.It);
        judge.Judge(Request()).ShouldBeOfType<EgressVerdict.Look>();
        (await judge.ReadsAsync(Request(), $"/ajax.php?{query}", type, Encoding.UTF8.GetBytes(body))).ShouldBe(goes);
    }

    [Fact]
    public async Task Of_another_address_the_value_says_nothing_and_who_explores_may_send_none()
    {
        var body = "op_name=list"u8.ToArray();
        (await Judge(WireRule.Reading.It).ReadsAsync(Request() with { Path = "/other.php" }, "/other.php", Form, body)).ShouldBeFalse();
        (await Judge(WireRule.Exploring.It).ReadsAsync(Request(), "/ajax.php", Form, body)).ShouldBeFalse();
    }

    [Fact]
    public async Task Pages_that_are_turned_by_leaving_them_may_be_listed_so_too()
    {
        var judge = Judge(WireRule.Reading.It);
        judge.Judge(Request() with { Navigates = true }).ShouldBeOfType<EgressVerdict.Look>();
        (await judge.ReadsAsync(Request() with { Navigates = true }, "/ajax.php", Form, "op_name=list&page=2"u8.ToArray())).ShouldBeTrue();
    }

    [Theory]
    [InlineData("op_name=ping", "", true)]
    [InlineData("", "op_name=ping", true)]
    [InlineData("", "op_name=save", false)]
    public void What_pages_send_by_themselves_is_told_by_query_or_body(string query, string body, bool background) =>
        Judge(WireRule.Reading.It).IsBackground(Request(), query, WireBody.Pairs(body)).ShouldBe(background);

    private EgressJudge Judge(WireRule rule)
    {
        var judge = new EgressJudge { Rule = rule };
        judge.Bind(_portal);
        return judge;
    }

    private EgressRequest Request() => new("POST", _portal.BaseUrl.Scheme, _portal.BaseUrl.Host, _portal.BaseUrl.Port, "/ajax.php") { HasBody = true };
}
