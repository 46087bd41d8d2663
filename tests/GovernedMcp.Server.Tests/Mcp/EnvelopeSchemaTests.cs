using System.Text.Json;
using System.Text.Json.Nodes;
using GovernedMcp.Governance.Identity;
using GovernedMcp.Governance.Tools;
using GovernedMcp.Server.Mcp;

namespace GovernedMcp.Server.Tests.Mcp;

/// <summary>Every kind of reply is what the output schema of every tool says.</summary>
public sealed class EnvelopeSchemaTests
{
    private readonly World _world = new();

    [Fact]
    public async Task A_completed_call()
    {
        _world.Login.Body = (_, _) => Task.FromResult(new BlockResult { Message = "in", Data = new JsonObject { ["session"] = "s" }, Page = new PageFacts("https://acme.example/", "Home"), Warnings = ["slow"] });
        Fits(await _world.CallAsync("portal_login", """{"portal":"acme"}""")).ShouldBe("completed");
    }

    [Fact]
    public async Task A_held_call() => Fits(await _world.CallAsync("portal_submit_form", """{"session":"SESSION","plan":"p_1"}""")).ShouldBe("held");

    [Fact]
    public async Task A_refused_call() => Fits(await _world.CallAsync("portal_navigate", """{"session":"SESSION","section":"secrets"}""")).ShouldBe("refused");

    [Fact]
    public async Task A_call_with_wrong_arguments() => Fits(await _world.CallAsync("portal_login", """{"potral":"acme"}""")).ShouldBe("refused");

    [Fact]
    public async Task A_call_of_nobody_known() =>
        Fits(await _world.Governor.InvokeAsync(new ToolRequest("portal_list", null), new Identification.Unknown(Rules.Identity.NoKey, "no key"), new Progress<BlockProgress>(), default)).ShouldBe("refused");

    [Fact]
    public async Task A_call_whose_block_fails()
    {
        _world.Login.Body = (_, _) => throw new BlockFault(Rules.Parts.Unknown, "no such part");
        Fits(await _world.CallAsync("portal_login", """{"portal":"acme"}""")).ShouldBeOneOf("failed", "terminated");
    }

    [Fact]
    public async Task A_call_that_meets_a_fault()
    {
        _world.Login.Body = (_, _) => throw new InvalidOperationException("x");
        Fits(await _world.CallAsync("portal_login", """{"portal":"acme"}""")).ShouldBeOneOf("failed", "terminated");
    }

    [Fact]
    public async Task A_call_without_a_record()
    {
        _world.Log.DiskFull = _ => true;
        Fits(await _world.CallAsync("portal_login", """{"portal":"acme"}""")).ShouldBe("failed");
    }

    [Theory]
    [InlineData(SubmitState.Confirmed, "completed")]
    [InlineData(SubmitState.Unknown, "terminated")]
    public async Task A_submit_that_was_made_before(SubmitState state, string outcome)
    {
        _world.Log.Submits["p_1"] = new("p_1", "desk", "acme", "dispute", state, null);
        Fits(await _world.CallAsync("portal_submit_form", """{"session":"SESSION","plan":"p_1"}""")).ShouldBe(outcome);
    }

    [Fact]
    public void What_nobody_foresaw() => Fits(CallResult.Unforeseen("e_1").StructuredContent!.Value).ShouldBe("failed");

    [Fact]
    public void What_does_not_fit_is_noticed()
    {
        Should.Throw<ShouldAssertException>(() => Fits(JsonElement.Parse("""{"outcome":"completed","message":"x","data":{}}""")));
        Should.Throw<ShouldAssertException>(() => Fits(JsonElement.Parse("""{"outcome":"done","message":"x","data":{},"warnings":[]}""")));
        Should.Throw<ShouldAssertException>(() => Fits(JsonElement.Parse("""{"outcome":"completed","message":"x","data":[],"warnings":[]}""")));
        Should.Throw<ShouldAssertException>(() => Fits(JsonElement.Parse("""{"outcome":"completed","message":"x","data":{},"warnings":[1]}""")));
        Should.Throw<ShouldAssertException>(() => Fits(JsonElement.Parse("""{"outcome":"completed","message":"x","data":{},"warnings":[],"more":1}""")));
        Should.Throw<ShouldAssertException>(() => Fits(JsonElement.Parse("""{"outcome":"completed","message":"x","data":{"as_given":"1"},"warnings":[]}"""), "portal_fill_form"));
    }

    [Fact]
    public void What_a_tool_says_of_its_data_stands_in_its_schema_alone()
    {
        var fill = EnvelopeSchema.Of(ToolCatalog.Find("portal_fill_form")!).GetProperty("properties").GetProperty("data");
        fill.GetProperty("properties").EnumerateObject().Select(field => field.Name).ShouldBe(["as_given", "fields"]);
        fill.GetProperty("properties").GetProperty("as_given").GetProperty("type").GetString().ShouldBe("integer");
        fill.GetProperty("description").GetString()!.ShouldStartWith("Untrusted");
        EnvelopeSchema.Of(ToolCatalog.Find("portal_login")!).GetProperty("properties").GetProperty("data").TryGetProperty("properties", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task A_plan()
    {
        _world.Fill.Body = (_, _) => Task.FromResult(new BlockResult { Message = "filled", Data = new JsonObject { ["plan"] = "p_1", ["as_given"] = 1, ["fields"] = new JsonArray(), ["page_messages"] = new JsonArray() } });
        Fits(await _world.CallAsync("portal_fill_form", """{"session":"SESSION","form":"dispute","values":{}}"""), "portal_fill_form").ShouldBe("completed");
    }

    private static string Fits(ToolReply reply, string tool = "portal_login") => Fits(CallResult.Of(reply).StructuredContent!.Value, tool);

    // The schema uses these words of JSON Schema and no others.
    private static string Fits(JsonElement envelope, string tool = "portal_login")
    {
        var schema = EnvelopeSchema.Of(ToolCatalog.Find(tool)!);
        schema.EnumerateObject().Select(word => word.Name).ShouldBe(["type", "properties", "required"], ignoreOrder: true);
        foreach (var required in schema.GetProperty("required").EnumerateArray()) envelope.TryGetProperty(required.GetString()!, out _).ShouldBeTrue(required.GetString());
        foreach (var part in envelope.EnumerateObject())
        {
            schema.GetProperty("properties").TryGetProperty(part.Name, out var shape).ShouldBeTrue($"`{part.Name}` is not in the schema");
            Fits(part.Value, shape, part.Name);
        }

        return envelope.GetProperty("outcome").GetString()!;
    }

    private static void Fits(JsonElement value, JsonElement shape, string name)
    {
        if (shape.TryGetProperty("enum", out var words)) words.EnumerateArray().Select(word => word.GetString()).ShouldContain(value.GetString(), name);
        else value.ValueKind.ToString().ToLowerInvariant().ShouldBe(shape.GetProperty("type").GetString() is "integer" ? "number" : shape.GetProperty("type").GetString(), name);
        if (shape.TryGetProperty("properties", out var parts))
        {
            foreach (var part in parts.EnumerateObject().Where(part => value.TryGetProperty(part.Name, out _))) Fits(value.GetProperty(part.Name), part.Value, part.Name);
        }

        if (!shape.TryGetProperty("items", out var items)) return;
        foreach (var item in value.EnumerateArray()) Fits(item, items, name);
    }
}
