using System.Text.Json.Nodes;

namespace GovernedMcp.Server.Cli.Demo;

/// <summary>
/// The main job, step by step, each with what must come of it: an agent signs in, reads, fills, is held, is approved by a second
/// person, sends once, and the record verifies.
/// </summary>
internal sealed class DemoStory(Narrator tell, DemoFolder folder, PortalProcess portal)
{
    private const string Workflow = "invoice-desk";
    private const string Dana = "dana@example.com";
    private const string Lee = "lee@example.com";
    private const string Submit = "POST /disputes";

    /// <summary>What the environment of the server holds: the credential's values, which the agent never sees.</summary>
    public static IReadOnlyDictionary<string, string?> PortalAccount { get; } =
        new Dictionary<string, string?> { ["NORTHWIND_USER"] = "ap-desk", ["NORTHWIND_PASSWORD"] = "demo-Northwind-7!" };

    /// <summary>The key of the demo's workflow, for whoever goes on playing.</summary>
    public string WorkflowKey { get; private set; } = "";

    /// <summary>The key of the second person, who approves.</summary>
    public string ApproverKey { get; private set; } = "";

    public async Task TellAsync(CancellationToken cancel)
    {
        WorkflowKey = await IssueAsync($"issues a key for the workflow `{Workflow}` to {Dana}, who will run the agent", cancel, "keys", "issue", Workflow, "--held-by", Dana);
        ApproverKey = await IssueAsync($"issues a key to {Lee}, so that an approval is proven and not claimed", cancel, "keys", "issue", "--person", Lee);
        var dana = await IssueAsync($"issues one to {Dana} too", cancel, "keys", "issue", "--person", Dana);

        tell.Step("The agent", "starts the server over MCP stdio and asks for its tools");
        await using var agent = await DemoAgent.StartAsync(folder, WorkflowKey, PortalAccount, cancel);
        var tools = await agent.ToolsAsync(cancel);
        Expect(tools.Contains("portal_submit_form"), "the workflow has its tools");
        tell.Result(string.Join(", ", tools));

        var session = await SignInAsync(agent, cancel);
        await ReadInvoicesAsync(agent, session, cancel);
        await BeRefusedAsync(agent, session, cancel);
        var plan = await FillAsync(agent, session, cancel);
        await SendAsync(agent, session, plan, dana, cancel);

        tell.Step("The agent", "signs out");
        await agent.ExpectAsync("completed", "portal_session", cancel, ("session", session), ("action", "logout"));
        tell.Good("the session and its browser context are gone");
    }

    public async Task AuditAsync(CancellationToken cancel)
    {
        tell.Step("An auditor", "reads the record of every call, before and after");
        tell.Result(await RunAsync(cancel, "audit", "tail", "--most", "40"));
        tell.Step("An auditor", "verifies that nothing in it was changed or removed, and that what needed an approval had one");
        tell.Result(await RunAsync(cancel, "audit", "verify"));
        tell.Good("the record is whole");
    }

    private async Task<string> SignInAsync(DemoAgent agent, CancellationToken cancel)
    {
        tell.Step("The agent", "signs in: portal_login; the password is typed by the server and never seen");
        var reply = await agent.ExpectAsync("completed", "portal_login", cancel, ("portal", "northwind-vendor"));
        Expect(!reply.ToJsonString().Contains(PortalAccount["NORTHWIND_PASSWORD"]!, StringComparison.Ordinal), "no secret in the reply");
        tell.Good($"signed in; on the page {reply["page"]?["title"]}");
        return (string?)reply["data"]?["session"] ?? throw new DemoFailure("portal_login gave no session");
    }

    private async Task ReadInvoicesAsync(DemoAgent agent, string session, CancellationToken cancel)
    {
        tell.Step("The agent", "goes to the invoices and reads the whole table: portal_navigate, portal_extract");
        await agent.ExpectAsync("completed", "portal_navigate", cancel, ("session", session), ("section", "invoices"));
        var (rows, calls, cursor, last) = (0, 0, (string?)null, new JsonObject());
        do
        {
            (string, object)[] arguments = [("session", session), ("table", "invoices"), .. cursor is null ? [] : new (string, object)[] { ("cursor", cursor) }];
            last = await agent.ExpectAsync("completed", "portal_extract", cancel, arguments);
            if (calls++ == 0) tell.Result(string.Join('\n', ((string?)last["data"]?["csv"] ?? "").Split('\n').Take(5)) + "\n…");
            rows += (int)last["data"]!["row_count"]!;
            cursor = (string?)last["data"]?["next_cursor"];
        }
        while (cursor is not null);
        Expect(rows == 500 && (bool)last["data"]!["complete"]!, $"500 rows and complete, not {rows}");
        tell.Good($"{rows} typed rows in {calls} calls, reconciled with the total that the page shows");
    }

