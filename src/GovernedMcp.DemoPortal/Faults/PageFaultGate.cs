using GovernedMcp.DemoPortal.Accounts;

namespace GovernedMcp.DemoPortal.Faults;

/// <summary>Makes pages hang or answer late, where the switches say so.</summary>
internal static class PageFaultGate
{
    public static async Task InvokeAsync(HttpContext http, Portal portal, RequestDelegate next)
    {
        var faults = portal.Faults.Current;
        var path = http.Request.Path;
        if (HttpMethods.IsGet(http.Request.Method) && !SessionGate.IsOpen(path) && faults.AppliesTo(path.ToString()))
        {
            if (faults.Page == "hang")
            {
                await Stall.ForeverAsync(http);
                return;
            }
            if (FaultCheck.Delay(faults.Page) is { } delay)
                await Task.Delay(delay, http.RequestAborted);
        }
        await next(http);
    }
}
