using System.Diagnostics;
using GovernedMcp.DemoPortal;

namespace GovernedMcp.Server.Tests.Cli;

/// <summary><c>skills probe</c> with a real browser on the running demo portal.</summary>
public sealed class SkillsProbeTests : IAsyncLifetime
{
    private readonly TrialFolders _folders = new();
    private DemoPortalApp _portal = null!;

    private string Skill => Path.Combine(_folders.Skills, "northwind-vendor", "portal", "portal.yaml");

    public async Task InitializeAsync()
    {
        _portal = await DemoPortalApp.StartAsync(new DemoPortalOptions { Port = 0 });
        await ReplaceAsync(Skill, "http://127.0.0.1:7311", _portal.Address.AbsoluteUri.TrimEnd('/'));
        await File.WriteAllTextAsync(Path.Combine(_folders.Config, "credentials.yaml"), $"credentials:\n  northwind/ap-desk: {{ username: \"file:{await KeepAsync("user", "ap-desk")}\", password: \"file:{await KeepAsync("word", "demo-Northwind-7!")}\" }}\n");
    }

    [Fact]
    public async Task A_Skill_that_fits_has_nothing_to_propose_whatever_it_declares()
    {
        await ReplaceAsync(Skill, "probe: { checks: [login, section invoices, table invoices], every: 1d }\n", "");
        var (exit, output, error) = await _folders.RunAsync("skills", "probe", "northwind-vendor");
        exit.ShouldBe(0, output + error);
        error.ShouldContain("with credential `northwind/ap-desk`, which the entry of workflow `invoice-desk` binds to `northwind-vendor`");
        output.ShouldContain("section invoice       not tried  section `invoice` needs parameters");
        foreach (var check in new[] { "login", "table disputes", "table invoices", "form bank-details", "form dispute" }) output.ShouldMatch($@"(?m)^{check} +yes$");
        output.ShouldNotContain("@@");
        _portal.Hits("POST /disputes").ShouldBe(0);
    }

    [Fact]
    public async Task Drift_is_told_and_proposed_as_a_patch_and_nothing_heals_by_itself()
    {
        await ReplaceAsync(Skill, "      - { key: iban, header: IBAN, type: string, sensitive: mask_last4 }\n", "");
        await ReplaceAsync(Skill, "      - { key: reference, header: Reference, type: string, required: true }\n", "      - { key: reference, header: Case, type: string, required: true }\n");
        await ReplaceAsync(Skill, "root: { by: role, role: table, name: Invoices }", "root: { by: role, role: table, name: Bills, fallbacks: [{ by: role, role: table, name: Invoices }] }");
        await ReplaceAsync(Skill, "checks: [login, section invoices, table invoices]", "checks: [login, table invoices, table disputes, form dispute]");
        await ReplaceAsync(Skill, "{ key: urgent, label: Urgent,", "{ key: urgent, label: Very urgent,");
        var (before, patch) = (await File.ReadAllTextAsync(Skill), Path.Combine(_folders.Root, "drift.patch"));

        var (exit, output, error) = await _folders.RunAsync("skills", "probe", "northwind-vendor", "--patch", patch);

        exit.ShouldBe(1, output + error);
        output.ShouldMatch("(?m)^login +yes$");
        output.ShouldMatch("(?m)^table invoices +yes +only found by its fallback no. 1; make that the first; new: `IBAN`$");
        output.ShouldMatch("(?m)^table disputes +yes +missing: reference; `reference` is most likely `Reference` now$");
        output.ShouldMatch("(?m)^form dispute +yes +missing: urgent; `urgent` is most likely `Urgent` now$");
        (await File.ReadAllTextAsync(Skill)).ShouldBe(before);

        // What is proposed can be applied, and then only what nobody can decide is left.
        using var git = Process.Start(new ProcessStartInfo("git", ["apply", patch]) { WorkingDirectory = _folders.Root })!;
        await git.WaitForExitAsync();
        git.ExitCode.ShouldBe(0);
        var applied = await File.ReadAllTextAsync(Skill);
        applied.ShouldContain("      - {key: iban, header: IBAN, type: string, sensitive: mask_last4}\n");
        applied.ShouldContain("header: [Case, Reference]");
        applied.ShouldContain("{ key: urgent, label: Urgent,");
        applied.ShouldContain("root: { by: role, role: table, name: Invoices, fallbacks: [{ by: role, role: table, name: Bills }] }");
        var again = await _folders.RunAsync("skills", "probe", "northwind-vendor");
        again.Out.ShouldMatch("(?m)^table disputes +yes$");
        again.Out.ShouldNotContain("@@");
    }

