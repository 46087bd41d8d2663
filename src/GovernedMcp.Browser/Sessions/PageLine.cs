using System.Text.Json;
using Microsoft.Playwright;

namespace GovernedMcp.Browser.Sessions;

/// <summary>
/// A line of our own to whatever document a page shows. Playwright's evaluation puts a library of its own into every new document first,
/// which takes longer there than most of what we ask. It also counts as a person's touch there; what we ask does not, so a page that is read
/// gains no right to open windows or to leave while we go elsewhere.
/// </summary>
internal sealed class PageLine
{
    private const int MostTries = 20;

    private readonly Task<ICDPSession> _line;

    // What a page was asked when it crashed is never answered.
    private readonly TaskCompletionSource<JsonElement?> _crash = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // The browser's handle to an object of ours in the document, which its scripts cannot find; null where it is to be made.
    private volatile string? _ours;

    // The one of the last call: an address that changes within the document takes nothing from it.
    private volatile string? _called;

    private PageLine(IPage page, Task<ICDPSession> line)
    {
        _line = line;
        page.FrameNavigated += (_, frame) =>
        {
            if (frame.ParentFrame is null) _ours = null;
        };
        page.Crash += (_, _) => _crash.TrySetException(new PlaywrightException("the page crashed"));
    }

    /// <summary>It is opened meanwhile; what is asked waits for that.</summary>
    public static PageLine Open(IPage page) => new(page, page.Context.NewCDPSessionAsync(page));

    /// <summary>Calls a function of one argument in the document. Its <c>this</c> is an object that is kept for as long as the document, and that the page's scripts cannot find.</summary>
    /// <returns>The text that it answers, or its promise does; null: it answered something else, or threw.</returns>
    public async Task<string?> CallAsync(string function, string argument)
    {
        for (var tries = 1; ; tries++)
        {
            if ((_ours ??= await MakeOursAsync()) is not { } ours) return null;
            _called = ours;
            try
            {
                // The argument goes beside the function: what the browser compiled of one text serves for the next document too.
                return Text(await AskAsync("Runtime.callFunctionOn", new()
                {
                    ["objectId"] = ours, ["functionDeclaration"] = function, ["arguments"] = new[] { new { value = argument } },
                    ["awaitPromise"] = true, ["returnByValue"] = true,
                }));
            }
            catch (PlaywrightException gone) when (tries < MostTries && IsGone(gone))
            {
                // The document went before it was called.
                _ours = null;
            }
        }
    }

    /// <summary>Evaluates an expression in the document.</summary>
    /// <returns>As <see cref="CallAsync"/>.</returns>
    public async Task<string?> EvaluateAsync(string expression) =>
        Text(await AskAsync("Runtime.evaluate", new() { ["expression"] = expression, ["awaitPromise"] = true, ["returnByValue"] = true }));

    /// <summary>Does what the last function that was called left to be done (<c>this.press</c>), once its answer was safe.</summary>
    /// <returns>What that answered, as text; null where the document is gone with it.</returns>
    public async Task<string?> PressAsync() =>
        _called is { } ours ? Text(await AskAsync("Runtime.callFunctionOn", new() { ["objectId"] = ours, ["functionDeclaration"] = "function () { return String(this.press()); }", ["returnByValue"] = true })) : null;

    private async Task<string?> MakeOursAsync() =>
        await AskAsync("Runtime.evaluate", new() { ["expression"] = "({})" }) is { } answer && answer.GetProperty("result").TryGetProperty("objectId", out var id) ? id.GetString() : null;

    private static bool IsGone(PlaywrightException error) =>
        error.Message.Contains("Cannot find context", StringComparison.Ordinal) || error.Message.Contains("Could not find object", StringComparison.Ordinal);

    private async Task<JsonElement?> AskAsync(string method, Dictionary<string, object> arguments)
    {
        var line = await _line;
        return await await Task.WhenAny(line.SendAsync(method, arguments), _crash.Task);
    }

    private static string? Text(JsonElement? answer) =>
        answer is { } told && !told.TryGetProperty("exceptionDetails", out _) && told.GetProperty("result") is var result
            && result.TryGetProperty("value", out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
