using GovernedMcp.Governance.Identity;

namespace GovernedMcp.Storage.Tests.Config;

public sealed class IdentityTests
{
    private const string Rails = "config/rails.yaml";

    [Fact]
    public void Without_the_section_no_issuer_is_believed()
    {
        using var folder = new TrialFolder();

        folder.Load().Loaded!.Policy.Rails.Identity.ShouldBeNull();
    }

    [Fact]
    public void What_is_left_out_has_a_safe_standard()
    {
        var issuer = Load("    - { issuer: https://id.example.com, workflow: { claim: workflow } }").Issuers.ShouldHaveSingleItem();

        issuer.Audience.ShouldBe("https://portals.example.com/mcp");
        issuer.Algorithms.ShouldBe(["RS256", "PS256", "ES256"]);
        issuer.Workflow.ShouldBe(new WorkflowClaim("workflow", null));
        issuer.PersonClaim.ShouldBe("email");
        issuer.Scopes.ShouldBe(new TokenScopes("portals:read", "portals:write"));
        issuer.ClockSkew.ShouldBe(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public void What_is_written_is_what_holds()
    {
        var identity = Load("""
                - issuer: http://127.0.0.1:8080/realms/acme/
                  audience: portals
                  algorithms: [ES384]
                  workflow: { claim: groups, map: { "/mcp/ap desk": invoice-desk } }
                  person: { claim: preferred_username }
                  scopes: { read: "api://portals/read", write: "api://portals/write" }
                  clock_skew: 5s
            """);

        var issuer = identity.Find("http://127.0.0.1:8080/realms/acme/").ShouldNotBeNull();
        (issuer.Audience, issuer.PersonClaim, issuer.ClockSkew).ShouldBe(("portals", "preferred_username", TimeSpan.FromSeconds(5)));
        issuer.Algorithms.ShouldBe(["ES384"]);
        issuer.Workflow.Map.ShouldNotBeNull()["/mcp/ap desk"].ShouldBe("invoice-desk");
        issuer.Scopes.ShouldBe(new TokenScopes("api://portals/read", "api://portals/write"));
        identity.Find("http://127.0.0.1:8080/realms/acme").ShouldBeNull("an issuer is compared letter by letter");
    }

    [Fact]
    public void A_mapped_workflow_that_there_is_not_is_named_with_its_place()
    {
        using var folder = new TrialFolder();
        var lines = folder.Read(Rails).Split('\n').Length;
        Append(folder, "    - { issuer: https://id.example.com, workflow: { claim: groups, map: { ap: nobody } } }");

        folder.Load().Errors.ShouldHaveSingleItem().ToString()
            .ShouldBe($"config/rails.yaml:{lines + 3}:79: no workflow `nobody` in the registry; workflows: `invoice-desk`");
    }

    [Fact]
    public void A_registry_file_with_an_error_of_its_own_is_not_complained_of_again()
    {
        using var folder = new TrialFolder();
        Append(folder, "    - { issuer: https://id.example.com, workflow: { claim: groups, map: { ap: invoice-desk } } }");
        folder.Edit(TrialFolder.Registry, "status: active", "status: actve");

        folder.Load().Errors.ShouldAllBe(error => error.File == TrialFolder.Registry);
    }

    [Fact]
    public void The_commented_example_loads_as_it_stands()
    {
        using var folder = new TrialFolder();
        var text = folder.Read(Rails);
        var at = text.IndexOf("# identity:", StringComparison.Ordinal);
        var example = text[at..].Split('\n').Select(line => line.StartsWith("# ", StringComparison.Ordinal) ? line[2..] : line);
        folder.Write(Rails, text[..at] + string.Join('\n', example));

        folder.Load().Errors.ShouldBeEmpty();
        folder.Load().Loaded!.Policy.Rails.Identity.ShouldNotBeNull();
    }

    private static IdentityRails Load(string issuers)
    {
        using var folder = new TrialFolder();
        Append(folder, issuers);
        var result = folder.Load();
        result.Errors.ShouldBeEmpty();
        return result.Loaded!.Policy.Rails.Identity.ShouldNotBeNull();
    }

    private static void Append(TrialFolder folder, string issuers) =>
        folder.Write(Rails, $"{folder.Read(Rails)}identity:\n  resource: https://portals.example.com/mcp\n  issuers:\n{issuers}\n");
}
