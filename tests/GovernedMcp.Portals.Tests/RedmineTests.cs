namespace GovernedMcp.Portals.Tests;

/// <summary>Redmine: pages of 25, a form that the portal renders anew when its tracker changes, two buttons to a form.</summary>
[Trait(Cost.Name, Cost.High)]
public sealed class RedmineTests
{
    private static readonly RealPortal Portal = RealPortal.Redmine;

    [Fact]
    public async Task With_the_shipped_Skill_open_issues_are_read_over_all_pages_and_one_is_reported_when_a_person_approves()
    {
        await using var world = await PortalWorld.WithSkillAsync(Portal);
        await world.SignInAsync();
        await world.GoAsync("project-issues", ("project", "workshop"));
        var issues = await world.ReadAllAsync("project-issues");
        issues.Count.ShouldBeGreaterThan(100);
        issues.Select(issue => $"{issue["number"]}\t{issue["tracker"]}\t{issue["status"]}\t{issue["priority"]}\t{issue["subject"]}\t{issue["due_date"]}").ShouldBe(await Portal.QueryAsync("""
            select issues.id, trackers.name, issue_statuses.name, enumerations.name, subject, due_date from issues
            join trackers on trackers.id = tracker_id join issue_statuses on issue_statuses.id = issues.status_id
            join enumerations on enumerations.id = priority_id join projects on projects.id = issues.project_id
            where projects.identifier = 'workshop' and not issue_statuses.is_closed order by issues.id
            """));

        await world.GoAsync("issue", ("number", 3));
        var issue = (await world.ExpectAsync("completed", "portal_extract", ("record", "issue")))["data"]!["values"]!;
        $"{issue["status"]}\t{issue["done"]}".ShouldBe((await Portal.QueryAsync("select issue_statuses.name, done_ratio || '%' from issues join issue_statuses on issue_statuses.id = status_id where issues.id = 3")).Single());

        // `Asset number` is this organisation's own: no Skill knows of it.
        await world.GoAsync("new-issue", ("project", "workshop"));
        var held = await world.HoldAsync("new-issue", new Dictionary<string, object>
        {
            ["tracker"] = "Support", ["subject"] = "Oil the north gate", ["description"] = "It squeaks.\nSince Monday.", ["priority"] = "High", ["category"] = "Rooms",
            ["start_date"] = "2026-05-04", ["due_date"] = "2026-05-08", ["estimated_hours"] = "2.5", ["done"] = "30 %", ["Asset number"] = "AN-0042",
        });
        (await StoredAsync()).ShouldBeEmpty();
        var reply = await world.SendAsync(held);
        var stored = (await StoredAsync()).ShouldHaveSingleItem();
        stored.ShouldBe("Support\tHigh\tRooms\t2026-05-04\t2026-05-08\t2.5\t30\tAN-0042");
        reply["data"]!["reference"]!.ToString().ShouldBe((await Portal.QueryAsync("select max(id) from issues")).Single());

        // What the portal turns down is told with its own words, and nothing is stored.
        await world.GoAsync("new-issue", ("project", "workshop"));
        var refused = await world.AnswerAsync(await world.HoldAsync("new-issue", new Dictionary<string, object> { ["subject"] = "Backwards", ["start_date"] = "2026-05-08", ["due_date"] = "2026-05-04" }));
        refused["data"]!["submit"]!.ToString().ShouldBe("rejected_by_portal", refused.ToJsonString());
        refused["data"]!["page_messages"]!.ToJsonString().ShouldContain("Due date must be greater than start date");
        (await Portal.QueryAsync("select count(*) from issues where subject = 'Backwards'")).ShouldBe(["0"]);
    }

    [Fact]
    public async Task Five_lines_are_enough_to_read_a_list_over_all_pages_and_to_add_a_category()
    {
        await using var world = await PortalWorld.WithFiveLinesAsync(Portal);
        await world.SignInAsync();
        await world.GoAsync("path:/projects/workshop/issues");
        var issues = await world.ReadAllAsync("Issues");
        issues.Select(issue => $"{issue["#"]}\t{issue["Subject"]}").ShouldBe(await Portal.QueryAsync("""
            select issues.id, subject from issues join issue_statuses on issue_statuses.id = status_id join projects on projects.id = project_id
            where projects.identifier = 'workshop' and not issue_statuses.is_closed order by issues.id desc
            """));

        await world.GoAsync("path:/projects/workshop/issue_categories/new");
        var held = await world.HoldAsync("New category", new Dictionary<string, object> { ["Name"] = "Gates" });
        (await CategoriesAsync()).ShouldBe(["0"]);
        await world.SendAsync(held);
        (await CategoriesAsync()).ShouldBe(["1"]);
    }

    private static Task<IReadOnlyList<string>> CategoriesAsync() => Portal.QueryAsync("select count(*) from issue_categories where name = 'Gates'");

    private static Task<IReadOnlyList<string>> StoredAsync() => Portal.QueryAsync("""
        select trackers.name, enumerations.name, issue_categories.name, start_date, due_date, estimated_hours, done_ratio, custom_values.value from issues
        join trackers on trackers.id = tracker_id join enumerations on enumerations.id = priority_id join issue_categories on issue_categories.id = category_id
        join custom_values on customized_id = issues.id join custom_fields on custom_fields.id = custom_field_id
        where subject = 'Oil the north gate' and custom_fields.name = 'Asset number'
        """);
}
