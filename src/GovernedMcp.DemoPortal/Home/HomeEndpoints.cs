using GovernedMcp.DemoPortal.Pages;

namespace GovernedMcp.DemoPortal.Home;

internal static class HomeEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", () => Results.Redirect("/home"));
        routes.MapGet("/home", (Visit visit, Portal portal) =>
            visit.Page("Home", HomeView.Render(visit.Account!, KeyFigures.Of(portal.Invoices.All), portal.Disputes.All().Count)));
    }
}
