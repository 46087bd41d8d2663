using System.Runtime.CompilerServices;

namespace GovernedMcp.Governance.Tests.Decisions;

/// <summary>The golden decision cases: one readable file a rule, Decisions/cases/.</summary>
public sealed class DecisionTests
{
    public static TheoryData<string> Cases() => [.. DecisionCase.All.Select(path => Path.GetFileNameWithoutExtension(path))];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Decides_as_written(string name)
    {
        var decision = new DecisionCase(DecisionCase.All.Single(path => Path.GetFileNameWithoutExtension(path) == name));
        if (Environment.GetEnvironmentVariable("GOVERNED_MCP_WRITE_DOCS") == "1") Write(name, decision.Decide());
        decision.Decide().ShouldBe(decision.Expected);
    }

    [Fact]
    public void Every_rule_that_the_policy_decides_by_has_its_case()
    {
        var decided = Rules.All.Select(rule => rule.Id).Where(id => id.Split('.')[0] is "scope" or "registry" or "limit" or "gate");
        var cases = DecisionCase.All.Select(path => string.Join('.', Path.GetFileNameWithoutExtension(path).Split('.').Take(2))).ToHashSet();
        decided.Where(id => !cases.Contains(id)).ShouldBeEmpty();
    }

    private static void Write(string name, string decision, [CallerFilePath] string here = "")
    {
        var source = Path.Combine(Path.GetDirectoryName(here)!, "cases", name + ".txt");
        var text = File.ReadAllText(source);
        File.WriteAllText(source, text[..(text.IndexOf("----------\n", StringComparison.Ordinal) + 11)] + decision);
    }
}
