using GovernedMcp.DemoPortal.Disputes;
using GovernedMcp.DemoPortal.Pages;

namespace GovernedMcp.DemoPortal.Suppliers;

internal static class SupplierEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/suppliers/new", New);
        routes.MapGet("/suppliers/{number:int}", (Visit visit, int number) => visit.Page("Supplier registered", SupplierView.Received($"S-{number:0000}")));
        routes.MapPost("/suppliers", RegisterAsync);
    }

    private static IResult New(Visit visit) => visit.Account!.MaySubmit
        ? visit.Page("New supplier", SupplierView.Form(visit, new Dictionary<string, string>(), new FieldErrors()))
        : DisputeSubmission.ReadOnly(visit);

    private static async Task<IResult> RegisterAsync(Visit visit, Portal portal, HttpRequest request)
    {
        if (!visit.Account!.MaySubmit) return DisputeSubmission.ReadOnly(visit);
        var form = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        var entry = SupplierFields.All.ToDictionary(field => field.Id, field => form[field.Id].ToString().Trim());
        var errors = new FieldErrors();
        foreach (var field in SupplierFields.All.Where(field => field.Required && entry[field.Id].Length == 0)) errors.Add(field.Id, $"Enter the {field.Label}");
        return errors.Any
            ? visit.Page("New supplier", SupplierView.Form(visit, entry, errors), StatusCodes.Status422UnprocessableEntity)
            : new SeeOther($"/suppliers/{portal.Suppliers.Add(entry)}");
    }
}
