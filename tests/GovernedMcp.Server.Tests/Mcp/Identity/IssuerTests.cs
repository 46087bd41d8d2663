using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using GovernedMcp.Server.Mcp.Identity.Issuers;
using Microsoft.AspNetCore.Http;

namespace GovernedMcp.Server.Tests.Mcp.Identity;

/// <summary>What the issuer publishes, when it changes, and when it cannot be had.</summary>
public sealed class IssuerTests : IAsyncLifetime
{
    private IdentityWorld _world = null!;

    public async Task InitializeAsync() => _world = await IdentityWorld.StartAsync();

    public Task DisposeAsync() => _world.DisposeAsync().AsTask();

    [Fact]
    public async Task The_metadata_of_RFC_8414_is_tried_first()
    {
        await _world.ProvenAsync(_world.Token());
        _world.Issuer.Asked.ShouldBe([LocalIssuer.OAuthPath, "/realms/acme/keys"]);
    }

    [Fact]
    public async Task The_metadata_of_OpenID_Connect_does_too()
    {
        _world.Issuer.MetadataPath = LocalIssuer.OpenIdPath;
        await _world.ProvenAsync(_world.Token());
        _world.Issuer.Asked.ShouldBe([LocalIssuer.OAuthPath, LocalIssuer.OpenIdPath, "/realms/acme/keys"]);
    }

