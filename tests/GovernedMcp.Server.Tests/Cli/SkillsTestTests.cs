using GovernedMcp.DemoPortal;

namespace GovernedMcp.Server.Tests.Cli;

/// <summary><c>skills test</c>: the shipped Skill on its saved pages, in the real browser; no portal runs.</summary>
public sealed class SkillsTestTests : IDisposable
{
    private readonly TrialFolders _folders = new();

    private string Folder => Path.Combine(_folders.Skills, "northwind-vendor");

    private string Skill => Path.Combine(Folder, "portal", "portal.yaml");

    [Fact]
    public async Task The_shipped_Skill_fits_its_saved_pages_and_no_portal_is_needed()
    {
        var (exit, output, error) = await _folders.RunAsync("skills", "test", "northwind-vendor");
        exit.ShouldBe(0, output + error);
        output.ShouldContain("skills/northwind-vendor/portal/portal.yaml:40: table invoices: ok, by its first way; not tried: its further pages, to which the pager leads");
        output.ShouldContain("form dispute: ok, by its first way; not tried: sending it, and what tells how that went");
        output.ShouldContain("download invoice-pdf: ok, by its first way; not tried: fetching the file");
        foreach (var check in new[] { "login", "section invoices", "record invoice" }) output.ShouldMatch($"(?m)^skills/northwind-vendor/portal/portal.yaml:[0-9]+: {check}: ok, by its first way$");
        error.ShouldContain("13 as declared, 0 not, 0 not tried");
    }

    [Fact]
    public async Task What_does_not_fit_is_told_with_its_place_and_its_way_and_pages_run_no_scripts_of_their_own()
    {
        await ReplaceAsync(Skill, "header: Supplier, type: string", "header: Supplier, type: date");
        await ReplaceAsync(Skill, "root: { by: role, role: form, name: Dispute }", "root: { by: role, role: form, name: Complaint, fallbacks: [{ by: role, role: form, name: Dispute }] }");
        await ReplaceAsync(Path.Combine(Folder, "tests", "section-home.html"), "</body>", "<script>document.body.remove()</script></body>");
        File.Delete(Path.Combine(Folder, "tests", "section-disputes.html"));

        var (exit, output, error) = await _folders.RunAsync("skills", "test", "northwind-vendor");

        exit.ShouldBe(1, output + error);
        output.ShouldMatch("(?m)^skills/northwind-vendor/portal/portal.yaml:40: table invoices: not as declared: [0-9] of [0-9] values of `supplier` do not read as date$");
        output.ShouldMatch("(?m)^skills/northwind-vendor/portal/portal.yaml:82: form dispute: not as declared: only found by its fallback no. 1; make that the first$");
        output.ShouldMatch("(?m)section home: ok, by its first way$");
        output.ShouldMatch("(?m)table disputes: not tried: there is no fixture `section-disputes.html`$");
        Directory.Delete(Path.Combine(Folder, "tests"), recursive: true);
        (await _folders.RunAsync("skills", "test", "northwind-vendor")).Error.ShouldContain("save them with `governed-mcp skills probe northwind-vendor --save-fixtures`");
    }

    [Fact]
    public async Task What_turns_pages_fetches_files_and_tells_success_is_held_against_them_too()
    {
        await ReplaceAsync(Skill, "pattern: \"of {n}\"", "pattern: \"sum {n}\"");
        await ReplaceAsync(Skill, "name: PDF }", "name: Paper }");
        var sent = Path.Combine(Folder, "tests", "sent-dispute.html");
        await File.WriteAllTextAsync(sent, "<!-- page: /disputes | ui_version: - | by hand -->\n<!doctype html><p>Request received</p>\n");
        var (exit, output, error) = await _folders.RunAsync("skills", "test", "northwind-vendor");
        exit.ShouldBe(1, output + error);
        output.ShouldContain("table invoices: not as declared: the total is not where the Skill says");
        output.ShouldContain("download invoice-pdf: not tried: there is no fixture `download-invoice-pdf.html`");
        output.ShouldMatch("(?m)form dispute: ok, by its first way; not tried: sending it$");
        await File.WriteAllTextAsync(sent, "<!doctype html><p>Something else</p>");
        (await _folders.RunAsync("skills", "test", "northwind-vendor")).Out.ShouldContain("form dispute: not as declared: `sent-dispute.html` does not show what tells success");
    }

    [Fact]
    public async Task Saved_pages_name_nobody_hold_no_token_and_nothing_sensitive()
    {
        await using var portal = await DemoPortalApp.StartAsync(new DemoPortalOptions { Port = 0 });
        await ReplaceAsync(Skill, "http://127.0.0.1:7311", portal.Address.AbsoluteUri.TrimEnd('/'));
        await ReplaceAsync(Path.Combine(_folders.Config, "credentials.yaml"), "username: \"env:NORTHWIND_USER\", password: \"env:NORTHWIND_PASSWORD\"", $"username: \"file:{await KeepAsync("user", "ap-desk")}\", password: \"file:{await KeepAsync("word", "demo-Northwind-7!")}\"");
        Directory.Delete(Path.Combine(Folder, "tests"), recursive: true);

        var (exit, output, error) = await _folders.RunAsync("skills", "probe", "northwind-vendor", "--save-fixtures", "--with", "invoice.number=NW-2026-00042");

        exit.ShouldBe(0, output + error);
        var pages = Directory.GetFiles(Path.Combine(Folder, "tests"));
        pages.Select(Path.GetFileName).ShouldBe(["login.html", .. new[] { "bank-details", "disputes", "home", "invoice", "invoices", "new-dispute" }.Select(name => $"section-{name}.html")], ignoreOrder: true);
        var text = string.Concat(pages.Select(File.ReadAllText));
        foreach (var person in new[] { "Alex Porter", "ap-desk", "demo-Northwind" }) text.ShouldNotContain(person);
        text.ShouldNotMatch("[A-Z]{2}[0-9]{2} ?[0-9A-Z]{4} ?[1-9]", "no IBAN");
        text.ShouldNotMatch("RequestVerificationToken\"[^>]*value=");
        text.ShouldNotContain("<script");
        (await _folders.RunAsync("skills", "test", "northwind-vendor")).Exit.ShouldBe(0);
        (await _folders.RunAsync("skills", "probe", "northwind-vendor", "--with", "invoice.nummer=1")).Error.ShouldContain("names no parameter of a section");
    }

    public void Dispose() => _folders.Dispose();

    private static async Task ReplaceAsync(string file, string was, string now)
    {
        var text = await File.ReadAllTextAsync(file);
        text.ShouldContain(was);
        await File.WriteAllTextAsync(file, text.Replace(was, now, StringComparison.Ordinal));
    }

    private async Task<string> KeepAsync(string name, string text)
    {
        var file = Path.Combine(_folders.Root, name);
        await File.WriteAllTextAsync(file, text);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return file;
    }
}
