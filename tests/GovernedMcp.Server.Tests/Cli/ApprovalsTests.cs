using System.Collections.Frozen;
using System.Text.Json.Nodes;
using GovernedMcp.Governance.Approvals;
using GovernedMcp.Governance.Audit;
using GovernedMcp.Governance.Redaction;
using GovernedMcp.Storage;

namespace GovernedMcp.Server.Tests.Cli;

public sealed class ApprovalsTests : IDisposable
{
    private const string Id = "ap_00000000000000000000000000000001";
    private readonly TrialFolders _folders = new();

    [Fact]
    public async Task A_held_call_is_listed_shown_and_approved_by_who_was_asked()
    {
        await AskAsync();
        var lee = await _folders.KeyFileAsync("lee@example.com");
        (await _folders.RunAsync("approvals", "list")).Out.ShouldContain(Id);
        var shown = (await _folders.RunAsync("approvals", "show", Id)).Out;
        shown.ShouldContain("120.50");
        shown.ShouldContain("[Cyrillic and Latin letters in one word]");
        shown.ShouldContain("ap 0/1 (gate every-submit)");

        (await _folders.RunAsync("approvals", "approve", Id, "--reason", "checked with the invoice", "--key-file", lee)).Out.ShouldContain("it is now approved");
        (await _folders.RunAsync("approvals", "approve", Id, "--reason", "again", "--key-file", lee)).Exit.ShouldBe(1);
        (await _folders.RunAsync("approvals", "list")).Out.ShouldContain("nothing waits for an answer");
        JsonNode.Parse((await _folders.RunAsync("approvals", "list", "--all", "--json")).Out)![0]!["votes"]![0]!["person"]!.ToString().ShouldBe("lee@example.com");
        (await _folders.RunAsync("audit", "verify")).Exit.ShouldBe(0);
    }

    [Fact]
    public async Task Who_runs_the_client_and_who_was_not_asked_cannot_answer()
    {
        await AskAsync();
        (await _folders.RunAsync("approvals", "approve", Id, "--reason", "mine", "--key-file", await _folders.KeyFileAsync("dana@example.com"))).Error.ShouldContain("runs the calling client");
        (await _folders.RunAsync("approvals", "refuse", Id, "--reason", "not mine", "--key-file", await _folders.KeyFileAsync("maria@example.com"))).Error.ShouldContain("is in no group");
        (await _folders.RunAsync("approvals", "approve", Id, "--reason", "nobody")).Error.ShouldContain("needs your person key");
        (await _folders.RunAsync("approvals", "approve", Id)).Exit.ShouldNotBe(0);
    }

    public void Dispose() => _folders.Dispose();

    private async Task AskAsync()
    {
        using var store = LocalStore.Open(_folders.Data, TimeProvider.System);
        var now = TimeProvider.System.GetUtcNow();
        var redactor = new Redactor();
        var approval = new Approval
        {
            Id = Id,
            Workflow = "invoice-desk",
            RequestedBy = "dana@example.com",
            Tool = "portal_submit_form",
            Portal = "northwind-vendor",
            Part = "dispute",
            Digest = new string('0', 64),
            Subject = redactor.Redact(new JsonObject { ["values"] = new JsonObject { ["amount"] = "120.50", ["payee"] = "Nоrthwind" } }),
            Asks = [new ApprovalAsk("every-submit", "ap", FrozenSet.ToFrozenSet(["dana@example.com", "lee@example.com"]), 1)],
            SelfAllowed = false,
            ReasonRequired = true,
            RequestedAt = now,
            DecideBy = now.AddMinutes(30),
            UseWithin = TimeSpan.FromMinutes(10),
        };
        await store.Audit.AppendAsync(
            new AuditEntry { Type = AuditTypes.ApprovalRequested, Actor = "dana@example.com", Agent = "invoice-desk", ApprovalId = Id, Facts = approval.Subject }, new LedgerChange.AddApproval(approval));
    }
}