    [Fact]
    public async Task After_a_redesign_fields_buttons_headings_and_addresses_are_proposed_too()
    {
        await using var redesigned = await DemoPortalApp.StartAsync(new DemoPortalOptions { Port = 0, Redesigned = true });
        await ReplaceAsync(Skill, _portal.Address.AbsoluteUri.TrimEnd('/'), redesigned.Address.AbsoluteUri.TrimEnd('/'));
        await ReplaceAsync(Skill, "root: { by: role, role: table, name: Invoices }", "root: { by: role, role: table, name: Invoices, fallbacks: [{ by: css, selector: main table }] }");
        await ReplaceAsync(Skill, "checks: [login, section invoices, table invoices]", "checks: [login, section new-dispute, section bank-details, table invoices, table disputes, form dispute]");
        var (before, patch) = (await File.ReadAllTextAsync(Skill), Path.Combine(_folders.Root, "drift.patch"));

        var (exit, output, error) = await _folders.RunAsync("skills", "probe", "northwind-vendor", "--patch", patch);

        exit.ShouldBe(1, output + error);
        output.ShouldMatch("(?m)^table invoices +yes +only found by its fallback no. 1; make that the first; missing: supplier, due; `supplier` is most likely `Vendor` now; `due` is most likely `Payment due` now$");
        output.ShouldMatch("(?m)^section new-dispute +no +.*its heading is most likely `Raise a dispute` now$");
        output.ShouldMatch("(?m)^section bank-details +no +.*a link of its title leads to `/account/payment` now$");
        output.ShouldMatch("(?m)^form dispute +yes +missing: reason, expected; `reason` is most likely `Reason for the dispute` now; `expected` is most likely `Answer expected by` now; its button is most likely `Send dispute` now; nothing sends it$");
        (await File.ReadAllTextAsync(Skill)).ShouldBe(before, "nothing heals by itself");

        using var git = Process.Start(new ProcessStartInfo("git", ["apply", patch]) { WorkingDirectory = _folders.Root })!;
        await git.WaitForExitAsync();
        git.ExitCode.ShouldBe(0);
        var applied = await File.ReadAllTextAsync(Skill);
        applied.ShouldContain("root: { by: css, selector: main table, fallbacks: [{ by: role, role: table, name: Invoices }] }");
        applied.ShouldContain("submit: { by: role, role: button, name: Send dispute, effect: submit, request: POST /disputes }");
        applied.ShouldContain("url: /account/payment");
        var again = await _folders.RunAsync("skills", "probe", "northwind-vendor");
        again.Exit.ShouldBe(0, again.Out);
        redesigned.Hits("POST /disputes").ShouldBe(0);
    }

    [Fact]
    public async Task What_another_page_has_in_place_of_a_part_without_a_section_is_no_drift_of_it()
    {
        await ReplaceAsync(Skill, "    section: disputes\n    root: { by: role, role: table, name: Disputes }", "    root: { by: css, selector: table }");
        await ReplaceAsync(Skill, "checks: [login, section invoices, table invoices]", "checks: [login, table invoices, table disputes]");
        var (exit, output, error) = await _folders.RunAsync("skills", "probe", "northwind-vendor");
        exit.ShouldBe(0, output + error);
        output.ShouldMatch("(?m)^table invoices +yes$");
        output.ShouldMatch("(?m)^table disputes +not tried +table `disputes` says no `section`, and is not on the page that was looked at$");
        output.ShouldNotContain("@@");
    }

    [Fact]
    public async Task Without_a_credential_that_an_entry_binds_nothing_is_opened()
    {
        await ReplaceAsync(Path.Combine(_folders.Config, "registry", "invoice-desk.yaml"), "    credential: northwind/ap-desk      # a name; never a value\n", "");
        var (exit, _, error) = await _folders.RunAsync("skills", "probe", "northwind-vendor");
        exit.ShouldBe(1);
        error.ShouldContain("no entry of the registry binds a credential to portal `northwind-vendor`");
        _portal.Hits("GET /login").ShouldBe(0);
        (await _folders.RunAsync("skills", "probe", "southwind")).Error.ShouldContain("there is no Skill `southwind`");
    }

    public async Task DisposeAsync()
    {
        await _portal.DisposeAsync();
        _folders.Dispose();
    }

    private async Task<string> KeepAsync(string name, string value)
    {
        var file = Path.Combine(_folders.Root, name);
        await File.WriteAllTextAsync(file, value);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return file;
    }

    private static async Task ReplaceAsync(string file, string old, string with)
    {
        var text = await File.ReadAllTextAsync(file);
        text.ShouldContain(old);
        await File.WriteAllTextAsync(file, text.Replace(old, with, StringComparison.Ordinal));
    }
}
