namespace GovernedMcp.Portals.Tests;

/// <summary>WordPress: pagers above and below a list, row actions in the cells, a password that the page makes up, forms that scripts send.</summary>
[Trait(Cost.Name, Cost.High)]
public sealed class WordpressTests
{
    private static readonly RealPortal Portal = RealPortal.Wordpress;

    [Fact]
    public async Task With_the_shipped_Skill_every_user_is_read_and_one_is_added_when_a_person_approves()
    {
        await using var world = await PortalWorld.WithSkillAsync(Portal with { Root = "" });
        await world.SignInAsync();
        await world.GoAsync("users");
        var users = await world.ReadAllAsync("users");
        users.Select(user => $"{user["username"]}\t{user["email"]}").ShouldBe(await Portal.QueryAsync("select user_login, user_email from wp_users order by user_login"));

        var user = new Dictionary<string, object> { ["username"] = "tide.clerk", ["email"] = "tide.clerk@example.test", ["first_name"] = "Tilda", ["role"] = "Author" };
        var held = await world.HoldAsync("new-user", user);
        (await StoredAsync()).ShouldBeEmpty();
        await world.SendAsync(held);
        (await StoredAsync()).ShouldBe(["tide.clerk@example.test\tTilda\ta:1:{s:6:\"author\";b:1;}"]);

        // A row that was there before proves nothing: turned down is turned down.
        var again = await world.AnswerAsync(await world.HoldAsync("new-user", user));
        again["data"]!["submit"]!.ToString().ShouldBe("rejected_by_portal", again.ToJsonString());
        again["data"]!["page_messages"]!.ToJsonString().ShouldContain("already registered");
        (await StoredAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task With_the_shipped_Skill_forms_that_scripts_send_are_settled_by_reading_back()
    {
        await using var world = await PortalWorld.WithSkillAsync(Portal with { Root = "" });
        await world.SignInAsync();
        await world.SendAsync(await world.HoldAsync("new-category", new Dictionary<string, object> { ["name"] = "Ferries", ["slug"] = "ferries", ["parent"] = "Cargo" }));
        (await Portal.QueryAsync("select parent.slug from wp_term_taxonomy of join wp_terms own on own.term_id = of.term_id join wp_terms parent on parent.term_id = of.parent where own.slug = 'ferries'")).ShouldBe(["cargo"]);
        // The portal itself puts what was typed into a block.
        await world.SendAsync(await world.HoldAsync("quick-draft", new Dictionary<string, object> { ["title"] = "Tide table for May", ["content"] = "Low water at six." }));
        (await Portal.QueryAsync("select post_status, post_content from wp_posts where post_title = 'Tide table for May' and post_type = 'post'")).ShouldBe(["draft\t<!-- wp:paragraph -->Low water at six.<!-- /wp:paragraph -->"]);
    }

    [Fact]
    public async Task Five_lines_are_enough_to_read_every_post_and_to_change_a_comment()
    {
        await using var world = await PortalWorld.WithFiveLinesAsync(Portal);
        await world.SignInAsync();
        await world.GoAsync("path:/edit.php?post_type=post&all_posts=1");
        var posts = await world.ReadAllAsync("Posts");
        posts.Select(post => post["Title"].Replace(" — Draft", "", StringComparison.Ordinal)).Order(StringComparer.Ordinal)
            .ShouldBe((await Portal.QueryAsync("select post_title from wp_posts where post_type = 'post' and post_status in ('publish', 'draft')")).Order(StringComparer.Ordinal));

        await world.GoAsync("path:/edit-comments.php?comment_status=all");
        await world.GoAsync("path:/comment.php?action=editcomment&c=1");
        var held = await world.HoldAsync("Edit Comment", new Dictionary<string, object> { ["Name"] = "Harbour master" });
        (await AuthorsAsync()).ShouldBe(["0"]);
        await world.SendAsync(held);
        (await AuthorsAsync()).ShouldBe(["1"]);
    }

    private static Task<IReadOnlyList<string>> AuthorsAsync() => Portal.QueryAsync("select count(*) from wp_comments where comment_author = 'Harbour master'");

    private static Task<IReadOnlyList<string>> StoredAsync() => Portal.QueryAsync("""
        select user_email, name.meta_value, role.meta_value from wp_users
        join wp_usermeta name on name.user_id = ID and name.meta_key = 'first_name' join wp_usermeta role on role.user_id = ID and role.meta_key = 'wp_capabilities'
        where user_login = 'tide.clerk'
        """);
}
