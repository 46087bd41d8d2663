using System.Text;
using GovernedMcp.Governance.Gates;
using GovernedMcp.Storage.Config;

namespace GovernedMcp.Storage.Tests.Config;

public sealed class LoadTests
{
    [Fact]
    public void All_errors_of_all_files_come_at_once_each_with_its_place()
    {
        using var folder = new TrialFolder();
        folder.Edit("config/people.yaml", "teams:", "taems:");
        folder.Edit("config/rails.yaml", "ask: owner ", "ask: nobody ");
        folder.Edit(TrialFolder.Registry, "status: active", "status: actve");
        folder.Edit(TrialFolder.Registry, "sessions: 2", "sessions: two");
        folder.Edit(TrialFolder.PortalFile, "title: Northwind", "titel: Northwind");

        var errors = folder.Load().Errors.Select(error => error.ToString().Split(" is not ")[0]).ToList();

        errors.ShouldContain("config/people.yaml:2:1: `teams` is missing; write `teams: …`");
        errors.ShouldContain("config/people.yaml:2:1: `taems`");
        errors.ShouldContain("config/registry/invoice-desk.yaml:6:9: `actve`");
        errors.ShouldContain("config/registry/invoice-desk.yaml:18:65: `two`");
        errors.ShouldContain("skills/northwind-vendor/portal/portal.yaml:3:1: `titel`");
    }

    [Fact]
    public void What_another_file_already_answers_for_is_not_complained_of_again()
    {
        using var folder = new TrialFolder();
        folder.Edit(TrialFolder.PortalFile, "title: Northwind", "titel: Northwind");
        folder.Edit("config/people.yaml", "teams:", "taems:");

        folder.Load().Errors.ShouldAllBe(error => error.File == TrialFolder.PortalFile || error.File == "config/people.yaml");
    }

    [Theory]
    [InlineData("https://agents.example.com", "https://agents.example.com/approvals/ap_1")]
    [InlineData("https://agents.example.com/governed/", "https://agents.example.com/governed/approvals/ap_1")]
    [InlineData("http://127.0.0.1:8080", "http://127.0.0.1:8080/approvals/ap_1")]
    public void The_address_of_the_pages_makes_links_to_them(string address, string link)
    {
        using var folder = new TrialFolder();
        folder.Load().Loaded!.Policy.Rails.Console.LinkTo("ap_1").ShouldBeNull();
        folder.Edit("config/rails.yaml", "browser: {", $"console: {{ address: \"{address}\" }}\nbrowser: {{");
        folder.Load().Loaded!.Policy.Rails.Console.LinkTo("ap_1").ShouldBe(link);
    }

    [Fact]
    public void A_gate_may_ask_the_person_who_runs_the_client()
    {
        using var folder = new TrialFolder();
        folder.Edit(TrialFolder.Registry, "ask: finance-leads\n    approvals: 2", "ask: user");
        folder.Load().Errors.ShouldBeEmpty();
    }

    [Fact]
    public void The_revision_follows_the_content_and_not_the_order_or_the_place()
    {
        using var folder = new TrialFolder();
        var here = folder.Load().Loaded!;
        var shipped = new PolicyLoader(ConfigFolder.Under(Shipped.Root), TimeProvider.System).Load().Loaded!;
        var turned = PolicyLoader.Rebuild([.. here.Documents.Reverse()], TimeProvider.System.GetUtcNow()).Loaded!;

        here.Policy.Revision.ShouldBe(shipped.Policy.Revision);
        turned.Policy.Revision.ShouldBe(here.Policy.Revision);

        folder.Edit("skills/northwind-vendor/references/disputes.md", "ten working days", "two working days");
        folder.Load().Loaded!.Policy.Revision.ShouldNotBe(here.Policy.Revision);
    }

    [Fact]
    public void The_documents_of_a_revision_are_enough_to_build_it_again()
    {
        using var folder = new TrialFolder();
        var loaded = folder.Load().Loaded!;

        var again = PolicyLoader.Rebuild(loaded.Documents, TimeProvider.System.GetUtcNow());

        again.Errors.ShouldBeEmpty();
        again.Loaded!.Policy.Portals["northwind-vendor"].SkillDigest.ShouldBe(loaded.Policy.Portals["northwind-vendor"].SkillDigest);
        loaded.Documents.Select(document => document.Path).ShouldContain("skills/northwind-vendor/SKILL.md");
    }

    [Fact]
    public void A_waiver_holds_until_the_end_of_its_last_day()
    {
        using var folder = new TrialFolder();
        folder.Edit("config/rails.yaml", "on: { submit: any }", "on: { login: any }");
        folder.Write(TrialFolder.Registry, folder.Read(TrialFolder.Registry) + "waive: { form: northwind-vendor/dispute, reason: trial run, until: 2026-03-31 }\n");
        var documents = ConfigFolder.Under(folder.Root).Read().Documents;

        PolicyLoader.Rebuild(documents, new DateTimeOffset(2026, 3, 31, 23, 0, 0, TimeSpan.Zero)).Errors.ShouldBeEmpty();
        PolicyLoader.Rebuild(documents, new DateTimeOffset(2026, 4, 1, 0, 0, 1, TimeSpan.Zero)).Errors.ShouldHaveSingleItem().Code.ShouldBe(ConfigCodes.Expired);
    }

