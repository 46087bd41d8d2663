using GovernedMcp.Governance;
using GovernedMcp.Storage.Config;
using GovernedMcp.Storage.Config.Yaml;

namespace GovernedMcp.Storage.Tests.Config;

public sealed class HalfWrittenTests
{
    [Fact]
    public void A_registry_file_cut_anywhere_never_grants_more()
    {
        var documents = ConfigFolder.Under(Shipped.Root).Read().Documents;
        var whole = documents.Single(document => document.Path == TrialFolder.Registry);
        var full = Rights(Compile(documents).ShouldNotBeNull());

        for (var length = 0; length < whole.Content.Length; length++)
        {
            var cut = new ConfigDocument(whole.Path, whole.Content[..length]);
            var readable = YamlFile.Read(new Reading(whole.Path, new List<ConfigError>()), cut.Content.Span) is not null;
            if (readable) whole.Content.Span[length - 1].ShouldBe((byte)'\n', $"cut at {length}: only whole lines may pass");
            if (!readable || Compile([.. documents.Where(document => document != whole), cut]) is not { } policy) continue;

            Rights(policy).ShouldBeSubsetOf(full, $"cut at {length}");
            policy.Rails.Gates.Count.ShouldBe(2);
        }
    }

    [Fact]
    public void A_file_cut_inside_a_line_is_refused_even_where_it_still_makes_sense()
    {
        using var folder = new TrialFolder();
        folder.Write(TrialFolder.Registry, folder.Read(TrialFolder.Registry).TrimEnd('\n'));

        folder.Load().Errors.ShouldHaveSingleItem().Code.ShouldBe(ConfigCodes.Syntax);
    }

    private static Policy? Compile(IReadOnlyList<ConfigDocument> documents) => PolicyLoader.Rebuild(documents, TimeProvider.System.GetUtcNow()).Loaded?.Policy;

    private static List<string> Rights(Policy policy)
    {
        var rights = new List<string>();
        foreach (var workflow in policy.Registry.All)
        {
            foreach (var (name, scope) in workflow.Scope.Portals)
            {
                var portal = policy.Portals[name];
                if (scope.Credential is { } credential) rights.Add($"{workflow.Name} signs in to {name} as {credential}");
                rights.AddRange(portal.Sections.Keys.Where(part => scope.Sections.For(part, true) is not null).Select(part => $"{name} section {part}"));
                rights.AddRange(portal.Records.Keys.Where(part => scope.Records.For(part, true) is not null).Select(part => $"{name} record {part}"));
                rights.AddRange(portal.Downloads.Keys.Where(part => scope.Downloads.For(part, true) is not null).Select(part => $"{name} download {part}"));
                rights.AddRange(portal.Tables.Values.SelectMany(part => part.Columns.Where(column => scope.Tables.For(part.Name, true)?.Allows(column.Key) == true).Select(column => $"{name} table {part.Name}.{column.Key}")));
                rights.AddRange(portal.Forms.Values.SelectMany(part => part.Fields.Where(field => scope.Forms.For(part.Name, true)?.Allows(field.Key) == true).Select(field => $"{name} form {part.Name}.{field.Key}")));
            }
        }

        return rights;
    }
}
