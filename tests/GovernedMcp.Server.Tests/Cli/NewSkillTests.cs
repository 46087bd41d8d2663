using GovernedMcp.DemoPortal;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Storage;
using GovernedMcp.Storage.Skills;
using ValueType = GovernedMcp.Governance.Portals.ValueType;

namespace GovernedMcp.Server.Tests.Cli;

/// <summary><c>new skill</c> with a real browser, on the demo portal and on pages that are built otherwise.</summary>
public sealed class NewSkillTests : IDisposable
{
    private readonly TrialFolders _folders = new();

    [Fact]
    public async Task The_demo_portal_is_drafted_behind_its_sign_in_and_the_draft_is_sound()
    {
        await using var portal = await DemoPortalApp.StartAsync(new DemoPortalOptions { Port = 0 });
        await GiveCredentialAsync("vendor/drafting");

        var (exit, output, error) = await _folders.RunAsync("new", "skill", $"{portal.Address}login", "--name", "vendor", "--credential", "vendor/drafting", "--yes");

        exit.ShouldBe(0, output + error);
        var draft = Draft("vendor");
        draft.Login!.Steps.Count.ShouldBe(3);
        draft.Sections.Keys.ShouldBe(["home", "invoices", "disputes", "bank-details", "new-dispute"], ignoreOrder: true);
        draft.Sections["invoices"].Url.ShouldBe("/billing/invoices");
        draft.Sections["invoices"].Parameters["status"].Values.ShouldContain("Overdue");
        var table = draft.Tables["invoices"];
        table.Root.Role.ShouldBe("table");
        table.Section.ShouldBe("invoices");
        table.FindColumn("amount")!.Type.ShouldBe(ValueType.Money);
        table.FindColumn("due_date")!.Type.ShouldBe(ValueType.Date);
        table.FindColumn("iban")!.Sensitive.ShouldBe(Sensitivity.MaskLast4);
        table.RowKey.ShouldBe(["invoice_no"]);
        draft.Locale.Date.ShouldBe("dd/MM/yyyy");
        var form = draft.Forms["dispute"];
        form.FindField("invoice")!.Required.ShouldBeTrue();
        form.FindField("reason")!.Values.ShouldContain("Goods not received");
        form.FindField("contact_by")!.Label.ShouldBe("Contact by");
        form.FindField("attachment")!.Type.ShouldBe(ValueType.File);
        form.Submit!.Request.ShouldBe(new RequestPattern("POST", "/disputes"));
        draft.Forms.Keys.ShouldNotContain("sign-in");
        output.ShouldContain("what to do next:");
        output.ShouldContain("credential: vendor/drafting");
        using var store = LocalStore.Open(_folders.Data, TimeProvider.System);
        var records = store.Reader.Tail(100);
        records.Select(record => record.Type).ShouldContain("workshop.opened");
        records.Where(record => record.Tool == "portal_login").Select(record => record.Agent).Distinct().ShouldBe(["cli:workshop"]);
    }

    [Fact]
    public async Task What_is_there_is_never_written_over_and_nothing_is_opened_for_it()
    {
        var before = await File.ReadAllTextAsync(Path.Combine(_folders.Skills, "northwind-vendor", "SKILL.md"));
        var (exit, _, error) = await _folders.RunAsync("new", "skill", "http://127.0.0.1:9/", "--name", "northwind-vendor");
        exit.ShouldBe(1);
        error.ShouldContain("nothing is written over it; choose another name with `--name`");
        (await File.ReadAllTextAsync(Path.Combine(_folders.Skills, "northwind-vendor", "SKILL.md"))).ShouldBe(before);
        Directory.Exists(_folders.Data).ShouldBeFalse();
    }

    [Theory]
    [InlineData("http://portal.example.com/", "only portals of this machine itself may be http")]
    [InlineData("https://user:word@portal.example.com/", "is not the address of a portal")]
    [InlineData("portal.example.com", "is not the address of a portal")]
    public async Task An_address_that_is_none_is_told(string address, string says) =>
        (await _folders.RunAsync("new", "skill", address)).Error.ShouldContain(says);

