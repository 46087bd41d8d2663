using GovernedMcp.Server.Mcp.Identity;

namespace GovernedMcp.Server.Tests.Mcp;

public sealed class PresentedKeyTests
{
    private const string Variable = "GOVERNED_MCP_TEST_KEY";

    [Fact]
    public void The_key_is_taken_out_of_the_environment()
    {
        Environment.SetEnvironmentVariable(Variable, "gmw_1_2");
        using var key = PresentedKey.Take(file: null, Variable);
        key.Key!.Reveal().ShouldBe("gmw_1_2");
        Environment.GetEnvironmentVariable(Variable).ShouldBeNull();
    }

    [Fact]
    public void Without_any_there_is_none()
    {
        using var key = PresentedKey.Take(file: null, "GOVERNED_MCP_TEST_NO_KEY");
        key.Key.ShouldBeNull();
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_a_fault_not_a_missing_key() =>
        Should.Throw<IOException>(() => PresentedKey.Take("/nowhere/key", "GOVERNED_MCP_TEST_NO_KEY"));
}
