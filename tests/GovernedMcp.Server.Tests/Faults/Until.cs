using System.Diagnostics;

namespace GovernedMcp.Server.Tests.Faults;

/// <summary>Waits for what must come about, not for a time.</summary>
internal static class Until
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    public static Task HoldsAsync(string what, Func<bool> condition, int seconds = 30) => HoldsAsync(what, () => Task.FromResult(condition()), Pause, seconds);

    public static async Task HoldsAsync(string what, Func<Task<bool>> condition, TimeSpan pause, int seconds = 30)
    {
        var watch = Stopwatch.StartNew();
        while (!await condition())
        {
            watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(seconds), what);
            await Task.Delay(pause);
        }
    }
}
