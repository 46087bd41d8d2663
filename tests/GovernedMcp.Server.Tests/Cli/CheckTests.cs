using System.Text.Json.Nodes;

namespace GovernedMcp.Server.Tests.Cli;

public sealed class CheckTests : IDisposable
{
    private readonly TrialFolders _folders = new();

    [Fact]
    public async Task The_shipped_configuration_has_no_errors()
    {
        var (exit, output, _) = await _folders.RunAsync("check");
        exit.ShouldBe(0);
        output.ShouldStartWith("no errors: ");
    }

    [Fact]
    public async Task Every_error_stands_on_a_line_with_its_place()
    {
        await File.AppendAllTextAsync(Path.Combine(_folders.Config, "rails.yaml"), "autoapprove: true\n");
        await File.AppendAllTextAsync(Path.Combine(_folders.Config, "registry", "invoice-desk.yaml"), "ownr: me\n");
        var (exit, output, error) = await _folders.RunAsync("check");
        exit.ShouldBe(1);
        output.ShouldContain("config/rails.yaml:");
        output.ShouldContain("config/registry/invoice-desk.yaml:");
        error.ShouldContain("2 errors in the configuration");
        var json = JsonNode.Parse((await _folders.RunAsync("check", "--json")).Out)!;
        json["errors"]!.AsArray().Count.ShouldBe(2);
        ((int)json["errors"]![0]!["line"]!).ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task The_schemas_are_written_as_they_are_checked_in()
    {
        (await _folders.RunAsync("schema")).Exit.ShouldBe(0);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(TrialFolders.Repository, "config", "schema")))
            (await File.ReadAllTextAsync(Path.Combine(_folders.Config, "schema", Path.GetFileName(file)))).ShouldBe(await File.ReadAllTextAsync(file));
    }

    [Fact]
    public async Task The_doctor_looks_at_configuration_store_and_browser()
    {
        var parts = JsonNode.Parse((await _folders.RunAsync("doctor", "--json")).Out)!.AsArray();
        parts.Select(part => (string)part!["part"]!).ShouldBe(["policy", "store", "browser"]);
        parts.ShouldAllBe(part => (bool)part!["ok"]!);
        ((string)parts[2]!["says"]!).ShouldContain("runs as ", Case.Sensitive, "the browser was started");
    }

    public void Dispose() => _folders.Dispose();
}
