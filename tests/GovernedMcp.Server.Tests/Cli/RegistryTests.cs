using System.Text.Json.Nodes;

namespace GovernedMcp.Server.Tests.Cli;

public sealed class RegistryTests : IDisposable
{
    private readonly TrialFolders _folders = new();

    [Fact]
    public async Task The_list_and_one_entry_say_who_answers_and_what_it_touches()
    {
        (await _folders.RunAsync("registry", "list")).Out.ShouldContain("accounts-payable");
        var entry = JsonNode.Parse((await _folders.RunAsync("registry", "show", "invoice-desk", "--json")).Out)!;
        ((string?)entry["accountable"]).ShouldBe("dana@example.com");
        ((string?)entry["scope"]!["northwind-vendor"]!["credential"]).ShouldBe("northwind/ap-desk");
        (await _folders.RunAsync("registry", "who-touches", "northwind-vendor")).Out.ShouldContain("invoice-desk");
        (await _folders.RunAsync("registry", "show", "nobody")).Exit.ShouldBe(1);
    }

    [Fact]
    public async Task The_kill_switch_works_with_a_broken_configuration_and_lifting_it_takes_a_person()
    {
        var key = await KeyFileAsync("--person", "maria@example.com");
        var rails = Path.Combine(_folders.Config, "rails.yaml");
        var good = await File.ReadAllTextAsync(rails);
        await File.WriteAllTextAsync(rails, "nonsense");
        (await _folders.RunAsync("registry", "suspend", "invoice-desk", "--reason", "odd calls")).Exit.ShouldBe(0);
        await File.WriteAllTextAsync(rails, good);

        (await _folders.RunAsync("registry", "list")).Out.ShouldContain("suspended (kill switch)");
        (await _folders.RunAsync("registry", "resume", "invoice-desk", "--reason", "checked")).Exit.ShouldBe(1);
        (await _folders.RunAsync("registry", "resume", "invoice-desk", "--reason", "checked", "--key-file", key)).Exit.ShouldBe(0);
        (await _folders.RunAsync("registry", "list")).Out.ShouldNotContain("kill switch");
    }

    [Fact]
    public async Task Only_an_owner_attests()
    {
        var owner = await KeyFileAsync("--person", "dana@example.com");
        var other = await KeyFileAsync("--person", "maria@example.com");
        var workflow = await KeyFileAsync("invoice-desk");
        (await _folders.RunAsync("registry", "attest", "invoice-desk", "--key-file", other)).Error.ShouldContain("does not answer for workflow");
        (await _folders.RunAsync("registry", "attest", "invoice-desk", "--key-file", workflow)).Error.ShouldContain("it is a workflow's");
        (await _folders.RunAsync("registry", "attest", "invoice-desk", "--key-file", owner)).Exit.ShouldBe(0);
        (await _folders.RunAsync("audit", "tail")).Out.ShouldContain("registry.attested");
        (await _folders.RunAsync("audit", "verify")).Exit.ShouldBe(0);
    }

    public void Dispose() => _folders.Dispose();

    private async Task<string> KeyFileAsync(params string[] issue)
    {
        var file = Path.Combine(_folders.Root, $"key-{issue[^1]}");
        await File.WriteAllTextAsync(file, await _folders.IssueAsync(issue));
        return file;
    }
}
