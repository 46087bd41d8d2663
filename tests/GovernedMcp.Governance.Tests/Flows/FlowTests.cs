using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using GovernedMcp.Governance.Flows;
using GovernedMcp.Governance.Tests.Road;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Governance.Tests.Flows;

/// <summary>What was read on acme and where it may go, on the whole road.</summary>
public sealed class FlowTests
{
    private const string Refused = "scope.flow_not_granted";
    private readonly World _world = new();

    public FlowTests()
    {
        _world.AddBilling();
        _world.Extract.Body = (_, _) => Task.FromResult(new BlockResult { Message = "1 row", Data = new JsonObject { ["csv"] = "number,supplier,amount,status\nINV-20417,Hartmann GmbH,1834.56,Open\n" } });
    }

    public static TheoryData<string, string> Encoded()
    {
        var cases = new TheoryData<string, string>();
        foreach (var value in new[] { "INV-20417", "Hartmann GmbH", "1834.56" })
        {
            var bytes = Encoding.UTF8.GetBytes(value);
            foreach (var (name, text) in new (string, string)[]
            {
                ("plain", value),
                ("in a sentence", $"please look at {value} again"),
                ("upper case", value.ToUpperInvariant()),
                ("URL", string.Concat(bytes.Select(one => $"%{one:X2}"))),
                ("HTML", string.Concat(value.Select(one => $"&#{(int)one};"))),
                ("HTML, hexadecimal", string.Concat(value.Select(one => $"&#x{(int)one:x};"))),
                ("script", string.Concat(value.Select(one => $"\\u{(int)one:x4}"))),
                ("hexadecimal", Convert.ToHexString(bytes)),
                ("hexadecimal with colons", string.Join(':', bytes.Select(one => one.ToString("x2", System.Globalization.CultureInfo.InvariantCulture)))),
                ("base64", Convert.ToBase64String(bytes)),
                ("base64 of a sentence", Convert.ToBase64String(Encoding.UTF8.GetBytes($"it is {value}, see"))),
                ("base64 for addresses", Convert.ToBase64String(Encoding.UTF8.GetBytes($">>>{value}???")).Replace('+', '-').Replace('/', '_').TrimEnd('=')),
                ("reversed", new string([.. value.Reverse()])),
                ("spaced", string.Join(' ', value.AsEnumerable())),
                ("base64 of hexadecimal", Convert.ToBase64String(Encoding.UTF8.GetBytes(Convert.ToHexString(bytes)))),
                ("URL of HTML", WebUtility.UrlEncode(WebUtility.HtmlEncode($"<{value}>"))),
            })
            {
                cases.Add(name, text);
            }
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Encoded))]
    public async Task What_was_read_on_one_portal_goes_to_no_other_in_any_argument(string encoding, string text)
    {
        await ReadAsync();
        foreach (var (tool, arguments) in Everywhere(text))
        {
            var reply = await _world.CallAsync(tool, arguments);
            reply.Code.ShouldBe(Refused, $"{encoding} in {tool} {arguments}: {reply.Text.Text}");
        }

        (_world.Fill.Runs, _world.Navigate.Runs).ShouldBe((0, 0));
        _world.Log.Entries.Count(entry => entry.RuleId == Refused).ShouldBe(Everywhere(text).Count());
    }

    [Theory]
    [MemberData(nameof(Encoded))]
    public async Task A_declared_flow_lets_it_pass(string encoding, string text)
    {
        _world.Change(workflow => workflow with { Flows = [new FlowGrant("acme", "billing", World.Here)] });
        await ReadAsync();
        (await FillAsync("billing", text)).Outcome.ShouldBe(ReplyOutcome.Completed, encoding);
    }

    [Fact]
    public async Task The_sentence_names_both_portals_and_what_to_declare()
    {
        await ReadAsync();
        (await FillAsync("billing", "INV-20417")).Text.Text.ShouldBe(
            "refused: `/values/note` holds what workflow `desk` read on portal `acme` and may not type on portal `billing`; leave it out, or ask its owner `ap` to declare "
            + "`flows: [{ from: acme, to: billing }]`\n{\"retry\":\"with_change\"}");
    }

    [Theory]
    [InlineData("acme", "INV-20417")]
    [InlineData("billing", "Open")]
    [InlineData("billing", "a note of my own about 1000.00 and 2026-11-27")]
    [InlineData("billing", "INV-20418")]
    [InlineData("billing", "Goods not received")]
    public async Task Home_again_and_everyday_words_pass(string portal, string text)
    {
        await ReadAsync();
        (await FillAsync(portal, text)).Outcome.ShouldBe(ReplyOutcome.Completed);
    }

    [Fact]
    public async Task What_both_portals_showed_may_be_typed_on_both()
    {
        await ReadAsync();
        await ReadAsync("BILLING");
        (await FillAsync("billing", "INV-20417")).Outcome.ShouldBe(ReplyOutcome.Completed);
    }

    [Fact]
    public async Task What_the_caller_said_first_is_its_own_also_when_a_portal_repeats_it()
    {
        (await FillAsync("acme", "INV-20417")).Outcome.ShouldBe(ReplyOutcome.Completed);
        await ReadAsync();
        (await FillAsync("billing", "INV-20417")).Outcome.ShouldBe(ReplyOutcome.Completed);
        (await FillAsync("billing", "Hartmann GmbH")).Code.ShouldBe(Refused);
    }

    [Fact]
    public async Task A_refused_call_makes_nothing_the_callers_own()
    {
        await ReadAsync();
        for (var time = 0; time < 2; time++) (await FillAsync("billing", "Hartmann GmbH")).Code.ShouldBe(Refused);
    }

    [Fact]
    public async Task Going_by_way_of_a_declared_flow_makes_nothing_the_callers_own()
    {
        _world.AddBilling("archive");
        _world.Change(workflow => workflow with { Flows = [new FlowGrant("acme", "billing", World.Here)] });
        await ReadAsync();
        (await FillAsync("billing", "INV-20417")).Outcome.ShouldBe(ReplyOutcome.Completed);
        (await FillAsync("archive", "INV-20417")).Code.ShouldBe(Refused);
    }

    [Fact]
    public async Task What_a_fault_quotes_was_shown_too()
    {
        _world.Extract.Body = (_, _) => throw new BlockFault(Rules.Tables.Column, "the table has no such column") { Allowed = ["KX-77310"] };
        await ReadAsync();
        (await FillAsync("billing", "KX-77310")).Code.ShouldBe(Refused);
    }

    [Fact]
    public async Task Once_more_was_shown_than_is_remembered_whatever_is_followed_counts_as_shown()
    {
        _world.Extract.Body = (_, _) => Task.FromResult(new BlockResult
        {
            Message = "many rows",
            Data = new JsonObject { ["rows"] = new JsonArray([.. Enumerable.Range(0, ValueSet.Most + 1).Select(row => (JsonNode)$"R{1000000 + row}")]) },
        });
        await ReadAsync();
        (await FillAsync("billing", "KX-77310")).Code.ShouldBe(Refused);
        (await FillAsync("billing", "a note of my own")).Outcome.ShouldBe(ReplyOutcome.Completed);
        (await FillAsync("acme", "KX-77310")).Outcome.ShouldBe(ReplyOutcome.Completed);
    }

    private async Task ReadAsync(string session = "SESSION") => (await _world.CallAsync("portal_extract", $$$"""{"session":"{{{session}}}","table":"invoices"}""")).Permitted.ShouldBeTrue();

    private Task<ToolReply> FillAsync(string portal, string text) =>
        _world.CallAsync("portal_fill_form", $$$"""{"session":"{{{Session(portal)}}}","form":"dispute","values":{"note":{{{JsonSerializer.Serialize(text)}}}}}""");

    private static string Session(string portal) => portal == "acme" ? "SESSION" : portal.ToUpperInvariant();

    // Every place of every tool that takes free text.
    private static IEnumerable<(string Tool, string Arguments)> Everywhere(string text)
    {
        var json = JsonSerializer.Serialize(text);
        yield return ("portal_fill_form", $$$"""{"session":"BILLING","form":"dispute","values":{"note":{{{json}}}}}""");
        yield return ("portal_fill_form", $$$"""{"session":"BILLING","form":"dispute","values":{"note":["x",{{{json}}}]}}""");
        yield return ("portal_navigate", $$$"""{"session":"BILLING","section":"invoices","params":{"search":{{{json}}}}}""");
        yield return ("portal_navigate", $$$"""{"session":"BILLING","section":"invoices","params":{ {{{json}}}:"x"}}""");
        yield return ("portal_extract", $$$"""{"session":"BILLING","table":"invoices","where":{"number":{{{json}}}}}""");
        yield return ("portal_extract", $$$"""{"session":"BILLING","table":"invoices","where":{"number":{"in":["x",{{{json}}} ] } } }""");
        yield return ("portal_read", $$$"""{"session":"BILLING","what":"find","query":{{{json}}}}""");
    }
}
