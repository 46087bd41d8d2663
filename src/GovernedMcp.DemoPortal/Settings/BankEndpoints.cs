using GovernedMcp.DemoPortal.Pages;

namespace GovernedMcp.DemoPortal.Settings;

internal static class BankEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/settings/bank", Show);
        routes.MapPost("/settings/bank", SaveAsync);
    }

    private static IResult Show(Visit visit, Portal portal, HttpRequest request) =>
        visit.Page("Bank details", BankView.Render(visit, portal.Bank.Current, new FieldErrors(), request.Query.ContainsKey("saved")));

    private static async Task<IResult> SaveAsync(Visit visit, Portal portal, HttpRequest request)
    {
        if (!visit.Account!.MaySubmit)
            return visit.Problem(StatusCodes.Status403Forbidden, "You have read access only", "Nothing was changed. Ask the supplier desk for more rights.");

        var form = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        var sent = new BankAccount(form["iban"].ToString().Trim(), form["holder"].ToString().Trim());
        var errors = new FieldErrors();
        if (!Iban.IsValid(sent.Iban))
            errors.Add("iban", "Enter a valid IBAN");
        if (sent.Holder.Length is 0 or > 70)
            errors.Add("holder", "Enter the account holder, 70 characters or fewer");
        if (errors.Any)
            return visit.Page("Bank details", BankView.Render(visit, sent, errors, saved: false), StatusCodes.Status422UnprocessableEntity);

        portal.Bank.Current = sent with { Iban = Iban.Grouped(sent.Iban) };
        return new SeeOther("/settings/bank?saved=1");
    }
}
