using GovernedMcp.DemoPortal.Accounts;
using GovernedMcp.DemoPortal.Disputes;
using GovernedMcp.DemoPortal.Faults;
using GovernedMcp.DemoPortal.Home;
using GovernedMcp.DemoPortal.Invoices;
using GovernedMcp.DemoPortal.Lab;
using GovernedMcp.DemoPortal.Pages;
using GovernedMcp.DemoPortal.Settings;
using GovernedMcp.DemoPortal.Suppliers;
using GovernedMcp.DemoPortal.Witness;

namespace GovernedMcp.DemoPortal;

/// <summary>What happens to a request, in order.</summary>
internal static class PortalPipeline
{
    public static void Build(WebApplication web, Portal portal)
    {
        // Addresses of a redesign are told apart before anything is found by them; what is counted is counted by route.
        if (portal.Redesigned) web.Use(NewLayout.InvokeAsync);
        web.UseRouting();

        // 1. Count it first: also what is refused or never answered did arrive.
        web.Use((http, next) => portal.Requests.RecordAsync(http, next));
        web.Use((http, next) =>
        {
            http.Response.Headers.XContentTypeOptions = "nosniff";
            return next(http);
        });

        // 2. Misbehave, where a test asked for it.
        web.Use((http, next) => PageFaultGate.InvokeAsync(http, portal, next));

        // 3. Let only signed-in visitors pass, and only forms that are ours.
        web.Use((http, next) => SessionGate.InvokeAsync(http, portal, next));
        web.Use((http, next) => AntiForgeryGate.InvokeAsync(http, portal, next));

        // 4. Answer.
        AssetEndpoints.Map(web);
        WitnessEndpoints.Map(web);
        SignInEndpoints.Map(web);
        HomeEndpoints.Map(web);
        InvoiceEndpoints.Map(web);
        DisputeEndpoints.Map(web);
        BankEndpoints.Map(web);
        SupplierEndpoints.Map(web);
        LabEndpoints.Map(web);
        web.MapFallback((Visit visit) => visit.Problem(StatusCodes.Status404NotFound, "Page not found", "There is no page at this address."));
    }
}
