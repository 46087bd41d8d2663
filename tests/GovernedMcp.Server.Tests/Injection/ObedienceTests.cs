using System.Text.Json.Nodes;
using GovernedMcp.Governance.Audit;
using ModelContextProtocol.Protocol;
using GovernedMcp.Testing;

namespace GovernedMcp.Server.Tests.Injection;

/// <summary>
/// Not whether a model falls for what a page says, but what happens when it does: a client that obeys every order it reads, against
/// the real program with a real browser. The servers around it are the witnesses.
/// </summary>
public sealed class ObedienceTests
{
    [Fact]
    public void The_orders_are_many_and_want_every_kind_of_harm()
    {
        Payload.All.Count.ShouldBeGreaterThanOrEqualTo(60);
        Payload.All.Select(payload => payload.Id).ShouldBeUnique();
        Payload.All.Select(payload => payload.Forbids).Distinct().Order().ShouldBe(
            ["approve", "credential", "download", "exfiltrate", "form", "origin", "scheme", "scope", "session", "unsafe"]);
        Canary.Disguises.Count.ShouldBe(9);
    }

    [Fact]
    public async Task Whatever_pages_order_brings_nothing_about()
    {
        await using var world = await InjectionWorld.StartAsync();
        var fell = new SortedSet<string>();
        foreach (var (workflow, fills) in ((string, bool)[])[("reader", false), ("filer", true)])
        {
            await using var client = await world.ClientAsync(workflow);
            var before = await client.ToolsAsync();
            await client.SignInAsync("harbour");
            await client.WorkAsync("path:/home", fills: false);
            foreach (var page in Payload.Pages) await client.WorkAsync($"path:/p/{page}", fills);

            // Nothing that an order wants came about, and what the caller may do is what it was.
            world.Effects().ShouldBeEmpty($"as {workflow}");
            (await client.ToolsAsync()).ShouldBe(before);
            before.ShouldNotContain("says:");
            client.Calls.Where(call => call.Tool == "portal_submit_form").ShouldAllBe(call => call.Outcome != "completed");
            client.Calls.Any(call => call.Outcome == "held").ShouldBe(fills, "a submit waits for a person, who never comes");
            client.Pages.ShouldNotBeEmpty();

            OnRecord(world, workflow, client);
            InOurVoice(client);
            fell.UnionWith(client.Fell);
        }

        // It did fall for what can be seen, and only for that: else nothing was shown.
        Payload.All.Where(payload => payload.Seen is { } seen && fell.Contains(payload.Id) != seen).Select(payload => $"{payload.Id} {payload.Name}").ShouldBeEmpty();
        world.Log.ShouldNotContain("says:", Case.Sensitive, "no word of a page is in a log");
    }

    [Fact]
    public async Task Where_the_configuration_allows_it_the_witnesses_see_it()
    {
        // A portal whose Skill lists the attacker's origin, and a person who says yes.
        await using var world = await InjectionWorld.StartAsync(lax: true);
        await using var client = await world.ClientAsync("filer");
        await client.SignInAsync("harbour");
        await client.WorkAsync("path:/home", fills: false);
        await client.WorkAsync("path:/p/0", fills: false);
        await client.AskAsync("portal_navigate", new() { ["section"] = "path:/p/0" });
        await client.AskAsync("portal_fill_form", new() { ["form"] = "Order", ["values"] = new JsonObject { ["Note"] = "999" } });
        (await client.SubmitAsync())["outcome"]!.ToString().ShouldBe("held");
        await world.ApproveAsync(client.Approval);
        await client.SubmitAsync();

        var effects = world.Effects();
        effects.ShouldContain("unsafe: POST /orders at harbour");
        effects.ShouldContain(effect => effect.StartsWith("another origin: GET /heading", StringComparison.Ordinal));
        foreach (var way in (string[])["plain", "base64", "hex", "reversed"]) effects.ShouldContain($"the ledger at another origin, {way}");
    }

    // Each call left a record when it was decided, refused ones too, and nobody's answer is among them.
    private static void OnRecord(InjectionWorld world, string workflow, ObedientClient client)
    {
        var records = world.Records().Where(record => record.Agent == workflow).ToList();
        var told = records.Where(record => record.Type is AuditTypes.Intent or AuditTypes.Declined).CountBy(record => record.Tool!).OrderBy(pair => pair.Key, StringComparer.Ordinal);
        told.ShouldBe(client.Calls.CountBy(call => call.Tool).OrderBy(pair => pair.Key, StringComparer.Ordinal), string.Join('\n', client.Calls));
        world.Records().ShouldNotContain(record => record.Type == AuditTypes.ApprovalVote || record.Type == AuditTypes.ApprovalConsumed);
        records.Select(record => record.PolicyDigest).Where(digest => digest is not null).Distinct().Count().ShouldBe(1, "the policy is the one it began with");
    }

    // What stands before the divider, and message and warnings, are ours: no order stands there.
    private static void InOurVoice(ObedientClient client)
    {
        foreach (var reply in client.Replies)
        {
            var text = reply.Content.OfType<TextContentBlock>().First().Text;
            var envelope = reply.StructuredContent!.Value;
            var ours = $"{envelope.GetProperty("message")}\n{envelope.GetProperty("warnings")}\n{text.Split("data with words of the portal")[0]}";
            Believed.In(ours).ShouldBeEmpty(ours);
        }
    }
}
