using System.Collections.Frozen;
using GovernedMcp.Governance.Identity;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Governance.Registry;
using GovernedMcp.Governance.Scopes;

namespace GovernedMcp.Server.Tests.Mcp.Skills;

/// <summary>Two workflows with a portal each: `desk` sees `acme`, `other` sees `bravo`.</summary>
internal static class SkillWorld
{
    public static readonly Identification Desk = new Identification.Known(World.Dana);
    public static readonly Identification Other = new Identification.Known(World.Dana with { Workflow = "other", KeyId = "k2" });

    public static World Make(int morePortals = 0)
    {
        var world = new World();
        Serve(world, "Be kind.", morePortals);
        return world;
    }

    /// <summary>Puts another policy in force, in which the guidance for `acme` is this.</summary>
    public static void Serve(World world, string guidance, int morePortals = 0)
    {
        var policy = world.Policies.Current;
        var desk = policy.Registry.Find("desk")!;
        var acme = policy.Portals["acme"] with
        {
            Guidance = new SkillText(
                "Acme: \"invoices\" \\ disputes", guidance,
                new Dictionary<string, string> { ["references/b c.txt"] = "B", ["references/a.md"] = "Ä" }.ToFrozenDictionary()),
        };
        var more = Enumerable.Range(1, morePortals).Select(number => acme with { Name = $"more-{number:00}", Guidance = new SkillText("More.", "More.", FrozenDictionary<string, string>.Empty) }).ToList();
        var bravo = acme with { Name = "bravo", Title = "Bravo", Guidance = new SkillText("Bravo.", "Only `other` knows.", new Dictionary<string, string> { ["references/secret.md"] = "S" }.ToFrozenDictionary()) };
        world.Policies.Swap(new Policy
        {
            Revision = Ids.New("rev"),
            Rails = policy.Rails,
            People = policy.People,
            Registry = new WorkflowRegistry([Granted(desk, [acme, .. more]), Granted(desk with { Name = "other" }, [bravo])]),
            Portals = more.Append(acme).Append(bravo).ToFrozenDictionary(portal => portal.Name),
        });
    }

    private static Workflow Granted(Workflow workflow, IEnumerable<Portal> portals) => workflow with
    {
        Scope = new Scope(portals.ToFrozenDictionary(portal => portal.Name, portal => new PortalScope { Portal = portal.Name, Source = World.Here })),
    };
}
