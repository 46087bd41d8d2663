namespace GovernedMcp.DemoPortal.Faults;

/// <summary>Not answering: until the other side gives up or the portal stops.</summary>
internal static class Stall
{
    public static async Task ForeverAsync(HttpContext http)
    {
        var stopping = http.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stopping, http.RequestAborted);
        await Task.Delay(Timeout.InfiniteTimeSpan, end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        http.Abort();
    }
}
