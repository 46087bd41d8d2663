using GovernedMcp.Server.Mcp.Identity;

namespace GovernedMcp.Server.Tests.Mcp.Identity;

/// <summary>What the header holds beside tokens: nothing, other schemes, and keys of both realms.</summary>
public sealed class SchemeTests : IAsyncLifetime
{
    private IdentityWorld _world = null!;

    public async Task InitializeAsync() => _world = await IdentityWorld.StartAsync();

    public Task DisposeAsync() => _world.DisposeAsync().AsTask();

    [Theory]
    [InlineData("Basic ")]
    [InlineData("DPoP ")]
    [InlineData("")]
    [InlineData("Bearer: ")]
    [InlineData(" Bearer ")]
    public async Task A_token_in_the_wrong_scheme_proves_nobody(string scheme) =>
        (await _world.Door.ReadAsync(scheme + _world.Token(), CancellationToken.None)).ShouldBeOfType<Authentication.Rejected>().Rule.ShouldBe(Rules.Identity.UnknownKey);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public async Task Nothing_at_all_is_no_error_of_a_token(string? header)
    {
        var rejected = (await _world.Door.ReadAsync(header, CancellationToken.None)).ShouldBeOfType<Authentication.Rejected>();
        (rejected.Rule, rejected.TokenGiven).ShouldBe((Rules.Identity.NoKey, false));
    }

    [Fact]
    public async Task A_key_of_a_workflow_proves_it_without_scopes()
    {
        var key = await _world.Store.Keys.IssueWorkflowKeyAsync("desk", "dana@example.com", "test");

        var proven = await _world.ProvenAsync(key.Text);

        (proven.Caller.KeyId, proven.Principal, proven.Scopes, proven.Issuer).ShouldBe((key.Id, $"key:{key.Id}", null, null));
    }

    [Fact]
    public async Task A_revoked_key_proves_nobody_and_neither_does_its_id()
    {
        var key = await _world.Store.Keys.IssueWorkflowKeyAsync("desk", "dana@example.com", "test");
        await _world.Store.Keys.RevokeAsync(key.Id, "test");

        (await _world.RejectedAsync(key.Text)).Rule.ShouldBe(Rules.Identity.UnknownKey);
        (await _world.RejectedAsync(key.Id)).Rule.ShouldBe(Rules.Identity.UnknownKey);
    }

    [Fact]
    public async Task A_persons_key_opens_no_tools() =>
        (await _world.RejectedAsync((await _world.Store.Keys.IssuePersonKeyAsync("dana@example.com", "test")).Text)).Rule.ShouldBe(Rules.Identity.UnknownKey);

    [Fact]
    public async Task A_token_whose_subject_is_a_revoked_key_is_only_a_token()
    {
        var key = await _world.Store.Keys.IssueWorkflowKeyAsync("desk", "dana@example.com", "test");
        (await _world.ProvenAsync(_world.Token((_, claims) => claims["sub"] = key.Id))).Caller.KeyId.ShouldStartWith("jwt_");
    }

    [Fact]
    public async Task Who_the_client_says_it_is_changes_nothing()
    {
        var who = (await _world.ProvenAsync(_world.Token())).Caller;
        await using var plain = new InProcessServer(_world.World, new Governance.Identity.Identification.Known(who));
        await using var spoofed = new InProcessServer(_world.World, new Governance.Identity.Identification.Known(who));

        var seen = await ToolsAsync(plain, "raw");

        seen.ShouldContain("portal_fill_form");
        (await ToolsAsync(spoofed, "finance-agent")).ShouldBe(seen);
    }

    private static async Task<string> ToolsAsync(InProcessServer server, string client)
    {
        await server.AskAsync($$$"""{"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"{{{client}}}","version":"1"} } }""");
        await server.SendAsync("""{"jsonrpc":"2.0","method":"notifications/initialized"}""");
        return (await server.AskAsync("""{"jsonrpc":"2.0","id":1,"method":"tools/list"}""")).ToJsonString();
    }
}
