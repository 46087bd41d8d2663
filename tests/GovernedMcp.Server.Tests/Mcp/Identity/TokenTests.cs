using System.Text.Json.Nodes;
using GovernedMcp.Governance.Identity;

namespace GovernedMcp.Server.Tests.Mcp.Identity;

public sealed class TokenTests : IAsyncLifetime
{
    private IdentityWorld _world = null!;

    public static TheoryData<string> Bad => new(BadTokens.All.Keys);

    public async Task InitializeAsync() => _world = await IdentityWorld.StartAsync();

    public Task DisposeAsync() => _world.DisposeAsync().AsTask();

    [Fact]
    public async Task A_token_of_the_issuer_proves_workflow_person_and_scopes()
    {
        var proven = await _world.ProvenAsync(_world.Token());

        proven.Caller.Workflow.ShouldBe("desk");
        proven.Caller.HeldBy.ShouldBe("dana@example.com");
        proven.Caller.KeyId.ShouldMatch("^jwt_[0-9a-f]{16}$");
        proven.Scopes.ShouldNotBeNull().ShouldBe(["portals:read", "openid"], ignoreOrder: true);
        proven.Principal.ShouldBe($"jwt:{_world.Issuer.Name}\nuser-1\nclaude\ndesk");
        proven.Issuer.ShouldNotBeNull().Issuer.ShouldBe(_world.Issuer.Name);
    }

    [Theory]
    [MemberData(nameof(Bad))]
    public async Task A_bad_token_proves_nobody_and_is_not_repeated(string name)
    {
        var (rule, make) = BadTokens.All[name];
        var token = make(_world);

        var rejected = await _world.RejectedAsync(token);

        rejected.Rule.ShouldBe(rule, rejected.Sentence);
        rejected.TokenGiven.ShouldBeTrue();
        rejected.Sentence.ShouldContain(';');
        foreach (var part in token.Split('.').Where(part => part.Length > 8)) rejected.Sentence.ShouldNotContain(part);
        lock (_world.Issuer.Asked) _world.Issuer.Asked.ShouldNotContain("/evil");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Keys_of_both_kinds_sign(int key) => await _world.ProvenAsync(_world.Token(key: _world.Issuer.Keys[key]));

    [Theory]
    [InlineData("at+jwt")]
    [InlineData("AT+JWT")]
    [InlineData("application/at+jwt")]
    [InlineData("JWT")]
    [InlineData(null)]
    public async Task An_access_token_may_call_itself_so(string? type) => await _world.ProvenAsync(_world.Token((header, _) =>
    {
        header.Remove("typ");
        if (type is not null) header["typ"] = type;
    }));

    [Fact]
    public async Task Clocks_may_differ_by_the_skew()
    {
        var now = _world.World.Clock.Now.ToUnixTimeSeconds();
        await _world.ProvenAsync(_world.Token((_, claims) => (claims["exp"], claims["nbf"], claims["iat"]) = (now - 29, now + 30, now + 30)));
    }

    [Fact]
    public async Task Whom_it_is_for_may_be_one_of_several() =>
        await _world.ProvenAsync(_world.Token((_, claims) => claims["aud"] = new JsonArray("account", IdentityWorld.Resource)));

    [Fact]
    public async Task Without_a_map_the_value_is_the_workflow()
    {
        _world.Believe(issuer => issuer with { Workflow = new WorkflowClaim("workflow", null) });

        (await _world.ProvenAsync(_world.Token((_, claims) => claims["workflow"] = "desk"))).Caller.Workflow.ShouldBe("desk");
        (await _world.RejectedAsync(_world.Token((_, claims) => claims["workflow"] = "nobody"))).Rule.ShouldBe(Rules.Identity.NoWorkflow);
    }

    [Fact]
    public async Task A_token_that_stands_for_several_workflows_is_refused()
    {
        var desk = _world.World.Policies.Current.Registry.Find("desk")!;
        _world.Register(new([desk, desk with { Name = "other" }]));
        _world.Believe(issuer => issuer with { Workflow = new WorkflowClaim("groups", new Dictionary<string, string> { ["ap"] = "desk", ["ap2"] = "desk", ["x"] = "other" }) });

        (await _world.ProvenAsync(_world.Token((_, claims) => claims["groups"] = new JsonArray("ap", "ap2")))).Caller.Workflow.ShouldBe("desk");
        (await _world.RejectedAsync(_world.Token((_, claims) => claims["groups"] = new JsonArray("ap", "x")))).Rule.ShouldBe(Rules.Identity.NoWorkflow);
    }

    [Fact]
    public async Task A_person_spelt_in_another_case_is_still_that_person() =>
        (await _world.ProvenAsync(_world.Token((_, claims) => claims["email"] = "Maria@Example.com"))).Caller.HeldBy.ShouldBe("maria@example.com");

    [Fact]
    public async Task The_key_id_is_the_principals_and_not_the_tokens()
    {
        var first = await _world.ProvenAsync(_world.Token());
        var next = await _world.ProvenAsync(_world.Token((_, claims) => (claims["jti"], claims["scope"]) = ("2", "portals:read portals:write"), _world.Issuer.Keys[1]));
        (next.Caller.KeyId, next.Principal).ShouldBe((first.Caller.KeyId, first.Principal));

        foreach (var claim in new[] { "sub", "azp" })
        {
            var other = await _world.ProvenAsync(_world.Token((_, claims) => claims[claim] = "other"));
            other.Caller.KeyId.ShouldNotBe(first.Caller.KeyId, claim);
            other.Principal.ShouldNotBe(first.Principal, claim);
        }
    }

    [Theory]
    [InlineData("scope", "\"a b\"")]
    [InlineData("scp", "\"a b\"")]
    [InlineData("scp", "[\"a\",\"b\"]")]
    public async Task Scopes_are_read_as_issuers_write_them(string claim, string value) => (await _world.ProvenAsync(_world.Token((_, claims) =>
    {
        claims.Remove("scope");
        claims[claim] = JsonNode.Parse(value);
    }))).Scopes.ShouldNotBeNull().ShouldBe(["a", "b"], ignoreOrder: true);

    [Fact]
    public async Task A_token_without_scopes_has_none_and_is_not_unlimited() =>
        (await _world.ProvenAsync(_world.Token((_, claims) => claims.Remove("scope")))).Scopes.ShouldNotBeNull().ShouldBeEmpty();
}
