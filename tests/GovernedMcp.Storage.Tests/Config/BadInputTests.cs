using System.Diagnostics;
using GovernedMcp.Storage.Config;

namespace GovernedMcp.Storage.Tests.Config;

public sealed class BadInputTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(5);

    public static TheoryData<string> Registry => BadInput.Ids("registry.jsonl");

    public static TheoryData<string> Gates => BadInput.Ids("gates.jsonl");

    public static TheoryData<string> Identity => BadInput.Ids("identity.jsonl");

    public static TheoryData<string> Skills => BadInput.Ids("skills.jsonl");

    [Theory]
    [MemberData(nameof(Registry))]
    public Task A_bad_registry_file_is_answered_and_the_last_good_policy_stays(string id) => AnsweredAndKept(BadInput.Find("registry.jsonl", id));

    [Theory]
    [MemberData(nameof(Gates))]
    public Task A_bad_gate_is_answered_and_the_last_good_policy_stays(string id) => AnsweredAndKept(BadInput.Find("gates.jsonl", id));

    [Theory]
    [MemberData(nameof(Identity))]
    public Task A_bad_identity_section_is_answered_and_the_last_good_policy_stays(string id) => AnsweredAndKept(BadInput.Find("identity.jsonl", id));

    [Theory]
    [MemberData(nameof(Skills))]
    public async Task A_bad_Skill_is_answered_and_refused(string id)
    {
        var input = BadInput.Find("skills.jsonl", id);
        if (input.Root && Environment.UserName != "root") return;
        using var folder = new TrialFolder();
        var (watcher, policies) = folder.Watch();
        var before = policies.Current;

        input.Spoil(folder);

        Answered(input, folder);
        await watcher.LookAsync(CancellationToken.None);
        Said(input, watcher.LastErrors);
        var after = policies.Current;
        if (!ReferenceEquals(after, before)) after.Portals.GetValueOrDefault("northwind-vendor")?.SkillDigest.ShouldBe(before.Portals["northwind-vendor"].SkillDigest);
    }

    [Theory]
    [InlineData("registry.jsonl")]
    [InlineData("gates.jsonl")]
    [InlineData("identity.jsonl")]
    [InlineData("skills.jsonl")]
    public void Every_bad_input_has_an_id_of_its_own(string file) => BadInput.All(file).Select(input => input.Id).ShouldBeUnique();

    private static async Task AnsweredAndKept(BadInput input)
    {
        using var folder = new TrialFolder();
        var (watcher, policies) = folder.Watch();
        var before = policies.Current;

        input.Spoil(folder);

        Answered(input, folder);
        await watcher.LookAsync(CancellationToken.None);
        Said(input, watcher.LastErrors);
        policies.Current.ShouldBeSameAs(before);
        folder.Admitted.ShouldBeEmpty();
    }

    private static void Answered(BadInput input, TrialFolder folder)
    {
        var clock = Stopwatch.StartNew();
        var result = folder.Load();
        clock.Elapsed.ShouldBeLessThan(Soon);
        result.Loaded.ShouldBeNull();
        Said(input, result.Errors);
    }

    private static void Said(BadInput input, IReadOnlyList<ConfigError> errors)
    {
        var all = string.Join('\n', errors);
        errors.ShouldContain(error => error.Code == input.Code && error.Message.Contains(input.Says, StringComparison.Ordinal), all);
        errors.ShouldAllBe(error => ConfigCodes.All.Contains(error.Code));
        errors.ShouldAllBe(error => error.Message.Contains(';', StringComparison.Ordinal) && !error.Message.Contains('\n'), all);
        if (input.Never is not null) all.ShouldNotContain(input.Never);
    }
}