    [Fact]
    public async Task Keys_are_fetched_once_for_many_requests()
    {
        var token = _world.Token();
        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => _world.ProvenAsync(token)));
        _world.Issuer.KeyFetches.ShouldBe(1);
    }

    [Fact]
    public async Task A_new_key_is_found_and_an_old_one_is_forgotten()
    {
        var old = _world.Token();
        await _world.ProvenAsync(old);
        using var gone = _world.Issuer.Keys[0];
        _world.Issuer.Keys[0] = SigningKey.Rsa("rsa-2", "PS256");
        _world.World.Clock.Now += IssuerKeys.Pause;

        await _world.ProvenAsync(_world.Token());
        (await _world.RejectedAsync(old)).Rule.ShouldBe(Rules.Identity.BadToken);
    }

    [Fact]
    public async Task A_key_taken_back_is_worth_nothing_when_the_keys_are_old()
    {
        using var gone = _world.Issuer.Keys[0];
        await _world.ProvenAsync(_world.Token());
        _world.Issuer.Keys.RemoveAt(0);

        await _world.ProvenAsync(_world.Token(key: gone));
        _world.World.Clock.Now += IssuerKeys.Fresh;
        (await _world.RejectedAsync(_world.Token(key: gone))).Rule.ShouldBe(Rules.Identity.BadToken);
    }

    [Fact]
    public async Task Tokens_with_keys_that_do_not_exist_make_nobody_ask_more_often()
    {
        for (var round = 0; round < 50; round++) await _world.RejectedAsync(_world.Token((header, _) => header["kid"] = $"made-up-{round}"));
        _world.Issuer.KeyFetches.ShouldBe(1);

        _world.World.Clock.Now += IssuerKeys.Pause;
        await _world.RejectedAsync(_world.Token((header, _) => header["kid"] = "made-up"));
        _world.Issuer.KeyFetches.ShouldBe(2);
    }

    [Theory]
    [InlineData("an algorithm that is not listed")]
    [InlineData("HS256 with the public key")]
    [InlineData("typ of an id token")]
    [InlineData("wrong iss")]
    [InlineData("no kid")]
    [InlineData("oversized")]
    public async Task Nothing_is_fetched_for_a_token_that_is_refused_anyway(string name)
    {
        await _world.RejectedAsync(BadTokens.All[name].Make(_world));
        _world.Issuer.Asked.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_issuer_that_is_down_is_said_so_and_asked_again_later()
    {
        _world.Issuer.Instead = context => { context.Response.StatusCode = 503; return Task.CompletedTask; };
        var rejected = await _world.RejectedAsync(_world.Token());
        rejected.Rule.ShouldBe(Rules.Identity.IssuerUnavailable);
        rejected.Sentence.ShouldBe("the keys of the token's issuer cannot be had: it answers with 503; try again later");

        _world.Issuer.Instead = null;
        (await _world.RejectedAsync(_world.Token())).Rule.ShouldBe(Rules.Identity.IssuerUnavailable, "it was asked a moment ago");
        _world.World.Clock.Now += IssuerKeys.Pause;
        await _world.ProvenAsync(_world.Token());
    }

    [Fact]
    public async Task When_the_issuer_goes_down_its_keys_hold_for_a_while()
    {
        await _world.ProvenAsync(_world.Token());
        await _world.Issuer.StopAsync();

        _world.World.Clock.Now += IssuerKeys.Fresh;
        await _world.ProvenAsync(_world.Token());
        _world.World.Clock.Now += IssuerKeys.Usable;
        (await _world.RejectedAsync(_world.Token())).Sentence.ShouldBe("the keys of the token's issuer cannot be had: it cannot be reached, or sends more than is read; try again later");
    }

    [Fact]
    public async Task An_issuer_that_never_answers_is_given_up()
    {
        _world.Issuer.Instead = context => Task.Delay(Timeout.Infinite, context.RequestAborted);
        (await _world.RejectedAsync(_world.Token())).Sentence.ShouldContain("it does not answer in time");
    }

    [Fact]
    public async Task Whoever_hangs_up_while_the_issuer_is_asked_spoils_nothing_for_others()
    {
        _world.Issuer.Instead = context => Task.Delay(Timeout.Infinite, context.RequestAborted);
        using var hangUp = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        await Should.ThrowAsync<OperationCanceledException>(() => _world.Door.ReadAsync($"Bearer {_world.Token()}", hangUp.Token));

        _world.Issuer.Instead = null;
        await _world.ProvenAsync(_world.Token());
    }

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("")]
    public async Task Metadata_that_names_another_issuer_is_refused(string name)
    {
        _world.Issuer.CallsItself = name;
        (await _world.RejectedAsync(_world.Token())).Sentence.ShouldContain("its metadata names another issuer");
        _world.Issuer.KeyFetches.ShouldBe(0);
    }

    [Theory]
    [InlineData("http://192.0.2.1/keys")]
    [InlineData("file:///etc/passwd")]
    [InlineData("/realms/acme/keys")]
    [InlineData("https://user@127.0.0.1/keys")]
    public async Task Keys_are_not_fetched_from_anywhere(string address)
    {
        _world.Issuer.KeysAddress = address;
        (await _world.RejectedAsync(_world.Token())).Sentence.ShouldContain("its metadata names no https address of its keys");
    }

    [Fact]
    public async Task Redirects_are_not_followed()
    {
        await using var other = await LocalIssuer.StartAsync();
        _world.Issuer.Instead = context => { context.Response.Redirect(other.Address + context.Request.Path); return Task.CompletedTask; };

        (await _world.RejectedAsync(_world.Token())).Sentence.ShouldContain("it answers with 302");
        other.Asked.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(1, "its metadata cannot be read")]
    [InlineData(1000 * 1024, "it cannot be reached, or sends more than is read")]
    public async Task Only_so_much_is_read_and_only_metadata(int length, string why)
    {
        _world.Issuer.Instead = context => context.Response.WriteAsync(new string('x', length));
        (await _world.RejectedAsync(_world.Token())).Sentence.ShouldContain(why);
    }

    [Fact]
    public async Task Weak_symmetric_and_encrypting_keys_of_the_set_are_passed_over()
    {
        var weak = SigningKey.Rsa("weak", bits: 1024);
        var symmetric = SigningKey.Rsa("oct");
        var encrypting = SigningKey.Rsa("enc");
        _world.Issuer.Keys.AddRange([weak, symmetric, encrypting]);
        symmetric.Published["kty"] = "oct";
        symmetric.Published["k"] = "AAAA";
        encrypting.Published["use"] = "enc";

        foreach (var key in new[] { weak, symmetric, encrypting }) (await _world.RejectedAsync(_world.Token(key: key))).Rule.ShouldBe(Rules.Identity.BadToken, key.Kid);
        await _world.ProvenAsync(_world.Token());
    }

    [Fact]
    public async Task A_key_published_for_one_algorithm_serves_no_other()
    {
        _world.Issuer.Keys[0].Published["alg"] = "PS256";
        (await _world.RejectedAsync(_world.Token())).Rule.ShouldBe(Rules.Identity.BadToken);
    }

    [Fact]
    public async Task A_key_published_with_its_certificate_does_too()
    {
        var request = new CertificateRequest("CN=keys", SigningKey.Shared, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
        _world.Issuer.Keys[0].Published["x5c"] = new JsonArray(Convert.ToBase64String(certificate.RawData));
        await _world.ProvenAsync(_world.Token());
    }

    [Fact]
    public async Task A_change_of_the_policy_holds_from_the_next_request()
    {
        var token = _world.Token();
        await _world.ProvenAsync(token);

        _world.Believe(issuer => issuer with { Audience = "other" });
        (await _world.RejectedAsync(token)).Rule.ShouldBe(Rules.Identity.BadToken);
        _world.Believe(issuer => issuer with { Algorithms = ["ES256"] });
        (await _world.RejectedAsync(token)).Rule.ShouldBe(Rules.Identity.BadToken);
        _world.Swap(null);
        (await _world.RejectedAsync(token)).Rule.ShouldBe(Rules.Identity.NoIssuer);
        _world.Believe(issuer => issuer);
        await _world.ProvenAsync(token);
    }
}
