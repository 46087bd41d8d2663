using System.Collections.Concurrent;
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

    // The last: one document was given the function, the next the rest.
    private static readonly string[] Gone = ["Cannot find context", "Could not find object", "same JavaScript world"];

    private readonly Task<ICDPSession> _line;

    // What a page was asked when it crashed is never answered.
    private readonly TaskCompletionSource<JsonElement?> _crash = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // What the document was given: of each text, which are long and few, the browser's handle to an object of ours that the page's scripts cannot find.
    private volatile ConcurrentDictionary<object, string> _given = new(ReferenceEqualityComparer.Instance);

    // The one of the last call: an address that changes within the document takes nothing from it.
    private volatile string? _called;

    private PageLine(IPage page, Task<ICDPSession> line)
    {
        _line = line;
        page.FrameNavigated += (_, frame) =>
        {
            if (frame.ParentFrame is null) Forget();
        };
        page.Crash += (_, _) => _crash.TrySetException(new PlaywrightException("the page crashed"));
    }

    /// <summary>It is opened meanwhile; what is asked waits for that.</summary>
    public static PageLine Open(IPage page) => new(page, page.Context.NewCDPSessionAsync(page));

    /// <summary>Calls a function in the document, with an argument. It is given to a document once; its <c>this</c> is an object that is kept for as long as the document, and that the page's scripts cannot find.</summary>
    /// <param name="shared">An expression, given to a document once too: the functions that name it get its value, an object, before the argument.</param>
    /// <returns>The text that it answers, or its promise does; null: it answered something else, or threw.</returns>
    public async Task<string?> CallAsync(string function, string argument, string? shared = null)
    {
        for (var tries = 1; ; tries++)
        {
            var both = await Task.WhenAll(GivenAsync(function, text => $"({{ run: ({text}), press: null }})"), shared is null ? Task.FromResult<string?>(null) : GivenAsync(shared, text => text));
            if (both is not [{ } ours, var before] || (shared is not null && before is null)) return null;
            _called = ours;
            try
            {
                return Text(await AskAsync("Runtime.callFunctionOn", new()
                {
                    ["objectId"] = ours,
                    ["functionDeclaration"] = before is null ? "function (argument) { return this.run(argument); }" : "function (before, argument) { return this.run(before, argument); }",
                    ["arguments"] = before is null ? new object[] { new { value = argument } } : [new { objectId = before }, new { value = argument }],
                    ["awaitPromise"] = true, ["returnByValue"] = true,
                }));
            }
            catch (PlaywrightException gone) when (tries < MostTries && IsGone(gone))
            {
                // The document went before it was called.
                Forget();
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

    private void Forget() => _given = new(ReferenceEqualityComparer.Instance);

    // INVARIANT: what is called or set later are properties of its own, where no script of the page comes between. In brackets, the function is compiled
    // at once; and what the browser compiled of one text serves for the next document too.
    private async Task<string?> GivenAsync(string text, Func<string, string> expression)
    {
        var given = _given;
        if (given.TryGetValue(text, out var known)) return known;
        var answer = await AskAsync("Runtime.evaluate", new() { ["expression"] = expression(text) });
        return answer?.GetProperty("result").TryGetProperty("objectId", out var id) == true && id.GetString() is { } handle ? given[text] = handle : null;
    }

    private static bool IsGone(PlaywrightException error) =>
        Gone.Any(words => error.Message.Contains(words, StringComparison.Ordinal));

    private async Task<JsonElement?> AskAsync(string method, Dictionary<string, object> arguments)
    {
        var line = await _line;
        return await await Task.WhenAny(line.SendAsync(method, arguments), _crash.Task);
    }

    private static string? Text(JsonElement? answer) =>
        answer is { } told && !told.TryGetProperty("exceptionDetails", out _) && told.GetProperty("result") is var result
            && result.TryGetProperty("value", out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
