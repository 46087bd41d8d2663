using System.Text.Json.Nodes;

namespace GovernedMcp.Portals.Tests;

/// <summary>A real application, a Skill for it, a workflow and the people who approve, and the real program, spoken to over MCP.</summary>
internal sealed class PortalWorld : IAsyncDisposable
{
    private readonly RealPortal _portal;
    private readonly TrialFolders _folders = new();
    private LiveServer _server = null!;
    private string _personKey = "";

    private PortalWorld(RealPortal portal) => _portal = portal;

    private string Skill => Path.Combine(_folders.Skills, _portal.Name, "portal", "portal.yaml");

    /// <summary>The handle of the session that <see cref="SignInAsync"/> opened.</summary>
    public string Session { get; private set; } = "";

    /// <summary>With the Skill that ships.</summary>
    public static Task<PortalWorld> WithSkillAsync(RealPortal portal) => StartAsync(portal, "all", async (world, address) =>
    {
        var text = await File.ReadAllTextAsync(world.Skill);
        var shipped = text.Split('\n').Single(line => line.StartsWith("base_url: ", StringComparison.Ordinal))["base_url: ".Length..];
        return text.Replace(new Uri(shipped).GetLeftPart(UriPartial.Authority), new Uri(address).GetLeftPart(UriPartial.Authority), StringComparison.Ordinal);
    });

    /// <summary>With a Skill of five lines and nothing declared.</summary>
    public static Task<PortalWorld> WithFiveLinesAsync(RealPortal portal) => StartAsync(portal, "found", async (world, address) =>
    {
        Directory.CreateDirectory(Path.GetDirectoryName(world.Skill)!);
        await File.WriteAllTextAsync(Path.Combine(world._folders.Skills, portal.Name, "SKILL.md"), $"""
            ---
            name: {portal.Name}
            description: A portal that nobody has described yet.
            metadata:
              governed-mcp.portal: portal/portal.yaml
            ---
            """);
        return $"""
            # yaml-language-server: $schema=../../../config/schema/portal.schema.json
            portal: {portal.Name}
            title: {portal.Name}
            base_url: {address}

            """;
    });

    public async Task SignInAsync() => Session = (await _server.ExpectAsync("completed", "portal_login", ("portal", _portal.Name)))["data"]!["session"]!.ToString();

    public Task<JsonObject> ExpectAsync(string outcome, string tool, params (string Name, object Value)[] arguments) =>
        _server.ExpectAsync(outcome, tool, [("session", Session), .. arguments]);

    public Task<JsonObject> GoAsync(string section, params (string Name, object Value)[] parameters) => ExpectAsync("completed", "portal_navigate",
        [("section", section), .. parameters.Length == 0 ? Array.Empty<(string, object)>() : [("params", parameters.ToDictionary(one => one.Name, one => one.Value))]]);

    /// <summary>Every row of a table over all its pages, as texts by column; fails when the reply says that it is not all.</summary>
    public async Task<IReadOnlyList<IReadOnlyDictionary<string, string>>> ReadAllAsync(string table)
    {
        var rows = new List<IReadOnlyDictionary<string, string>>();
        string? cursor = null;
        do
        {
            (string, object)[] further = cursor is null ? [] : [("cursor", cursor)];
            var data = (await ExpectAsync("completed", "portal_extract", [("table", table), ("format", "json"), .. further]))["data"]!.AsObject();
            var columns = data["columns"]!.AsArray().Select(column => column!.ToString()).ToList();
            rows.AddRange(data["rows"]!.AsArray().Select(row => columns.Zip(row!.AsArray(), (column, value) => (column, Text: value?.ToString() ?? "")).ToDictionary(cell => cell.column, cell => cell.Text, StringComparer.Ordinal)));
            cursor = (string?)data["next_cursor"];
            if (cursor is null) ((bool)data["complete"]!).ShouldBeTrue(data["why_incomplete"]?.ToString());
        }
        while (cursor is not null);
        return rows;
    }

