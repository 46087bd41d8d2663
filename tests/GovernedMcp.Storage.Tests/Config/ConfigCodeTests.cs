using GovernedMcp.Storage.Config;

namespace GovernedMcp.Storage.Tests.Config;

public sealed class ConfigCodeTests
{
    [Fact]
    public void The_documented_codes_are_those_of_the_code()
    {
        var documented = File.ReadLines(Shipped.PathOf("docs", "config-errors.md"))
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(line => line.Split('`')[1]);

        documented.ShouldBe(ConfigCodes.All);
    }

    [Fact]
    public void Every_code_is_the_answer_to_some_bad_input()
    {
        string[] files = ["registry.jsonl", "gates.jsonl", "skills.jsonl"];

        ConfigCodes.All.Except(files.SelectMany(BadInput.All).Select(input => input.Code)).ShouldBeEmpty();
    }
}
