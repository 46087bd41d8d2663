using System.Text.Json;
using GovernedMcp.DemoPortal.Faults;

namespace GovernedMcp.DemoPortal.Witness;

/// <summary>
/// For tests only, never linked from a page: what really reached the portal, and switches for faults. Needs no sign-in, as the
/// portal listens on this machine alone.
/// </summary>
internal static class WitnessEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var witness = routes.MapGroup("/_witness");
        witness.MapGet("/hits", Hits);
        witness.MapGet("/requests", (Portal portal) => Results.Json(portal.Requests.Requests()));
        witness.MapGet("/disputes", (Portal portal) => Results.Json(portal.Disputes.All()));
        witness.MapGet("/bank", (Portal portal) => Results.Json(portal.Bank.Current));
        witness.MapGet("/suppliers", (Portal portal) => Results.Json(portal.Suppliers.All()));
        witness.MapGet("/faults", (Portal portal) => Results.Json(portal.Faults.Current));
        witness.MapPost("/faults", SetFaultsAsync);
        witness.MapPost("/reset", Reset);
    }

    private static IResult Hits(Portal portal)
    {
        var routes = portal.Requests.Hits();
        return Results.Json(new { total = routes.Values.Sum(), routes });
    }

    private static IResult Reset(Portal portal)
    {
        portal.Reset();
        return Results.NoContent();
    }

    private static async Task<IResult> SetFaultsAsync(HttpRequest request, Portal portal)
    {
        try
        {
            var faults = await request.ReadFromJsonAsync<FaultSwitches>(FaultJson, request.HttpContext.RequestAborted) ?? FaultSwitches.None;
            portal.Apply(faults);
            return Results.Json(faults);
        }
        catch (Exception error) when (error is JsonException or ArgumentException or InvalidOperationException)
        {
            return Results.Json(new { error = error.Message }, statusCode: StatusCodes.Status400BadRequest);
        }
    }

    private static readonly JsonSerializerOptions FaultJson = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
    };
}
