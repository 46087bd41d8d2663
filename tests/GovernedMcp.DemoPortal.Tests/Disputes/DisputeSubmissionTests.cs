namespace GovernedMcp.DemoPortal.Tests.Disputes;

public sealed class DisputeSubmissionTests : PortalTest
{
    [Fact]
    public async Task A_dispute_is_stored_as_it_was_sent_and_gets_a_reference()
    {
        using var visitor = await Visitor.SignedInAsync(Portal);

        var answer = await visitor.PostAsync("/disputes", DisputeForm.Valid);

        answer.Status.ShouldBe(HttpStatusCode.SeeOther);
        answer.Location.ShouldBe("/disputes/DSP-2026-00001");
        var dispute = Portal.Disputes.ShouldHaveSingleItem();
        dispute.Invoice.ShouldBe("NW-2026-00042");
        dispute.Reason.ShouldBe("Wrong amount");
        dispute.Amount.ShouldBe(12.50m);
        dispute.ContactBy.ShouldBe("Phone");
        dispute.ExpectedBy.ShouldBe(new DateOnly(2026, 12, 1));
        dispute.Urgent.ShouldBeTrue();
        dispute.Note.ShouldBe("Two boxes were missing.");
        dispute.CreatedBy.ShouldBe("ap-desk");
        dispute.CreatedAt.ShouldBe(Clock.GetUtcNow());
        Portal.Hits("POST /disputes").ShouldBe(1);
    }

    [Fact]
    public async Task The_receipt_and_the_list_show_the_dispute()
    {
        using var visitor = await Visitor.SignedInAsync(Portal);
        await visitor.PostAsync("/disputes", DisputeForm.Valid);

        var receipt = await visitor.GetAsync("/disputes/DSP-2026-00001");
        var list = await visitor.GetAsync("/disputes");

        receipt.Text.ShouldContain("<h1>Request received</h1>");
        receipt.Plain.ShouldContain("Ref. DSP-2026-00001");
        list.Text.ShouldContain("<caption>Disputes</caption>");
        list.Rows().ShouldHaveSingleItem().ShouldBe(["DSP-2026-00001", "NW-2026-00042", "Wrong amount", "12.50", "Received", "23/11/2026 09:30"]);
    }

    [Fact]
    public async Task The_same_dispute_sent_twice_is_two_disputes()
    {
        using var visitor = await Visitor.SignedInAsync(Portal);

        await visitor.PostAsync("/disputes", DisputeForm.Valid);
        await visitor.PostAsync("/disputes", DisputeForm.Valid);

        Portal.Disputes.Select(dispute => dispute.Reference).ShouldBe(["DSP-2026-00001", "DSP-2026-00002"]);
        Portal.Hits("POST /disputes").ShouldBe(2);
    }

    [Fact]
    public async Task Disputes_sent_at_the_same_time_get_different_references()
    {
        using var visitor = await Visitor.SignedInAsync(Portal);

        await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => visitor.PostAsync("/disputes", DisputeForm.Valid)));

        Portal.Disputes.Select(dispute => dispute.Reference).Distinct().Count().ShouldBe(40);
        Portal.Hits("POST /disputes").ShouldBe(40);
    }

    [Fact]
    public async Task An_attached_PDF_is_described()
    {
        using var visitor = await Visitor.SignedInAsync(Portal);

        var answer = await visitor.PostFileAsync("/disputes", "proof.pdf", "%PDF-1.4 tiny"u8.ToArray(), DisputeForm.Valid);

        answer.Status.ShouldBe(HttpStatusCode.SeeOther);
        var attachment = Portal.Disputes.ShouldHaveSingleItem().Attachment.ShouldNotBeNull();
        attachment.FileName.ShouldBe("proof.pdf");
        attachment.Length.ShouldBe(13);
        attachment.Sha256.Length.ShouldBe(64);
    }

    [Fact]
    public async Task Who_only_reads_cannot_send_a_dispute()
    {
        using var visitor = await Visitor.SignedInAsync(Portal, "viewer", "demo-Viewer-7!");

        (await visitor.PostAsync("/disputes", DisputeForm.Valid)).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await visitor.GetAsync("/disputes/new")).Status.ShouldBe(HttpStatusCode.Forbidden);
        Portal.Disputes.ShouldBeEmpty();
    }
}
