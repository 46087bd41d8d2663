using GovernedMcp.DemoPortal.Pages;

namespace GovernedMcp.DemoPortal.Lab;

internal static class LabEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/lab/hidden", (Visit visit) => visit.Page("Delivery notes", HiddenTextView.Render()));
        LabSignIn.Map(routes);
        LabPages.Map(routes);
        LabLists.Map(routes);
    }
}
