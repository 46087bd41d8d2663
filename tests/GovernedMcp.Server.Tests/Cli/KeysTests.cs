using System.Text.Json.Nodes;

namespace GovernedMcp.Server.Tests.Cli;

public sealed class KeysTests : IDisposable
{
    private readonly TrialFolders _folders = new();

    [Fact]
    public async Task A_key_is_shown_once_and_never_listed()
    {
        var key = await _folders.IssueAsync("invoice-desk", "--held-by", "lee@example.com");
        key.ShouldStartWith("gmw_");
        var listed = (await _folders.RunAsync("keys", "list", "--json")).Out;
        var only = JsonNode.Parse(listed)!.AsArray().ShouldHaveSingleItem()!;
        ((string?)only["held_by"]).ShouldBe("lee@example.com");
        listed.ShouldNotContain(key.Split('_')[2]);
    }

    [Fact]
    public async Task No_key_for_who_is_not_registered()
    {
        var (exit, output, error) = await _folders.RunAsync("keys", "issue", "nobody");
        exit.ShouldBe(1);
        output.ShouldBeEmpty();
        error.ShouldContain("workflow `nobody` is not registered");
        (await _folders.RunAsync("keys", "issue", "--person", "stranger@example.com")).Error.ShouldContain("people.yaml does not know");
        (await _folders.RunAsync("keys", "issue")).Error.ShouldContain("name a workflow");
    }

    [Fact]
    public async Task A_revoked_key_stays_revoked()
    {
        var id = string.Join('_', (await _folders.IssueAsync("invoice-desk")).Split('_')[..2]);
        (await _folders.RunAsync("keys", "revoke", id)).Exit.ShouldBe(0);
        (await _folders.RunAsync("keys", "revoke", id)).Exit.ShouldBe(1);
        (await _folders.RunAsync("keys", "list")).Out.ShouldContain("revoked");
    }

    public void Dispose() => _folders.Dispose();
}
