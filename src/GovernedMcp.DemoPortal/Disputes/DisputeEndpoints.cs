using GovernedMcp.DemoPortal.Pages;

namespace GovernedMcp.DemoPortal.Disputes;

internal static class DisputeEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/disputes", List);
        routes.MapGet("/disputes/new", New);
        routes.MapGet("/disputes/{reference}", Received);
        routes.MapPost("/disputes", DisputeSubmission.ReceiveAsync);
    }

    private static IResult List(Visit visit, Portal portal) =>
        visit.Page("Disputes", DisputeListView.Render(portal.Disputes.All(), visit.Account!.MaySubmit));

    private static IResult New(Visit visit, Portal portal, string? invoice) => visit.Account!.MaySubmit
        ? visit.Page("New dispute", DisputeFormView.Render(visit, portal, new DisputeEntry { Invoice = invoice ?? "" }, new FieldErrors()))
        : DisputeSubmission.ReadOnly(visit);

    private static IResult Received(Visit visit, Portal portal, string reference) => portal.Disputes.Find(reference) is { } dispute
        ? visit.Page($"Dispute {dispute.Reference}", DisputeReceivedView.Render(dispute))
        : visit.Problem(StatusCodes.Status404NotFound, "Dispute not found", $"There is no dispute {reference}.");
}