    [Fact]
    public async Task A_credential_is_given_to_no_portal_but_its_own_and_only_when_the_person_says_so()
    {
        (await _folders.RunAsync("new", "skill", "http://127.0.0.1:9/", "--credential", "northwind/ap-desk", "--yes")).Error
            .ShouldContain("credential `northwind/ap-desk` belongs to portal `northwind-vendor` and is not given to http://127.0.0.1:9");
        (await _folders.RunAsync("new", "skill", "http://127.0.0.1:9/", "--credential", "nobody/knows", "--yes")).Error.ShouldContain("is not in credentials.yaml; there are: `northwind/ap-desk`");
    }

    [Fact]
    public async Task Pages_without_labels_and_captions_are_drafted_by_what_leads_to_them_alone_and_nothing_is_sent()
    {
        await using var site = await OddPortal.StartAsync();

        var (exit, output, error) = await _folders.RunAsync("new", "skill", site.Address, "--name", "odd");

        exit.ShouldBe(0, output + error);
        var draft = Draft("odd");
        draft.Login.ShouldBeNull("its fields have no labels, so it is found by itself");
        output.ShouldContain("note: the sign-in form has no labels that are its alone; it is found by itself each time");
        draft.Sections.Keys.ShouldBe(["archiv", "orders", "returns"], ignoreOrder: true);
        draft.Sections["archiv"].Path.ShouldHaveSingleItem().Role.ShouldBe("menuitem");
        draft.Tables.Values.Select(table => table.Section).ShouldBe(["orders", "orders", "archiv"], ignoreOrder: true);
        draft.Tables.Values.ShouldAllBe(table => table.Root.By == LocatorBy.Css);
        draft.Tables.Values.Where(table => table.Section == "orders").Select(table => table.Root.Value).Distinct().Count().ShouldBe(2);
        draft.Locale.ShouldBe(new PortalLocale("de", "UTC", ',', "dd.MM.yyyy"));
        draft.Tables.Values.SelectMany(table => table.Columns).Single(column => column.Key == "betrag").Type.ShouldBe(ValueType.Money);
        draft.Forms.ShouldHaveSingleItem().Value.Fields.Select(field => field.Key).ShouldBe(["grund", "field_2"]);
        site.Requests.ShouldNotContain("GET /logout");
        site.Requests.ShouldAllBe(request => request.StartsWith("GET ", StringComparison.Ordinal));
        output.ShouldContain("it asks to sign in, and most is behind that");
        (await File.ReadAllTextAsync(Path.Combine(_folders.Skills, "odd", "SKILL.md"))).ShouldNotContain("Ignore", Case.Insensitive, "words of a page reach no agent as guidance");
    }

    [Fact]
    public async Task A_portal_that_tells_its_pages_apart_by_query_has_a_section_for_each_and_none_for_a_filter_or_an_order()
    {
        await using var site = await OddPortal.StartByQueryAsync();

        var (exit, output, error) = await _folders.RunAsync("new", "skill", $"{site.Address}?page=orders", "--name", "query");

        exit.ShouldBe(0, output + error);
        var draft = Draft("query");
        draft.Sections.Values.Select(section => section.Url).ShouldBe(["/?page=orders", "/?page=returns", "/?page=reports&from=orders"], ignoreOrder: true);
        draft.Tables.Keys.ShouldBe(["orders"]);
        site.Requests.ShouldNotContain(request => request.Contains("page=logout", StringComparison.Ordinal));
        site.Requests.Count(request => request.Contains("sort=", StringComparison.Ordinal) || request.Contains("p=", StringComparison.Ordinal)).ShouldBeLessThan(3);
    }

    public void Dispose() => _folders.Dispose();

    private Portal Draft(string name)
    {
        var found = SkillCheck.Run(_folders.Skills, name);
        found.Errors.ShouldBeEmpty();
        return found.Portals.ShouldHaveSingleItem();
    }

    private async Task GiveCredentialAsync(string name)
    {
        var (user, word) = (Path.Combine(_folders.Root, "user"), Path.Combine(_folders.Root, "word"));
        await File.WriteAllTextAsync(user, "ap-desk");
        await File.WriteAllTextAsync(word, "demo-Northwind-7!");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(user, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            File.SetUnixFileMode(word, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        await File.AppendAllTextAsync(Path.Combine(_folders.Config, "credentials.yaml"), $"  {name}: {{ username: \"file:{user}\", password: \"file:{word}\" }}\n");
    }
}