    [Fact]
    public void Conditions_and_matchers_nest()
    {
        using var folder = new TrialFolder();
        folder.Edit(TrialFolder.Registry, "when: { amount: { over: 500.00 } }",
            "when: { any: [{ amount: { at_least: 10, under: 20 } }, { not: { reason: [Other, Duplicate invoice] } }, { field: { starts: no } }] }");

        var gate = folder.Load().Loaded!.Policy.Registry.Find("invoice-desk")!.Gates[0];

        var any = gate.When.ShouldBeOfType<GateCondition.Any>().Of;
        ((Matcher.All)((GateCondition.FieldIs)any[0]).Matcher).Of.ShouldBe([new Matcher.Under(20), new Matcher.AtLeast(10)]);
        any[1].ShouldBeOfType<GateCondition.Not>().Of.ShouldBeOfType<GateCondition.FieldIs>().Matcher.ShouldBeOfType<Matcher.In>().Values.ShouldBe(["Other", "Duplicate invoice"]);
        any[2].ShouldBe(new GateCondition.AnyFieldName(new Matcher.Starts("no")));
    }

    [Fact]
    public void Words_of_a_scope_grant_what_they_say()
    {
        using var folder = new TrialFolder();
        folder.Edit(TrialFolder.Registry, "records: [invoice]", "records: all");
        folder.Edit(TrialFolder.Registry, "downloads: [invoice-pdf]", "downloads: found");

        var scope = folder.Load().Loaded!.Policy.Registry.Find("invoice-desk")!.Scope.Portals["northwind-vendor"];

        scope.Records.For("invoice", declared: true).ShouldNotBeNull();
        scope.Records.For("record-1", declared: false).ShouldBeNull();
        scope.Downloads.For("download-1", declared: false).ShouldNotBeNull();
        scope.Tables.For("disputes", declared: true)!.Allows("amount").ShouldBeTrue();
    }

    [Fact]
    public void A_workflow_that_only_reads_may_belong_to_a_team_of_one()
    {
        using var folder = new TrialFolder();
        folder.Edit("config/people.yaml", "[dana@example.com, lee@example.com]", "[dana@example.com]");
        folder.Load().Errors.ShouldHaveSingleItem().ToString().ShouldStartWith(
            "config/rails.yaml:5:10: the owning team `accounts-payable` can give 0 of 1 approvals for workflow `invoice-desk`");

        var entry = folder.Read(TrialFolder.Registry);
        var reading = entry[..entry.IndexOf("gates:", StringComparison.Ordinal)].Split('\n').Where(line => !line.Contains("forms:", StringComparison.Ordinal));
        folder.Write(TrialFolder.Registry, string.Join('\n', reading));

        folder.Load().Errors.ShouldBeEmpty();
    }

    [Fact]
    public void Credentials_are_names_and_addresses()
    {
        using var folder = new TrialFolder();
        folder.Edit("config/credentials.yaml", "\"env:NORTHWIND_PASSWORD\"", "file:/run/secrets/northwind, totp: \"exec:vault kv get -field=totp kv/northwind\"");

        var parts = folder.Load().Loaded!.Credentials.Find(new("northwind/ap-desk")).ShouldNotBeNull();

        parts["username"].ShouldBe(new CredentialAddress(CredentialSourceKind.Env, "NORTHWIND_USER"));
        parts["password"].ShouldBe(new CredentialAddress(CredentialSourceKind.File, "/run/secrets/northwind"));
        parts["totp"].ShouldBe(new CredentialAddress(CredentialSourceKind.Exec, "vault kv get -field=totp kv/northwind"));
    }

    [Fact]
    public void Without_any_file_nothing_loads_and_nothing_is_thrown()
    {
        var result = PolicyLoader.Rebuild([], TimeProvider.System.GetUtcNow());

        result.Loaded.ShouldBeNull();
        result.Errors.Select(error => error.File).ShouldBe(["config/people.yaml", "config/rails.yaml"]);
        new PolicyLoader(ConfigFolder.Under("/nowhere/at/all"), TimeProvider.System).Load().Loaded.ShouldBeNull();
    }

    [Fact]
    public void Whatever_bytes_a_file_holds_the_answer_is_an_error_and_never_a_fault()
    {
        var documents = ConfigFolder.Under(Shipped.Root).Read().Documents;
        var whole = documents.Single(document => document.Path == TrialFolder.Registry);
        var random = new Random(7);
        for (var round = 0; round < 400; round++)
        {
            var bytes = whole.Content.ToArray();
            for (var change = 0; change < 1 + (round % 5); change++) bytes[random.Next(bytes.Length)] = (byte)"[]{}:,-&*!|>'\"%@`#? \n\t~<"[random.Next(24)];
            var spoilt = new ConfigDocument(whole.Path, bytes);

            var result = PolicyLoader.Rebuild([.. documents.Where(document => document != whole), spoilt], TimeProvider.System.GetUtcNow());

            (result.Loaded is null).ShouldBe(result.Errors.Count > 0, Encoding.UTF8.GetString(bytes));
        }
    }
}