    /// <summary>Fills a form and asks to send it: it must be held, and what the approver is shown names the new values.</summary>
    /// <returns>What <see cref="SendAsync"/> takes.</returns>
    public async Task<(string Plan, string Approval)> HoldAsync(string form, IReadOnlyDictionary<string, object> values, string? button = null)
    {
        (string, object)[] sender = button is null ? [] : [("button", button)];
        var plan = (await ExpectAsync("completed", "portal_fill_form", [("form", form), ("values", values), .. sender]))["data"]!["plan"]!.ToString();
        var approval = (await ExpectAsync("held", "portal_submit_form", ("plan", plan)))["approval"]!["id"]!.ToString();
        var (_, shown, _) = await _folders.RunAsync("approvals", "show", approval);
        foreach (var (field, value) in values.Where(pair => pair.Value is string text && !text.Contains('\n', StringComparison.Ordinal)))
        {
            if (field.Contains("password", StringComparison.OrdinalIgnoreCase)) shown.ShouldNotContain((string)value);
            else shown.ShouldContain((string)value);
        }

        if (button is not null) shown.ShouldContain(button);
        return (plan, approval);
    }

    /// <summary>A second person approves, the form is sent, and the portal must have taken it.</summary>
    /// <returns>The reply.</returns>
    public async Task<JsonObject> SendAsync((string Plan, string Approval) held)
    {
        var reply = await AnswerAsync(held);
        reply["data"]!["submit"]!.ToString().ShouldBe("confirmed", reply.ToJsonString());
        return reply;
    }

    /// <summary>A second person approves, and the form is sent.</summary>
    /// <returns>The reply, however it ended.</returns>
    public async Task<JsonObject> AnswerAsync((string Plan, string Approval) held)
    {
        var (exit, output, error) = await _folders.RunAsync("approvals", "approve", held.Approval, "--reason", "checked", "--key-file", _personKey);
        exit.ShouldBe(0, output + error);
        return await _server.CallAsync("portal_submit_form", ("session", Session), ("plan", held.Plan));
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _portal.StopAsync();
        _folders.Dispose();
    }

    private static async Task<PortalWorld> StartAsync(RealPortal portal, string granted, Func<PortalWorld, string, Task<string>> skill)
    {
        var world = new PortalWorld(portal);
        var address = await portal.ResetAsync();
        await File.WriteAllTextAsync(world.Skill, await skill(world, address));
        await File.AppendAllTextAsync(Path.Combine(world._folders.Config, "credentials.yaml"), $"  {portal.Name}/clerk: {{ username: \"env:PORTAL_USER\", password: \"env:PORTAL_PASSWORD\" }}\n");
        await File.WriteAllTextAsync(Path.Combine(world._folders.Config, "registry", "portal-clerk.yaml"), $$"""
            # yaml-language-server: $schema=../schema/workflow.schema.json
            workflow: portal-clerk
            purpose: Works with a portal that nobody here wrote.
            owner: accounts-payable
            accountable: dana@example.com
            status: active
            scope:
              {{portal.Name}}:
                credential: {{portal.Name}}/clerk
                sections: {{granted}}
                tables: {{granted}}
                records: {{granted}}
                forms: {{granted}}
            limits: { calls: 600/h, submits: 20/d }

            """);
        var (exit, output, error) = await world._folders.RunAsync("check");
        exit.ShouldBe(0, output + error);
        var key = await world._folders.IssueAsync("portal-clerk");
        world._personKey = Path.Combine(world._folders.Root, "lee");
        await File.WriteAllTextAsync(world._personKey, await world._folders.IssueAsync("--person", "lee@example.com"));
        world._server = await LiveServer.StartAsync(world._folders, key, ("PORTAL_USER", portal.User), ("PORTAL_PASSWORD", portal.Password));
        return world;
    }
}
