using System.Reflection;
using Microsoft.Playwright;

namespace GovernedMcp.Architecture.Tests;

/// <summary>Nothing that is asked of the browser is waited for without a deadline of ours: a page, a browser or a driver may stand still.</summary>
public sealed class DeadlineTests
{
    // What a session's page is asked runs under `SessionContext.WithPageAsync`, which has the deadline and throws the page away past it.
    private static readonly string[] UnderWithPage =
    [
        "Clicks.PressAsync", "FormEntry.GiveAsync", "FormEntry.TypeAsync", "OpenDialog.PressAsync", "Frames.InAsync", "Frames.OutOfAsync", "Frames.PlaceAsync", "SeenFrames.SeenAsync", "Replayer.OpenAsync", "PageLine.AskAsync", "PageLine.Open", "ScreenshotBlock.PictureAsync",
        "SessionContext.RunAsync", "SessionContext.StorageAsync", "TypeBlock.TypeAsync", "Visits.ArriveAsync",
    ];

    // Tasks that the caller in the same file puts under one.
    private static readonly string[] UnderItsCaller =
    [
        "RunningBrowser.LaunchAsync", "SelfTest.AskStrangerAsync", "SelfTest.ProcessesAsync", "SelfTest.SendDatagramAsync",
        "SessionContext.ClosePopupAsync", "SessionContext.DisposeAsync", "SessionContext.ReplaceAsync",
    ];

    [Fact]
    public void Whatever_is_asked_of_playwright_has_a_deadline() =>
        Calls.Methods(House.Browser).Where(method => Calls.In(method).Any(IsAsked) && !HasDeadlines(method)).Select(Calls.Written).Distinct()
            .ShouldBe(UnderWithPage.Concat(UnderItsCaller), ignoreOrder: true, "give it a `WaitAsync`, or run it under `WithPageAsync` and name it here");

    [Fact]
    public void A_context_or_a_browser_is_not_closed_by_a_using()
    {
        // Its end has no deadline there.
        var held = House.Browser.GetTypes().SelectMany(type => type.GetFields(BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Public))
            .Where(field => typeof(IAsyncDisposable).IsAssignableFrom(field.FieldType) && IsPlaywright(field.FieldType) && field.DeclaringType!.Name.Contains('<', StringComparison.Ordinal));
        held.Select(field => field.DeclaringType!).Distinct()
            .Where(type => type.GetMethod("MoveNext", BindingFlags.NonPublic | BindingFlags.Instance) is { } moves && Calls.In(moves).Any(call => call.DeclaringType == typeof(IAsyncDisposable)))
            .ShouldBeEmpty();
    }

    // Each has one before it is awaited: it is the next thing that is done with the task.
    private static bool HasDeadlines(MethodBase method)
    {
        var open = false;
        foreach (var call in Calls.In(method))
        {
            if (IsAsked(call)) open = true;
            else if (call.Name == nameof(Task.WaitAsync)) open = false;
            else if (open && call.Name is "GetAwaiter" or nameof(Task.ConfigureAwait)) return false;
        }

        return !open;
    }

    private static bool IsAsked(MethodBase call) => call is MethodInfo { ReturnType: { } type } && typeof(Task).IsAssignableFrom(type) && IsPlaywright(call.DeclaringType!);

    private static bool IsPlaywright(Type type) => type.Assembly == typeof(IPage).Assembly;
}