    private async Task BeRefusedAsync(DemoAgent agent, string session, CancellationToken cancel)
    {
        tell.Step("The agent", "tries to change the bank details, which its scope does not grant");
        var reply = await agent.ExpectAsync("refused", "portal_fill_form", cancel,
            ("session", session), ("form", "bank-details"), ("values", new Dictionary<string, string> { ["iban"] = "DE02120300000000202051" }));
        tell.Good($"refused: {reply["message"]}");
    }

    private async Task<string> FillAsync(DemoAgent agent, string session, CancellationToken cancel)
    {
        tell.Step("The agent", "fills the dispute form: portal_fill_form; nothing is sent yet");
        var reply = await agent.ExpectAsync("completed", "portal_fill_form", cancel, ("session", session), ("form", "dispute"), ("values", new Dictionary<string, string>
        {
            ["invoice"] = "NW-2026-00042",
            ["reason"] = "Wrong amount",
            ["amount"] = "12.50",
            ["note"] = "Freight was charged twice.",
        }));
        Expect(await portal.HitsAsync(Submit, cancel) == 0, "the portal received no form yet");
        tell.Good($"{reply["message"]}");
        return (string?)reply["data"]?["plan"] ?? throw new DemoFailure("portal_fill_form gave no plan");
    }

    private async Task SendAsync(DemoAgent agent, string session, string plan, string dana, CancellationToken cancel)
    {
        tell.Step("The agent", "submits: portal_submit_form");
        var held = await agent.ExpectAsync("held", "portal_submit_form", cancel, ("session", session), ("plan", plan));
        var approval = (string?)held["approval"]?["id"] ?? throw new DemoFailure("the held call names no approval");
        tell.Good($"held: {held["message"]}");

        tell.Step(Dana, "tries to approve what her own agent asks for");
        var own = await ApproveAsync(dana, approval, cancel);
        Expect(own.Exit != 0, "nobody approves their own");
        tell.Result(own.Output);
        tell.Good("refused: it takes a second person");

        tell.Step(Lee, "looks at it and approves");
        tell.Result(await RunAsync(cancel, "approvals", "show", approval));
        var approved = await ApproveAsync(ApproverKey, approval, cancel);
        Expect(approved.Exit == 0, $"the approval counts: {approved.Output}");
        tell.Result(approved.Output);

        tell.Step("The agent", "hears of it through portal_outcome and submits again, unchanged");
        await agent.ExpectAsync("completed", "portal_outcome", cancel, ("approval", approval), ("wait", 10));
        var sent = await agent.ExpectAsync("completed", "portal_submit_form", cancel, ("session", session), ("plan", plan));
        tell.Good($"{sent["message"]}");

        tell.Step("The agent", "submits once more, as a confused agent might");
        await agent.ExpectAsync("completed", "portal_submit_form", cancel, ("session", session), ("plan", plan));
        var hits = await portal.HitsAsync(Submit, cancel);
        Expect(hits == 1 && (await portal.DisputesAsync(cancel)).Count == 1, $"the portal received the form once, not {hits} times");
        tell.Good("the same outcome from the record; the portal itself counted one form");
    }

    private Task<(int Exit, string Output)> ApproveAsync(string key, string approval, CancellationToken cancel)
    {
        string[] command = ["approvals", "approve", approval, "--reason", "Checked against the contract."];
        tell.Command($"governed-mcp {string.Join(' ', command)}");
        return ChildProgram.RunAsync([.. command, .. Places()], new Dictionary<string, string> { ["GOVERNED_MCP_PERSON_KEY"] = key }, cancel);
    }

    private async Task<string> IssueAsync(string what, CancellationToken cancel, params string[] command)
    {
        tell.Step("The platform team", what);
        return KeyIn(await RunAsync(cancel, command));
    }

    /// <summary>The key that <c>keys issue</c> printed.</summary>
    public static string KeyIn(string output) =>
        output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).FirstOrDefault(word => word.Split('_') is ["gmw" or "gmp", _, { Length: > 40 }])
        ?? throw new DemoFailure("no key was printed");

    private async Task<string> RunAsync(CancellationToken cancel, params string[] command)
    {
        tell.Command($"governed-mcp {string.Join(' ', command)}");
        var (exit, output) = await ChildProgram.RunAsync([.. command, .. Places()], new Dictionary<string, string>(), cancel);
        return exit == 0 ? output : throw new DemoFailure($"`governed-mcp {string.Join(' ', command)}` ended with {exit}: {output}");
    }

    private string[] Places() => ["--config", folder.Config, "--skills", folder.Skills, "--data", folder.Data];

    private static void Expect(bool holds, string what)
    {
        if (!holds) throw new DemoFailure($"expected: {what}");
    }
}
