using System.Collections.Frozen;
using GovernedMcp.Governance.Identity;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Governance.Registry;
using GovernedMcp.Governance.Tests.Road;

namespace GovernedMcp.Governance.Tests.Portals;

/// <summary>Which Skills a caller may read, and what is in them.</summary>
public sealed class ServedSkillTests
{
    private readonly World _world = new();

    [Fact]
    public async Task A_caller_reads_the_Skills_of_its_portals() =>
        (await SkillsAsync(World.Dana)).Select(skill => skill.Name).ShouldBe(["acme"]);

    [Fact]
    public async Task A_caller_that_is_not_registered_reads_none() =>
        (await SkillsAsync(World.Dana with { Workflow = "another" })).ShouldBeEmpty();

    [Fact]
    public async Task A_portal_out_of_scope_is_not_read()
    {
        _world.Change(workflow => workflow with { Scope = Scopes.Scope.Nothing });
        (await SkillsAsync(World.Dana)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(WorkflowStatus.Proposed)]
    [InlineData(WorkflowStatus.Suspended)]
    [InlineData(WorkflowStatus.Retired)]
    public async Task A_workflow_that_may_not_run_reads_none(WorkflowStatus status)
    {
        _world.Change(workflow => workflow with { Status = status });
        (await SkillsAsync(World.Dana)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_workflow_held_by_the_kill_switch_reads_none()
    {
        _world.Standings.Standing = _world.Standings.Standing with { Suspended = new Suspension("pat@example.com", _world.Clock.Now, "odd calls") };
        (await SkillsAsync(World.Dana)).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_overdue_workflow_reads_none()
    {
        _world.Standings.Now = _world.Standings.Standing.RegisteredAt.AddDays(90 + 14 + 1);
        (await SkillsAsync(World.Dana)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Nobody_known_reads_none() =>
        (await _world.Governor.SkillsAsync(new Identification.Unknown(Rules.Identity.NoKey, "no key"), default)).ShouldBeEmpty();

    [Fact]
    public void A_Skill_is_its_text_and_references_and_nothing_that_the_machine_reads()
    {
        var acme = _world.Policies.Current.Portals["acme"];
        var skill = new ServedSkill(acme with { Guidance = new SkillText("One\n\"two\" \\", "# Acme\n", new Dictionary<string, string> { ["references/b.md"] = "b", ["references/a.md"] = "ä" }.ToFrozenDictionary()) });
        skill.Files.Select(file => file.Path).ShouldBe(["SKILL.md", "references/a.md", "references/b.md"]);
        skill.Main.Text.ShouldBe("---\nname: acme\ndescription: \"One\\u000a\\\"two\\\" \\\\\"\n---\n# Acme\n");
        skill.Files[1].Size.ShouldBe(2);
        skill.Files[1].Sha256.ShouldBe(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData("ä"u8)));
    }

    private Task<IReadOnlyList<ServedSkill>> SkillsAsync(Caller caller) => _world.Governor.SkillsAsync(new Identification.Known(caller), default);
}
