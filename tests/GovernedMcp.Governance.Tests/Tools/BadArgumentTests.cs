using System.Text.Json;
using GovernedMcp.Governance.Tests.Road;

namespace GovernedMcp.Governance.Tests.Tools;

/// <summary>tests/badinputs/arguments.jsonl: every bad argument gets its code, its pointer and a sentence, and nothing runs.</summary>
public sealed class BadArgumentTests
{
    public static TheoryData<string> Cases() => [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "badinputs", "arguments.jsonl"))];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Is_refused_with_code_pointer_and_sentence(string line)
    {
        using var document = JsonDocument.Parse(line);
        var bad = document.RootElement;
        var world = new World();
        var reply = await world.CallAsync(bad.GetProperty("tool").GetString()!, Arguments(bad));

        reply.Outcome.ShouldBe(ReplyOutcome.Refused);
        var envelope = reply.Envelope.Node!;
        ((string?)envelope["code"]).ShouldBe(bad.GetProperty("code").GetString());
        ((string)envelope["message"]!).ShouldContain(bad.GetProperty("says").GetString()!);
        if (bad.TryGetProperty("pointer", out var pointer)) ((string?)envelope["data"]!["problems"]![0]!["pointer"]).ShouldBe(pointer.GetString());
        (world.Login.Runs + world.Submit.Runs + world.Fill.Runs + world.Extract.Runs).ShouldBe(0);
        world.Log.Entries.ShouldHaveSingleItem().Decision.ShouldBe("refused");
    }

    // Whoever is told too much repairs what was right.
    [Theory]
    [InlineData("""{"view":"outline","session":"SESSION","form":"dispute","values":{"invoice":"NW-1"}}""", "/view")]
    [InlineData("""{"form":7,"session":"SESSION","values":{"invoice":"NW-1"}}""", "/form")]
    [InlineData("""{"view":1,"session":"SESSION","form":"dispute"}""", "/view,/values")]
    [InlineData("""{"view":1,"session":"SESSION","session":"OTHER","form":"dispute","values":{}}""", "/view,/session")]
    public async Task Nothing_that_is_given_is_told_as_missing(string arguments, string pointers)
    {
        var reply = await new World().CallAsync("portal_fill_form", arguments);
        string.Join(',', reply.Envelope.Node!["data"]!["problems"]!.AsArray().Select(problem => (string?)problem!["pointer"])).ShouldBe(pointers);
    }

    private static string Arguments(JsonElement bad)
    {
        if (bad.TryGetProperty("raw", out var raw)) return raw.GetString()!;
        if (bad.TryGetProperty("arguments", out var arguments)) return arguments.GetRawText();
        return bad.TryGetProperty("recipe", out var recipe) ? Recipe(recipe.GetString()!) : "{}";
    }

    private static string Recipe(string name) => name switch
    {
        "value-64k-plus-1" => Fill($"\"note\":\"{new string('x', (64 * 1024) + 1)}\""),
        "fields-500" => Fill(string.Join(',', Enumerable.Range(0, 500).Select(number => $"\"f{number}\":1"))),
        _ => throw new ArgumentOutOfRangeException(nameof(name)),
    };

    private static string Fill(string values) => "{\"session\":\"SESSION\",\"form\":\"dispute\",\"values\":{" + values + "}}";
}
