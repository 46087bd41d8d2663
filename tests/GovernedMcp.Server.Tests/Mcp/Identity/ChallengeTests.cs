using GovernedMcp.Governance.Identity;
using GovernedMcp.Governance.Tools;
using GovernedMcp.Server.Mcp.Identity;

namespace GovernedMcp.Server.Tests.Mcp.Identity;

/// <summary>What a client is told that proves nobody or lacks a scope.</summary>
public sealed class ChallengeTests
{
    private const string Metadata = "resource_metadata=\"https://portals.example.com/.well-known/oauth-protected-resource/mcp\"";
    private static readonly Authentication.Rejected Nothing = new(Rules.Identity.NoKey, "no key or token was given; send it", TokenGiven: false);
    private static readonly Authentication.Rejected Bad = new(Rules.Identity.TokenTime, "the token is expired; get a fresh one", TokenGiven: true);

    private readonly World _world = new();
    private readonly Challenges _challenges;

    public ChallengeTests() => _challenges = new Challenges(_world.Policies);

    [Fact]
    public void Without_an_issuer_there_is_nothing_to_say()
    {
        _challenges.Unauthorized(Nothing).ShouldBe("Bearer");
        _challenges.Unauthorized(Bad).ShouldBe("Bearer");
    }

    [Fact]
    public void Who_gave_nothing_is_told_where_tokens_come_from()
    {
        Believe(Issuer());
        _challenges.Unauthorized(Nothing).ShouldBe($"Bearer {Metadata}, scope=\"portals:read\"");
    }

    [Fact]
    public void Who_gave_a_bad_one_is_told_what_is_wrong_with_it()
    {
        Believe(Issuer());
        _challenges.Unauthorized(Bad).ShouldBe($"Bearer error=\"invalid_token\", error_description=\"the token is expired; get a fresh one\", {Metadata}, scope=\"portals:read\"");
        Challenges.Status(Bad).ShouldBe(401);
    }

    [Fact]
    public void A_good_token_is_not_called_bad_because_its_issuer_is_down()
    {
        Believe(Issuer());
        var down = new Authentication.Rejected(Rules.Identity.IssuerUnavailable, "the keys cannot be had; try again later", TokenGiven: true);
        Challenges.Status(down).ShouldBe(503);
        _challenges.Unauthorized(down).ShouldNotContain("invalid_token");
    }

    [Fact]
    public void Issuers_that_disagree_on_the_scope_are_not_sent_each_others()
    {
        Believe(Issuer(), Issuer() with { Issuer = "https://other.example.com", Scopes = new TokenScopes("read", "write") });
        _challenges.Unauthorized(Nothing).ShouldBe($"Bearer {Metadata}");
    }

    [Fact]
    public void A_lacking_scope_is_named_with_all_others_of_the_operation()
    {
        Believe(Issuer());
        _challenges.InsufficientScope(["portals:read", "portals:write"]).ShouldBe(
            $"Bearer error=\"insufficient_scope\", error_description=\"the token lacks a scope of this operation; ask for all that `scope` names\", {Metadata}, scope=\"portals:read portals:write\"");
    }

    [Fact]
    public void Nothing_that_is_put_in_can_end_the_quotes_or_the_line()
    {
        Believe(Issuer() with { PersonClaim = "e\"x, realm=\"evil\"\r\nSet-Cookie: a\\\u0430" });
        var header = _challenges.Unauthorized(new(Rules.Identity.NoPerson, "the claim `e\"x, realm=\"evil\"\r\nSet-Cookie: a\\\u0430` is missing; add it", TokenGiven: true));
        header.ShouldContain("error_description=\"the claim `e?x, realm=?evil???Set-Cookie: a??` is missing; add it\"");
        header.ShouldAllBe(letter => letter >= ' ' && letter <= '~');
    }

    [Fact]
    public void Filling_and_sending_need_the_scope_to_write_and_everything_else_of_tools_the_one_to_read()
    {
        var none = Proven();
        foreach (var tool in ToolCatalog.All.Select(tool => tool.Name))
        {
            string[] needed = tool is "portal_fill_form" or "portal_submit_form" ? ["portals:read", "portals:write"] : ["portals:read"];
            ScopeDemands.Unmet("tools/call", tool, none).ShouldBe(needed, tool);
            ScopeDemands.Unmet("tools/call", tool, Proven("portals:read", "portals:write")).ShouldBeNull(tool);
        }

        ScopeDemands.Unmet("tools/call", "portal_submit_form", Proven("portals:read")).ShouldBe(["portals:read", "portals:write"]);
        ScopeDemands.Unmet("tools/call", "portal_submit_form", Proven("portals:write")).ShouldBe(["portals:read", "portals:write"]);
        ScopeDemands.Unmet("tools/call", "portal_extract", Proven("portals:read")).ShouldBeNull();
        ScopeDemands.Unmet("tools/call", "portal_extract", Proven("PORTALS:READ", "portals:readx")).ShouldBe(["portals:read"]);
    }

    [Theory]
    [InlineData("tools/list", false)]
    [InlineData("tools/call", false)]
    [InlineData("subscriptions/listen", false)]
    [InlineData("skills/get", false)]
    [InlineData("resources/read", false)]
    [InlineData("something/new", false)]
    [InlineData("initialize", true)]
    [InlineData("server/discover", true)]
    [InlineData("ping", true)]
    [InlineData("notifications/initialized", true)]
    public void Only_what_a_client_needs_to_find_out_more_is_free(string method, bool free) =>
        (ScopeDemands.Unmet(method, null, Proven()) is null).ShouldBe(free);

    [Fact]
    public void A_key_is_not_limited_by_scopes() =>
        ScopeDemands.Unmet("tools/call", "portal_submit_form", new Authentication.Proven(World.Dana, "key:k1", null)).ShouldBeNull();

    [Fact]
    public void A_scope_with_an_address_is_held_by_its_last_part()
    {
        var issuer = Issuer() with { Scopes = new TokenScopes("api://portals/portals.read", "portals/write") };
        var proven = Proven("portals.read", "write") with { Issuer = issuer };
        ScopeDemands.Unmet("tools/list", null, proven).ShouldBeNull();
        ScopeDemands.Unmet("tools/call", "portal_fill_form", proven).ShouldBe(["api://portals/portals.read", "portals/write"], "only an address has such a part");
    }

    private static Authentication.Proven Proven(params string[] scopes) => new(World.Dana, "jwt:x", scopes.ToHashSet()) { Issuer = Issuer() };

    private static TokenIssuer Issuer() => new()
    {
        Issuer = "https://id.example.com", Audience = IdentityWorld.Resource, Algorithms = ["RS256"], Workflow = new WorkflowClaim("workflow", null),
        PersonClaim = "email", Scopes = new TokenScopes(), ClockSkew = TimeSpan.FromSeconds(30),
    };

    private void Believe(params TokenIssuer[] issuers)
    {
        var now = _world.Policies.Current;
        _world.Policies.Swap(new Policy
        {
            Revision = "r", People = now.People, Registry = now.Registry, Portals = now.Portals,
            Rails = now.Rails with { Identity = new IdentityRails(new Uri(IdentityWorld.Resource), issuers) },
        });
    }
}
