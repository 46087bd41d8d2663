using GovernedMcp.DemoPortal.Faults;
using GovernedMcp.DemoPortal.Invoices;
using GovernedMcp.DemoPortal.Pages;

namespace GovernedMcp.DemoPortal.Disputes;

/// <summary>What <c>POST /disputes</c> does, including the ways in which it can be told to go wrong.</summary>
internal static class DisputeSubmission
{
    public static async Task<IResult> ReceiveAsync(Visit visit, Portal portal, HttpContext http)
    {
        var fault = portal.Faults.Current.Submit;
        if (!visit.Account!.MaySubmit)
            return ReadOnly(visit);
        if (FaultCheck.Delay(fault) is { } delay)
            await Task.Delay(delay, http.RequestAborted);
        if (fault == "error500_before")
            return Broken(visit);

        var entry = DisputeEntry.From(await http.Request.ReadFormAsync(http.RequestAborted));
        var invoice = portal.Invoices.Find(entry.Invoice);
        var errors = DisputeCheck.Check(entry, invoice);
        if (errors.Any)
            return visit.Page("New dispute", DisputeFormView.Render(visit, portal, entry, errors), StatusCodes.Status422UnprocessableEntity);

        var attachment = await AttachmentFile.DescribeAsync(entry.Attachment, http.RequestAborted);
        var dispute = portal.Disputes.Add((reference, now) => Make(entry, invoice!, attachment, visit.Account.UserId, reference, now));
        return await AnswerAsync(visit, http, dispute, fault);
    }

    public static IResult ReadOnly(Visit visit) =>
        visit.Problem(StatusCodes.Status403Forbidden, "You have read access only", "Nothing was sent. Ask the supplier desk for more rights.");

    private static async Task<IResult> AnswerAsync(Visit visit, HttpContext http, Dispute dispute, string fault)
    {
        switch (fault)
        {
            case "accept_then_hang":
                await Stall.ForeverAsync(http);
                return Results.Empty;
            case "accept_then_reset":
                http.Abort();
                return Results.Empty;
            case "error500_after":
                return Broken(visit);
            default:
                return new SeeOther($"/disputes/{dispute.Reference}");
        }
    }

    private static IResult Broken(Visit visit) => visit.Problem(
        StatusCodes.Status500InternalServerError, "Something went wrong", "We could not answer your request. Please try again later.");

    private static Dispute Make(
        DisputeEntry entry, Invoice invoice, DisputeAttachment? attachment, string userId, string reference, DateTimeOffset now) => new()
        {
            Reference = reference,
            Invoice = invoice.Number,
            Reason = DisputeChoices.Label(DisputeChoices.Reasons, entry.Reason)!,
            Amount = DisputeCheck.Amount(entry.Amount)!.Value,
            Currency = invoice.Supplier.Currency,
            ContactBy = DisputeChoices.Label(DisputeChoices.Contacts, entry.Contact)!,
            ExpectedBy = DisputeCheck.Day(entry.Expected),
            Urgent = entry.Urgent,
            Note = entry.Note,
            Attachment = attachment,
            Status = "Received",
            CreatedBy = userId,
            CreatedAt = now,
        };
}
