using GovernedMcp.Governance.Credentials;
using GovernedMcp.Governance.Gates;
using GovernedMcp.Storage.Config;

namespace GovernedMcp.Storage.Tests.Config;

public sealed class ShippedConfigTests
{
    private static LoadResult Load() => new PolicyLoader(ConfigFolder.Under(Shipped.Root), TimeProvider.System).Load();

    [Fact]
    public void The_shipped_configuration_and_Skills_load_clean()
    {
        var result = Load();

        result.Errors.ShouldBeEmpty();
        result.Loaded.ShouldNotBeNull();
    }

    [Fact]
    public void The_shipped_workflow_has_its_scope_and_gates()
    {
        var policy = Load().Loaded!.Policy;

        var workflow = policy.Registry.Find("invoice-desk").ShouldNotBeNull();
        workflow.Scope.Portals["northwind-vendor"].Credential.ShouldBe(new CredentialName("northwind/ap-desk"));
        workflow.Scope.Portals["northwind-vendor"].Tables.For("invoices", declared: true)!.Allows("iban").ShouldBeFalse();
        var gate = workflow.Gates.ShouldHaveSingleItem();
        gate.When.ShouldBe(new GateCondition.FieldIs("amount", new Matcher.Over(500.00m)));
        gate.Verb.ShouldBeOfType<GateVerb.Ask>().Approvals.ShouldBe(2);
        policy.Rails.Gates.Select(baseline => baseline.Id).ShouldBe(["every-submit-is-approved", "no-bank-changes"]);
        policy.Rails.Gates.ShouldAllBe(baseline => baseline.Baseline);
    }

    [Fact]
    public void The_shipped_portal_is_read_whole()
    {
        var portal = Load().Loaded!.Policy.Portals["northwind-vendor"];

        portal.Origins.Navigate.ShouldBe(["http://127.0.0.1:7311"]);
        portal.Forms["dispute"].Fields.Select(field => field.Key).ShouldBe(["invoice", "reason", "amount", "contact", "expected", "urgent", "note", "proof"]);
        portal.Tables["invoices"].FindColumn("iban")!.Sensitive.ShouldBe(Governance.Portals.Sensitivity.MaskLast4);
        portal.Guidance.References.Keys.ShouldBe(["references/disputes.md"]);
        portal.SkillDigest.Length.ShouldBe(64);
    }
}
