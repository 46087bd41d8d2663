using System.Text.Json.Nodes;
using GovernedMcp.Governance.Identity;
using GovernedMcp.Governance.Registry;
using GovernedMcp.Server.Mcp.Identity;
using GovernedMcp.Server.Mcp.Identity.Issuers;
using GovernedMcp.Server.Mcp.Identity.Tokens;
using GovernedMcp.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace GovernedMcp.Server.Tests.Mcp.Identity;

/// <summary>A governed world that takes the tokens of one real issuer, and keys.</summary>
internal sealed class IdentityWorld : IAsyncDisposable
{
    public const string Resource = "https://portals.example.com/mcp";

    private readonly string _folder = Directory.CreateTempSubdirectory("governed-mcp-").FullName;
    private readonly IssuerDocuments _documents = new(TimeSpan.FromSeconds(1));
    private readonly IssuerDirectory _directory;

    private IdentityWorld(LocalIssuer issuer)
    {
        Issuer = issuer;
        Store = LocalStore.Open(_folder, TimeProvider.System);
        _directory = new IssuerDirectory(_documents, World.Clock, NullLogger<IssuerDirectory>.Instance);
        Door = new BearerAuthentication(Store.Keys, new TokenAuthentication(World.Policies, _directory, World.Clock));
        Believe(known => known);
    }

    public World World { get; } = new();
    public LocalIssuer Issuer { get; }
    public LocalStore Store { get; }
    public BearerAuthentication Door { get; }

    public static async Task<IdentityWorld> StartAsync() => new(await LocalIssuer.StartAsync());

    /// <summary>The policy as it is from now on.</summary>
    public void Believe(Func<TokenIssuer, TokenIssuer> change) => Swap(new IdentityRails(new Uri(Resource), [change(new()
    {
        Issuer = Issuer.Name,
        Audience = Resource,
        Algorithms = ["RS256", "PS256", "ES256"],
        Workflow = new WorkflowClaim("groups", new Dictionary<string, string> { ["ap"] = "desk", ["gone"] = "closed" }),
        PersonClaim = "email",
        Scopes = new TokenScopes(),
        ClockSkew = TimeSpan.FromSeconds(30),
    })]));

    public void Swap(IdentityRails? identity) => Swap(rails => rails with { Identity = identity }, World.Policies.Current.Registry);

    public void Register(WorkflowRegistry registry) => Swap(rails => rails, registry);

    /// <summary>A good token, but for the change.</summary>
    public string Token(Action<JsonObject, JsonObject>? change = null, SigningKey? key = null)
    {
        key ??= Issuer.Keys[0];
        var now = World.Clock.Now.ToUnixTimeSeconds();
        var header = new JsonObject { ["alg"] = key.Algorithm, ["typ"] = "at+jwt", ["kid"] = key.Kid };
        var claims = new JsonObject
        {
            ["iss"] = Issuer.Name, ["aud"] = Resource, ["sub"] = "user-1", ["azp"] = "claude", ["groups"] = new JsonArray("staff", "ap"),
            ["email"] = "dana@example.com", ["scope"] = "portals:read openid", ["iat"] = now - 5, ["nbf"] = now - 5, ["exp"] = now + 300,
        };
        change?.Invoke(header, claims);
        return key.Sign(header, claims);
    }

    public Task<Authentication> ReadAsync(string token) => Door.ReadAsync($"Bearer {token}", CancellationToken.None);

    public async Task<Authentication.Proven> ProvenAsync(string token)
    {
        var read = await ReadAsync(token);
        return read.ShouldBeOfType<Authentication.Proven>((read as Authentication.Rejected)?.Sentence);
    }

    public async Task<Authentication.Rejected> RejectedAsync(string token) => (await ReadAsync(token)).ShouldBeOfType<Authentication.Rejected>();

    private void Swap(Func<Rails, Rails> rails, WorkflowRegistry registry)
    {
        var now = World.Policies.Current;
        World.Policies.Swap(new Policy { Revision = Ids.New("rev"), Rails = rails(now.Rails), People = now.People, Registry = registry, Portals = now.Portals });
    }

    public async ValueTask DisposeAsync()
    {
        await Issuer.DisposeAsync();
        _directory.Dispose();
        _documents.Dispose();
        Store.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
