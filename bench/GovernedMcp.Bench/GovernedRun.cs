using System.Diagnostics;
using GovernedMcp.Server.Cli.Demo;

namespace GovernedMcp.Bench;

/// <summary>The same task over MCP: every call decided, recorded twice and redacted. The time in which a person approves is not counted.</summary>
internal sealed class GovernedRun(DemoAgent agent, Approver approver)
{
    /// <returns>How many rows were read, how many bytes of replies they took, and the time the approval took.</returns>
    public async Task<(int Rows, int Bytes, TimeSpan Approving)> RunAsync(CancellationToken cancel)
    {
        var login = await agent.ExpectAsync("completed", "portal_login", cancel, ("portal", "northwind-vendor"));
        var session = (string)login["data"]!["session"]!;
        await agent.ExpectAsync("completed", "portal_navigate", cancel, ("session", session), ("section", "invoices"));

        var (rows, bytes, cursor) = (0, 0, (string?)null);
        do
        {
            (string, object)[] arguments =
            [
                ("session", session), ("table", "invoices"), ("columns", new[] { "number", "supplier", "issued", "due", "amount", "currency" }),
                .. cursor is null ? [] : new (string, object)[] { ("cursor", cursor) },
            ];
            var page = await agent.ExpectAsync("completed", "portal_extract", cancel, arguments);
            rows += (int)page["data"]!["row_count"]!;
            bytes += agent.LastReplyBytes;
            cursor = (string?)page["data"]!["next_cursor"];
        }
        while (cursor is not null);

        var filled = await agent.ExpectAsync("completed", "portal_fill_form", cancel, ("session", session), ("form", "dispute"), ("values", new Dictionary<string, string>
        {
            ["invoice"] = "NW-2026-00042",
            ["reason"] = "Wrong amount",
            ["amount"] = "12.50",
            ["note"] = "Charged twice for freight.",
        }));
        var plan = (string)filled["data"]!["plan"]!;
        var held = await agent.ExpectAsync("held", "portal_submit_form", cancel, ("session", session), ("plan", plan));
        var approving = Stopwatch.StartNew();
        await approver.ApproveAsync((string)held["approval"]!["id"]!, cancel);
        approving.Stop();
        await agent.ExpectAsync("completed", "portal_submit_form", cancel, ("session", session), ("plan", plan));
        await agent.ExpectAsync("completed", "portal_session", cancel, ("session", session), ("action", "logout"));
        return (rows, bytes, approving.Elapsed);
    }
}
