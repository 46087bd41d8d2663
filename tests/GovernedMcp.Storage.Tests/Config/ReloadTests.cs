using GovernedMcp.Governance;
using GovernedMcp.Governance.Registry;

namespace GovernedMcp.Storage.Tests.Config;

public sealed class ReloadTests
{
    private const string Registry = TrialFolder.Registry;

    private static WorkflowStatus StatusIn(PolicySource policies) => policies.Current.Registry.Find("invoice-desk")!.Status;

    [Fact]
    public async Task An_edit_comes_into_force_and_is_admitted_first()
    {
        using var folder = new TrialFolder();
        PolicySource? policies = null;
        WorkflowStatus? seenByAdmit = null;
        (var watcher, policies) = folder.Watch(admit: (_, _) =>
        {
            seenByAdmit = StatusIn(policies!);
            return Task.CompletedTask;
        });

        folder.Edit(Registry, "status: active", "status: suspended");
        await watcher.LookAsync(CancellationToken.None);

        StatusIn(policies).ShouldBe(WorkflowStatus.Suspended);
        seenByAdmit.ShouldBe(WorkflowStatus.Active);
        watcher.LastErrors.ShouldBeEmpty();
    }

    [Fact]
    public async Task Nothing_is_swapped_when_nothing_changed()
    {
        using var folder = new TrialFolder();
        var (watcher, policies) = folder.Watch();
        var before = policies.Current;

        await watcher.LookAsync(CancellationToken.None);
        await watcher.LookAsync(CancellationToken.None);

        policies.Current.ShouldBeSameAs(before);
        folder.Admitted.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_broken_edit_keeps_the_last_good_policy_until_it_is_mended()
    {
        using var folder = new TrialFolder();
        var (watcher, policies) = folder.Watch();
        var before = policies.Current;

        folder.Edit(Registry, "status: active", "status: actve");
        await watcher.LookAsync(CancellationToken.None);
        policies.Current.ShouldBeSameAs(before);
        watcher.LastErrors.ShouldHaveSingleItem().ToString().ShouldStartWith("config/registry/invoice-desk.yaml:6:9: `actve` is not");

        folder.Edit(Registry, "status: actve", "status: retired");
        await watcher.LookAsync(CancellationToken.None);
        StatusIn(policies).ShouldBe(WorkflowStatus.Retired);
        watcher.LastErrors.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_broken_edit_that_is_taken_back_leaves_no_error_and_no_new_revision()
    {
        using var folder = new TrialFolder();
        var (watcher, policies) = folder.Watch();
        var before = policies.Current;
        var good = folder.Read(Registry);

        folder.Write(Registry, "half");
        await watcher.LookAsync(CancellationToken.None);
        watcher.LastErrors.ShouldNotBeEmpty();
        folder.Write(Registry, good);
        await watcher.LookAsync(CancellationToken.None);

        policies.Current.ShouldBeSameAs(before);
        watcher.LastErrors.ShouldBeEmpty();
    }

    [Fact]
    public async Task One_bad_file_keeps_the_good_change_of_another_out_too()
    {
        using var folder = new TrialFolder();
        var (watcher, policies) = folder.Watch();
        var before = policies.Current;

        folder.Edit(Registry, "status: active", "status: retired");
        folder.Edit("config/rails.yaml", "headless: true", "headless: maybe");
        await watcher.LookAsync(CancellationToken.None);

        policies.Current.ShouldBeSameAs(before);
    }

    [Fact]
    public async Task A_file_that_is_still_being_written_is_waited_for()
    {
        using var folder = new TrialFolder();
        var (watcher, policies) = folder.Watch(settle: TimeSpan.FromSeconds(2));
        var whole = folder.Read(Registry).Replace("status: active", "status: retired", StringComparison.Ordinal);
        var cut = whole.IndexOf("gates:", StringComparison.Ordinal);
        var seen = new List<int>();
        policies.Changed += policy => seen.Add(policy.Registry.Find("invoice-desk")!.Gates.Count);

        folder.Write(Registry, whole[..cut]);
        // The first read is made before the look waits for the second.
        var look = watcher.LookAsync(CancellationToken.None);
        folder.Write(Registry, whole);
        await look;

        seen.ShouldBe([1]);
    }

    [Fact]
    public async Task A_file_renamed_into_place_comes_into_force()
    {
        using var folder = new TrialFolder();
        var (watcher, policies) = folder.Watch();

        folder.Write("config/registry/.invoice-desk.yaml.tmp", folder.Read(Registry).Replace("status: active", "status: proposed", StringComparison.Ordinal));
        File.Move(folder.PathOf("config/registry/.invoice-desk.yaml.tmp"), folder.PathOf(Registry), overwrite: true);
        await watcher.LookAsync(CancellationToken.None);

        StatusIn(policies).ShouldBe(WorkflowStatus.Proposed);
    }

    [Fact]
    public async Task A_volume_swapped_by_its_link_comes_into_force_as_a_whole()
    {
        using var folder = new TrialFolder();
        folder.Shell("mkdir ..1 && mv invoice-desk.yaml ..1/ && ln -s ..1 ..data && ln -s ..data/invoice-desk.yaml invoice-desk.yaml", "config/registry");
        var (watcher, policies) = folder.Watch();

        folder.Shell("mkdir ..2 && sed 's/status: active/status: retired/' ..1/invoice-desk.yaml > ..2/invoice-desk.yaml && ln -s ..2 ..new && mv -T ..new ..data && rm -r ..1", "config/registry");
        await watcher.LookAsync(CancellationToken.None);

        StatusIn(policies).ShouldBe(WorkflowStatus.Retired);
    }

    [Fact]
    public async Task When_the_revision_cannot_be_kept_nothing_is_swapped_and_it_is_tried_again()
    {
        using var folder = new TrialFolder();
        var fails = true;
        var (watcher, policies) = folder.Watch(admit: (_, _) => fails ? throw new IOException("disk full") : Task.CompletedTask);
        var before = policies.Current;

        folder.Edit(Registry, "status: active", "status: retired");
        await watcher.LookAsync(CancellationToken.None);
        policies.Current.ShouldBeSameAs(before);
        watcher.LastErrors.ShouldNotBeEmpty();

        fails = false;
        await watcher.LookAsync(CancellationToken.None);
        StatusIn(policies).ShouldBe(WorkflowStatus.Retired);
        watcher.LastErrors.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_bad_Skill_costs_its_portal_and_nothing_else()
    {
        using var folder = new TrialFolder();
        var (watcher, policies) = folder.Watch();

        folder.Edit(TrialFolder.PortalFile, "title: Northwind vendor portal", "titel: Northwind vendor portal");
        folder.Edit(Registry, "status: active", "status: suspended");
        await watcher.LookAsync(CancellationToken.None);

        StatusIn(policies).ShouldBe(WorkflowStatus.Suspended);
        policies.Current.Portals.Keys.ShouldNotContain("northwind-vendor");
        policies.Current.Portals.ShouldNotBeEmpty("the other Skills serve on");
        folder.Admitted.ShouldHaveSingleItem().RefusedSkills.ShouldBe(["northwind-vendor"]);
        watcher.LastErrors.ShouldAllBe(error => error.File == TrialFolder.PortalFile);
    }

    [Fact]
    public async Task Running_it_notices_a_change_by_itself_and_stops_when_told()
    {
        using var folder = new TrialFolder();
        var (watcher, policies) = folder.Watch();
        var changed = new TaskCompletionSource();
        policies.Changed += _ => changed.TrySetResult();
        using var stop = new CancellationTokenSource();
        var running = watcher.RunAsync(stop.Token);

        folder.Edit(Registry, "status: active", "status: retired");
        await changed.Task.WaitAsync(TimeSpan.FromSeconds(20));
        await stop.CancelAsync();
        await running.WaitAsync(TimeSpan.FromSeconds(20));

        StatusIn(policies).ShouldBe(WorkflowStatus.Retired);
    }
}
