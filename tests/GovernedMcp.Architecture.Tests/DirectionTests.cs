using System.Reflection;

namespace GovernedMcp.Architecture.Tests;

/// <summary>Who may know whom: Governance ← {Storage, Browser} ← Server, and one vendor, one project.</summary>
public sealed class DirectionTests
{
    [Fact]
    public void Governance_knows_nobody_but_the_base_library() =>
        House.Governance.GetReferencedAssemblies().Select(name => name.Name!).Where(name => !name.StartsWith("System.", StringComparison.Ordinal)).ShouldBeEmpty();

    [Fact]
    public void Storage_and_Browser_do_not_see_each_other()
    {
        References(House.Storage).ShouldNotContain("GovernedMcp.Browser");
        References(House.Browser).ShouldNotContain("GovernedMcp.Storage");
        References(House.Storage).ShouldNotContain("governed-mcp");
        References(House.Browser).ShouldNotContain("governed-mcp");
    }

    [Theory]
    [InlineData("ModelContextProtocol", "governed-mcp")]
    [InlineData("Microsoft.IdentityModel", "governed-mcp")]
    [InlineData("OpenTelemetry", "governed-mcp")]
    [InlineData("Microsoft.Playwright", "GovernedMcp.Browser")]
    [InlineData("YamlDotNet", "GovernedMcp.Storage")]
    [InlineData("Microsoft.Data.Sqlite", "GovernedMcp.Storage")]
    [InlineData("Dapper", "GovernedMcp.Storage")]
    public void One_vendor_one_project(string vendor, string project)
    {
        foreach (var assembly in House.All.Where(assembly => assembly.GetName().Name != project))
            References(assembly).ShouldNotContain(name => name.StartsWith(vendor, StringComparison.Ordinal), $"{assembly.GetName().Name} knows {vendor}");
    }

    private static IEnumerable<string> References(Assembly assembly) => assembly.GetReferencedAssemblies().Select(name => name.Name!);
}
