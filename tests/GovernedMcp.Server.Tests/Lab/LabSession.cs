using System.Text.Json.Nodes;
using GovernedMcp.DemoPortal.Lab;
using GovernedMcp.Server.Tests.Faults;

namespace GovernedMcp.Server.Tests.Lab;

/// <summary>A client's session on the lab.</summary>
internal sealed class LabSession
{
    private const int FillsAnew = 2;
    private readonly LabWorld _world;
    private readonly LiveServer _server;
    private readonly string _id;

    private LabSession(LabWorld world, LiveServer server, string id) => (_world, _server, _id) = (world, server, id);

    public static async Task<LabSession> OpenAsync(LabWorld world, LiveServer server, string portal) =>
        new(world, server, (await server.ExpectAsync("completed", "portal_login", ("portal", portal)))["data"]!["session"]!.ToString());

    public Task<JsonObject> CallAsync(string tool, params (string Name, object Value)[] arguments) => _server.CallAsync(tool, [("session", _id), .. arguments]);

    public Task<JsonObject> ExpectAsync(string outcome, string tool, params (string Name, object Value)[] arguments) => _server.ExpectAsync(outcome, tool, [("session", _id), .. arguments]);

    public Task<JsonObject> GoAsync(string section) => ExpectAsync("completed", "portal_navigate", ("section", section));

    /// <returns>All rows, a cell's text or number each, after the names of the columns.</returns>
    public async Task<string> TableAsync(string table)
    {
        var data = (await ExpectAsync("completed", "portal_extract", ("table", table)))["data"]!;
        data["complete"]!.GetValue<bool>().ShouldBeTrue(data.ToJsonString());
        return data["csv"]!.ToString();
    }

    /// <summary>Fills a form, has it approved, sends it once; anew where the reply says that the page changed and nothing was sent.</summary>
    /// <returns>It as it arrived.</returns>
    public async Task<LabReceipt> SendAsync(string form, string arrivesAs, params (string Field, object Value)[] values)
    {
        var before = _world.Received(arrivesAs).Count;
        for (var rounds = 0; ; rounds++)
        {
            var plan = await FillAsync(form, values);
            var reply = await CallAsync("portal_submit_form", ("plan", plan));
            _world.Received(arrivesAs).Count.ShouldBe(before);
            if (reply["outcome"]!.ToString() == "held")
            {
                await _world.ApproveAsync(reply["approval"]!["id"]!.ToString());
                reply = await CallAsync("portal_submit_form", ("plan", plan));
            }

            if (reply["code"]?.ToString() == "form.changed" && rounds < FillsAnew) continue;
            reply["data"]?["submit"]?.ToString().ShouldBe("confirmed", reply.ToJsonString());
            return _world.Received(arrivesAs).Skip(before).ShouldHaveSingleItem();
        }
    }

    /// <returns>The plan.</returns>
    public async Task<string> FillAsync(string form, params (string Field, object Value)[] values) =>
        (await ExpectAsync("completed", "portal_fill_form", ("form", form), ("values", Values(values))))["data"]!["plan"]!.ToString();

    public static JsonObject Values(params (string Field, object Value)[] values) =>
        new(values.Select(value => KeyValuePair.Create(value.Field, (JsonNode?)JsonValue.Create(value.Value.ToString()))));
}
