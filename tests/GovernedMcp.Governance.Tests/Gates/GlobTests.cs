using System.Diagnostics;
using GovernedMcp.Governance.Gates;

namespace GovernedMcp.Governance.Tests.Gates;

public sealed class GlobTests
{
    [Theory]
    [InlineData("*iban*", "Supplier IBAN", true)]
    [InlineData("*iban*", "account", false)]
    [InlineData("a?c", "abc", true)]
    [InlineData("a?c", "ac", false)]
    [InlineData("*", "", true)]
    [InlineData("", "x", false)]
    [InlineData("a*b*c", "a-x-b-y-c", true)]
    [InlineData("a*b*c", "a-x-c-y-b", false)]
    public void Stars_take_any_run_and_question_marks_one(string glob, string text, bool matches) => Glob.Matches(glob, text).ShouldBe(matches);

    [Fact]
    public void No_pattern_hangs_a_decision()
    {
        var clock = Stopwatch.StartNew();
        Glob.Matches(string.Concat(Enumerable.Repeat("a*", 50)) + "b", new string('a', 20_000)).ShouldBeFalse();
        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(1));
    }
}
