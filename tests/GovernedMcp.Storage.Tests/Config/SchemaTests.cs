using GovernedMcp.Storage.Config;

namespace GovernedMcp.Storage.Tests.Config;

public sealed class SchemaTests
{
    private static string Folder => Shipped.PathOf("config", "schema");

    [Fact]
    public void The_schemas_checked_in_are_those_of_the_code()
    {
        // GOVERNEDMCP_WRITE_SCHEMAS=1 dotnet test writes them.
        if (Environment.GetEnvironmentVariable("GOVERNEDMCP_WRITE_SCHEMAS") == "1") SchemaFiles.WriteAll(Folder);

        Directory.GetFiles(Folder).Select(Path.GetFileName).Order().ShouldBe(SchemaFiles.All.Keys.Order());
        foreach (var (name, content) in SchemaFiles.All) File.ReadAllText(Path.Combine(Folder, name)).ShouldBe(content, name);
    }

    [Theory]
    [InlineData("config/people.yaml", "people")]
    [InlineData("config/rails.yaml", "rails")]
    [InlineData("config/credentials.yaml", "credentials")]
    [InlineData("config/registry/invoice-desk.yaml", "workflow")]
    [InlineData("skills/northwind-vendor/portal/portal.yaml", "portal")]
    public void Every_shipped_file_names_its_schema_on_line_one(string file, string schema)
    {
        var path = Shipped.PathOf(file);
        var line = File.ReadLines(path).First();

        line.ShouldStartWith("# yaml-language-server: $schema=");
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, line.Split('=')[1])).ShouldBe(Path.Combine(Folder, $"{schema}.schema.json"));
    }
}
