using GovernedMcp.DemoPortal.Pages;

namespace GovernedMcp.DemoPortal.Invoices;

internal static class InvoiceEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/billing/invoices", List);
        routes.MapGet("/billing/invoices/{number}", Detail);
        routes.MapGet("/billing/invoices/{number}/pdf", Pdf);
    }

    private static IResult List(Visit visit, Portal portal, HttpRequest request) =>
        visit.Page("Invoices", InvoiceListView.Render(portal.Invoices.Read(InvoiceQuery.From(request.Query))));

    private static IResult Detail(Visit visit, Portal portal, string number) => portal.Invoices.Find(number) is { } invoice
        ? visit.Page($"Invoice {invoice.Number}", InvoiceDetailView.Render(invoice, visit.Account!.MaySubmit))
        : visit.Problem(StatusCodes.Status404NotFound, "Invoice not found", $"There is no invoice {number}.");

    private static IResult Pdf(Visit visit, Portal portal, string number) => portal.Invoices.Find(number) is { } invoice
        ? Results.File(InvoicePdf.Render(invoice), "application/pdf", $"{invoice.Number}.pdf")
        : visit.Problem(StatusCodes.Status404NotFound, "Invoice not found", $"There is no invoice {number}.");
}
